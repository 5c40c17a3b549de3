using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Coulomb;

/// <summary>Options of the type "coulomb-spme".</summary>
public sealed record CoulombSpmeOptions : IValidatedOptions
{
    /// <summary>Elements.</summary>
    [Option("elements", "Elements that carry charges.", MinCount = 1, ElementSymbol = true)]
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>Charges.</summary>
    [Option("charges_e", "Charge of each element, e; without it the charges of the structure file.")]
    public IReadOnlyList<double>? Charges { get; init; }

    /// <summary>Cutoff, Angstrom.</summary>
    [Option("cutoff_A", "Distance up to which pairs are summed directly, Angstrom; the mesh does the rest. It shifts work, "
        + "not accuracy.", Min = 0, ExclusiveMin = true, Required = false)]
    public double Cutoff { get; init; } = 9.0;

    /// <summary>Accuracy.</summary>
    [Option("relative_force_error", "Root-mean-square error of the forces, relative to the force between two unit charges "
        + "1 Angstrom apart (14.4 eV/Angstrom).", Min = 1e-12, Max = 0.1, Required = false)]
    public double RelativeForceError { get; init; } = 1e-4;

    /// <summary>Order of the splines.</summary>
    [Option("order", "Order of the B-splines that spread the charges on the mesh; without it the one that costs least.", Min = 4, Max = 8)]
    public int? Order { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate() => ListChecks.Distinct("elements", Elements)
        .Concat(ListChecks.OneForEach("charges_e", Charges?.Count, "charges", Elements));
}
