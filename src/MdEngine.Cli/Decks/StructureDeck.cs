using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Decks.Building;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>Where the atoms come from: a file, a lattice to build or a random packing, and what is then done to them.</summary>
[ExactlyOne("file", "lattice", "packing")]
[ExactlyOne("a_A", "density_g_cm3", When = "lattice")]
[OnlyWith("file", "format", "frame", "cell_A", "periodic")]
[OnlyWith("lattice", "a_A", "density_g_cm3", "c_A", "primitive")]
public sealed record StructureDeck : IValidatedOptions
{
    /// <summary>Structure file, full path.</summary>
    [Option("file", "Structure file: extended XYZ (also .gz), LAMMPS data, POSCAR or CIF.", InputFile = true)]
    public string? File { get; init; }

    /// <summary>Format of the file; told from its name and content when absent.</summary>
    [Option("format", "Format of the file, where its name does not tell.")]
    public StructureFormat? Format { get; init; }

    /// <summary>Frame of a file with several, from 0; negative ones count from the end.</summary>
    [Option("frame", "Frame of a file with several, from 0; -1 is the last.", Required = false)]
    public int Frame { get; init; } = -1;

    /// <summary>Lattice to build.</summary>
    [Option("lattice", "Crystal lattice to build.")]
    public LatticeKind? Lattice { get; init; }

    /// <summary>Atoms packed at random.</summary>
    [Option("packing", "Atoms put into a cell at random, none too close to another: a fluid or an amorphous start.")]
    public PackingDeck? Packing { get; init; }

    /// <summary>Elements: those of a lattice's sites, or of a LAMMPS file's types, in order.</summary>
    [Option("elements", "Elements of the lattice's sites, or of the types of a LAMMPS data file, in order.",
        ElementSymbol = true, MinCount = 1)]
    public IReadOnlyList<string>? Elements { get; init; }

    /// <summary>Lattice constant, Angstrom.</summary>
    [Option("a_A", "Lattice constant a of the conventional cell, Angstrom.", Min = 0, ExclusiveMin = true, Max = 1000)]
    public double? A { get; init; }

    /// <summary>Mass density that fixes the lattice constant, g/cm3.</summary>
    [Option("density_g_cm3", "Mass density from which the lattice constant follows, g/cm3.",
        Min = 0, ExclusiveMin = true, Max = 1000)]
    public double? Density { get; init; }

    /// <summary>Second lattice constant, Angstrom (hcp).</summary>
    [Option("c_A", "Lattice constant c of hcp, Angstrom; ideal (a times the square root of 8/3) when absent.",
        Min = 0, ExclusiveMin = true, Max = 1000)]
    public double? C { get; init; }

    /// <summary>Build the primitive instead of the conventional cell.</summary>
    [Option("primitive", "Build from the primitive instead of the conventional cell.", Required = false)]
    public bool Primitive { get; init; }

    /// <summary>Lattice vectors as rows, Angstrom, in place of those of the file.</summary>
    [Option("cell_A", "Lattice vectors as rows, Angstrom; replaces the file's.", MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<IReadOnlyList<double>>? Cell { get; init; }

    /// <summary>Periodicity along the lattice vectors, in place of that of the file.</summary>
    [Option("periodic", "Periodic along each of the lattice vectors; replaces the file's.", MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<bool>? Periodic { get; init; }

    /// <summary>Number of copies along each lattice vector.</summary>
    [Option("replicate", "Copies along each of the lattice vectors.", Required = false,
        Min = 1, Max = 10000, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<int> Replicate { get; init; } = [1, 1, 1];

    /// <summary>What is done to the structure, in order, after it was replicated and before it is displaced.</summary>
    [Option("operations", "What is done to the structure, in order, once it is replicated: substitution, vacancies, "
        + "surfaces, strain, merging and more.", Required = false)]
    public IReadOnlyList<OperationDeck> Operations { get; init; } = [];

    /// <summary>Standard deviation of a Gaussian displacement of each coordinate, Angstrom.</summary>
    [Option("noise_A", "Standard deviation of a random displacement of every coordinate, Angstrom.", Required = false,
        Min = 0, Max = 10)]
    public double Noise { get; init; }

    /// <summary>Masses by element, u, in place of the standard ones and those of the file.</summary>
    [Option("masses_u", "Masses by element, u; replace those of the file and the standard ones.",
        ElementSymbol = true, Min = 0, ExclusiveMin = true, Max = 10000)]
    public IReadOnlyDictionary<string, double>? Masses { get; init; }

    /// <summary>Charges by element, e, in place of those of the file.</summary>
    [Option("charges_e", "Charges by element, e; replace those of the file.", ElementSymbol = true, Min = -100, Max = 100)]
    public IReadOnlyDictionary<string, double>? Charges { get; init; }

    /// <summary>This structure and those that are merged into it.</summary>
    public IEnumerable<StructureDeck> WithMerged() => Operations
        .Select(o => o switch { MergeDeck merge => merge.With, StackDeck stack => stack.With, _ => null })
        .Where(s => s is not null)
        .SelectMany(s => s!.WithMerged())
        .Prepend(this);

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Lattice is { } lattice)
        {
            int wanted = lattice is LatticeKind.Rocksalt or LatticeKind.Zincblende or LatticeKind.B2 or LatticeKind.L12 ? 2 : 1;
            if (Elements is null)
            {
                yield return ("elements", $"missing; the lattice needs {Count(wanted)}");
            }
            else if (Elements.Count != wanted)
            {
                yield return ("elements", $"found {Count(Elements.Count)}, expected {wanted} for this lattice");
            }

            if (C is not null && lattice != LatticeKind.Hcp)
            {
                yield return ("c_A", "only hcp has a second lattice constant; leave the key out");
            }
        }

        if (Packing is not null && Elements is not null)
        {
            yield return ("elements", "a packing names its elements in \"atoms\"; leave the key out");
        }

        if (Format is { } format && format != StructureFormat.LammpsData && Elements is not null)
        {
            yield return ("elements", "only a LAMMPS data file needs elements for its types; leave the key out");
        }

        double copies = Replicate.Aggregate(1.0, (product, n) => product * n);
        if (copies > 1e9)
        {
            yield return ("replicate", $"found {copies:0} copies of the cell, expected no more than 1000000000");
        }
    }

    private static string Count(int n) => n == 1 ? "1 element" : $"{n} elements";
}
