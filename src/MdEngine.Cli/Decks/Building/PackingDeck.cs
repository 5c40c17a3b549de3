using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Building;

/// <summary>Atoms put into a cell at random, none too close to another.</summary>
[ExactlyOne("density_g_cm3", "density_per_A3", "cell_A")]
[ExactlyOne("min_distance_A", "radii_A")]
public sealed record PackingDeck : IValidatedOptions
{
    /// <summary>Atoms of each element.</summary>
    [Option("atoms", "Number of atoms of each element.", ElementSymbol = true, MinCount = 1, Min = 1, Max = 1e9)]
    public IReadOnlyDictionary<string, int> Atoms { get; init; } = new Dictionary<string, int>();

    /// <summary>Mass density, g/cm3.</summary>
    [Option("density_g_cm3", "Mass density, g/cm3.", Min = 0, ExclusiveMin = true, Max = 1000)]
    public double? MassDensity { get; init; }

    /// <summary>Number density, 1/Angstrom^3.</summary>
    [Option("density_per_A3", "Number density, atoms per cubic Angstrom.", Min = 0, ExclusiveMin = true, Max = 100)]
    public double? NumberDensity { get; init; }

    /// <summary>Lattice vectors as rows, Angstrom.</summary>
    [Option("cell_A", "Lattice vectors as rows, Angstrom.", MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<IReadOnlyList<double>>? Cell { get; init; }

    /// <summary>Shape of the cell where a density gives its volume.</summary>
    [Option("shape", "Lattice vectors as rows, of which only shape and direction count; a cube when absent.",
        MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<IReadOnlyList<double>>? Shape { get; init; }

    /// <summary>Smallest distance of any two atoms, Angstrom.</summary>
    [Option("min_distance_A", "Smallest distance of any two atoms, Angstrom.", Min = 0, ExclusiveMin = true, Max = 100)]
    public double? MinDistance { get; init; }

    /// <summary>Radii of the elements, Angstrom.</summary>
    [Option("radii_A", "Radius by element, Angstrom: no two atoms are closer than the sum of theirs.",
        ElementSymbol = true, Min = 0, ExclusiveMin = true, Max = 100)]
    public IReadOnlyDictionary<string, double>? Radii { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Cell is not null && Shape is not null)
        {
            yield return ("shape", "means something only beside a density; \"cell_A\" gives the whole cell");
        }

        foreach (string symbol in Atoms.Keys.Where(s => Radii is not null && !Radii.ContainsKey(s)))
        {
            yield return ("radii_A", $"no radius for {symbol}, expected one for every element of \"atoms\"");
        }

        foreach (string symbol in Radii?.Keys.Where(s => !Atoms.ContainsKey(s)) ?? [])
        {
            yield return ($"radii_A:{symbol}", "no such atoms are packed; leave the key out");
        }
    }
}
