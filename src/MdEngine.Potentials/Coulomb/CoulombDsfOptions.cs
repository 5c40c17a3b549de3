using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Coulomb;

/// <summary>Options of the type "coulomb-dsf".</summary>
public sealed record CoulombDsfOptions : IValidatedOptions
{
    /// <summary>Elements.</summary>
    [Option("elements", "Elements that carry charges.", MinCount = 1, ElementSymbol = true)]
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>Charges.</summary>
    [Option("charges_e", "Charge of each element, e; without it the charges of the structure file.")]
    public IReadOnlyList<double>? Charges { get; init; }

    /// <summary>Cutoff, Angstrom.</summary>
    [Option("cutoff_A", "Distance beyond which pairs do not interact, Angstrom.", Min = 0, ExclusiveMin = true)]
    public double Cutoff { get; init; }

    /// <summary>Damping, 1/Angstrom.</summary>
    [Option("damping_per_A", "Damping alpha, 1/Angstrom: 0.2 for a cutoff of 12 Angstrom is usual; 0 for none.", Min = 0)]
    public double Damping { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate() => ListChecks.Distinct("elements", Elements)
        .Concat(ListChecks.OneForEach("charges_e", Charges?.Count, "charges", Elements));
}
