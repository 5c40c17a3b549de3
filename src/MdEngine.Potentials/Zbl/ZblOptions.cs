using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Zbl;

/// <summary>Options of the type "zbl".</summary>
public sealed record ZblOptions : IValidatedOptions
{
    /// <summary>Start of the switch, Angstrom.</summary>
    [Option("inner_A", "Distance at which the repulsion begins to be switched off, Angstrom.", Min = 0, ExclusiveMin = true)]
    public double Inner { get; init; }

    /// <summary>Cutoff, Angstrom.</summary>
    [Option("outer_A", "Distance at which it has gone smoothly to zero, Angstrom.", Min = 0, ExclusiveMin = true)]
    public double Outer { get; init; }

    /// <summary>Elements.</summary>
    [Option("elements", "The elements whose nuclei repel each other.", ElementSymbol = true, MinCount = 1)]
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Inner >= Outer)
        {
            yield return ("inner_A", $"{Inner:g6} must be less than outer_A ({Outer:g6})");
        }

        foreach ((string Key, string Message) fault in ListChecks.Distinct("elements", Elements))
        {
            yield return fault;
        }
    }
}
