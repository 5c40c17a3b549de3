using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using MdEngine.Core.Forces;

namespace MdEngine.Compare.Results;

/// <summary>What is known of a potential before anything is computed with it.</summary>
/// <param name="Type">Registered type name: "gap".</param>
/// <param name="Elements">Symbols of the elements that it covers.</param>
/// <param name="Cutoff">Cutoff, Angstrom.</param>
/// <param name="Parameters">Number of its parameters; null where it does not tell.</param>
/// <param name="Uncertainty">What its uncertainty is, with the unit; null where it has none.</param>
public sealed record ModelFacts(
    string Type,
    IReadOnlyList<string> Elements,
    [property: JsonPropertyName("cutoff_A")] double Cutoff,
    long? Parameters,
    string? Uncertainty)
{
    /// <summary>The facts of a potential.</summary>
    /// <param name="type">Registered type name.</param>
    /// <param name="potential">Potential.</param>
    public static ModelFacts Of(string type, IPotential potential) => new(
        type, [.. potential.Elements.Select(e => e.Symbol)], potential.Cutoff, potential.ParameterCount,
        potential.Uncertainty is not { } u ? null : u.Unit.Length > 0 ? $"{u.Name}, {u.Unit}" : u.Name);
}
