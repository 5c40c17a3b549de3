using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Options;
using MdEngine.IO.Formats;
using MdEngine.IO.LammpsData;
using MdEngine.IO.Xyz;

namespace MdEngine.Compare.Properties;

/// <summary>The crystal of which a property is found: a file, or a lattice.</summary>
public sealed record StructureOptions : IValidatedOptions
{
    /// <summary>Structure file, full path.</summary>
    [Option("file", "Structure file: extended XYZ (also .gz), LAMMPS data, POSCAR or CIF.", InputFile = true)]
    public string? File { get; init; }

    /// <summary>Frame of a file with several.</summary>
    [Option("frame", "Frame of a file with several, from 0; -1 is the last.", Required = false)]
    public int Frame { get; init; } = -1;

    /// <summary>Lattice to build.</summary>
    [Option("lattice", "Crystal lattice to build instead, in its conventional cell.")]
    public CrystalLattice? Lattice { get; init; }

    /// <summary>Elements of the lattice's sites, or of the types of a LAMMPS data file.</summary>
    [Option("elements", "Elements of the lattice's sites, or of the types of a LAMMPS data file, in order.",
        ElementSymbol = true, MinCount = 1)]
    public IReadOnlyList<string>? Elements { get; init; }

    /// <summary>Lattice constant, Angstrom.</summary>
    [Option("a_A", "Lattice constant a of the conventional cell, Angstrom; near that of the potential.",
        Min = 0, ExclusiveMin = true, Max = 1000)]
    public double? A { get; init; }

    /// <summary>Second lattice constant of hcp, Angstrom.</summary>
    [Option("c_A", "Lattice constant c of hcp, Angstrom; ideal (a times the square root of 8/3) when absent.",
        Min = 0, ExclusiveMin = true, Max = 1000)]
    public double? C { get; init; }

    /// <summary>What the structure is, for titles: "Si, diamond", or the name of the file.</summary>
    public string Title => Lattice is { } lattice
        ? $"{string.Concat(Elements!.Distinct())}, {NameOf(lattice)}"
        : System.IO.Path.GetFileName(File!);

    /// <summary>Reads or builds the structure.</summary>
    /// <exception cref="InputException">The file is not sound.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    public Structure Create()
    {
        if (Lattice is { } lattice)
        {
            return CrystalBuilder.Build(new CrystalRecipe
            {
                Lattice = lattice,
                Elements = [.. Elements!.Select(PeriodicTable.Get)],
                A = A,
                C = C,
            });
        }

        var options = new StructureReadOptions
        {
            Xyz = new ExtendedXyzReadOptions { Velocities = VelocitiesUnit.Ignore, KeepExtraColumns = false },
            LammpsData = new LammpsDataReadOptions
            {
                Elements = Elements is null ? null : [.. Elements.Select(PeriodicTable.Get)],
            },
        };
        Structure structure = StructureFormats.Read(File!, null, Frame, options);
        structure.Velocities = null;
        return structure;
    }

    /// <summary>A crystal, periodic along all vectors.</summary>
    /// <exception cref="InputException">The file is not sound, or its cell is not periodic.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    public Structure CreateCrystal()
    {
        Structure structure = Create();
        return structure.Cell.PeriodicAxes == 3 ? structure : throw new InputException(
            "the cell is not periodic along all three vectors; this property is one of crystals", File);
    }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (File is null == Lattice is null)
        {
            yield return ("", $"{(File is null ? "neither" : "both")} \"file\" {(File is null ? "nor" : "and")} \"lattice\" "
                + $"{(File is null ? "is" : "are")} given; expected exactly one of them");
            yield break;
        }

        if (Lattice is null)
        {
            if (A is not null || C is not null)
            {
                yield return (A is not null ? "a_A" : "c_A", "means something only together with \"lattice\"; leave the key out");
            }

            yield break;
        }

        int wanted = Lattice is CrystalLattice.Rocksalt or CrystalLattice.Zincblende or CrystalLattice.B2 or CrystalLattice.L12 ? 2 : 1;
        if (Elements?.Count != wanted)
        {
            yield return ("elements", $"found {Elements?.Count ?? 0}, expected {wanted} for this lattice");
        }

        if (A is null)
        {
            yield return ("a_A", "missing; expected a lattice constant near that of the potential, Angstrom");
        }

        if (C is not null && Lattice != CrystalLattice.HexagonalClosePacked)
        {
            yield return ("c_A", "only hcp has a second lattice constant; leave the key out");
        }
    }

    private static string NameOf(CrystalLattice lattice)
    {
        object[] marks = typeof(CrystalLattice).GetField(lattice.ToString())!.GetCustomAttributes(typeof(ChoiceAttribute), false);
        return marks.Length > 0 ? ((ChoiceAttribute)marks[0]).Name : lattice.ToString();
    }
}
