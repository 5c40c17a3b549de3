using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Decks;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Formats;
using MdEngine.IO.LammpsData;
using MdEngine.IO.Xyz;

namespace MdEngine.Cli.Running;

/// <summary>
/// Makes the structure that a deck describes: read, built or packed, repeated, changed by
/// operations, displaced, with masses and charges.
/// </summary>
public static class StructureSource
{
    /// <summary>Makes the structure of a deck.</summary>
    /// <exception cref="InputException">The file is not sound, or what the deck says does not fit it.</exception>
    /// <exception cref="System.IO.IOException">The file cannot be read.</exception>
    public static Structure Create(Deck deck)
    {
        try
        {
            return Create(deck.Structure, deck.Seed, "structure");
        }
        catch (InputException e) when (e.File is null)
        {
            throw new InputException(e.Message, deck.SourceFile, 0, e);
        }
    }

    /// <summary>Makes a structure: that of a deck, or one merged into it.</summary>
    /// <param name="from">What to make.</param>
    /// <param name="seed">Seed of its random numbers.</param>
    /// <param name="path">Where it stands in the deck, for messages.</param>
    /// <exception cref="InputException">The file is not sound, or what the deck says does not fit it.</exception>
    /// <exception cref="System.IO.IOException">The file cannot be read.</exception>
    internal static Structure Create(StructureDeck from, ulong seed, string path)
    {
        try
        {
            Structure structure = from.File is not null ? Read(from)
                : from.Packing is { } packing ? PackingSource.Create(packing, from.Masses, seed)
                : Build(from);
            if (from.Replicate.Any(n => n > 1))
            {
                structure = StructureOperations.Replicate(
                    structure, from.Replicate[0], from.Replicate[1], from.Replicate[2]);
            }

            structure = new StructureOperator(seed, path).Apply(structure, from.Operations);
            if (from.Noise > 0.0)
            {
                StructureOperations.Displace(structure, from.Noise, seed);
            }

            ApplyMasses(structure, from);
            ApplyCharges(structure, from);
            return structure;
        }
        catch (InputException e) when (e.File is null && !e.Message.StartsWith("structure", StringComparison.Ordinal))
        {
            throw new InputException($"{path}: {e.Message}", null, 0, e);
        }
    }

    /// <summary>Refuses atoms on top of each other in the structure of a deck.</summary>
    /// <exception cref="InputException">The two atoms and their distance.</exception>
    public static void CheckDistances(Deck deck, Structure structure)
    {
        try
        {
            CloseAtoms.Refuse(
                structure, AtomState.From(structure, new SpeciesTable(structure.Elements.Distinct())));
        }
        catch (InputException e) when (e.File is null)
        {
            throw new InputException($"structure: {e.Message}", deck.Structure.File ?? deck.SourceFile, 0, e);
        }
    }

    /// <summary>The name that the reader of structure files gives a format of decks; null to tell it from the file.</summary>
    public static string? NameOf(StructureFormat? format) => format switch
    {
        StructureFormat.Extxyz => "extxyz",
        StructureFormat.LammpsData => "lammps-data",
        StructureFormat.Poscar => "poscar",
        StructureFormat.Cif => "cif",
        _ => null,
    };

    private static Structure Build(StructureDeck from)
    {
        Element[] elements = [.. from.Elements!.Select(PeriodicTable.Get)];
        Structure structure = CrystalBuilder.Build(new CrystalRecipe
        {
            Lattice = LatticeOf(from.Lattice!.Value),
            Elements = elements,
            A = from.A,
            C = from.C,
            Density = from.Density,
            Masses = from.Masses is null
                ? null
                : [.. elements.Select(e => from.Masses.TryGetValue(e.Symbol, out double mass) ? mass : double.NaN)],
            Primitive = from.Primitive,
        });
        structure.Cell = CellOf(structure.Cell, from);
        return structure;
    }

    private static CrystalLattice LatticeOf(LatticeKind kind) => kind switch
    {
        LatticeKind.Fcc => CrystalLattice.FaceCentredCubic,
        LatticeKind.Bcc => CrystalLattice.BodyCentredCubic,
        LatticeKind.Hcp => CrystalLattice.HexagonalClosePacked,
        LatticeKind.Diamond => CrystalLattice.Diamond,
        LatticeKind.Sc => CrystalLattice.SimpleCubic,
        LatticeKind.Rocksalt => CrystalLattice.Rocksalt,
        LatticeKind.Zincblende => CrystalLattice.Zincblende,
        LatticeKind.B2 => CrystalLattice.B2,
        LatticeKind.L12 => CrystalLattice.L12,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Structure Read(StructureDeck from)
    {
        bool PeriodicAlong(int axis) => from.Periodic is null || from.Periodic[axis];
        var options = new StructureReadOptions
        {
            Xyz = new ExtendedXyzReadOptions { Cell = from.Cell is null ? null : CellOf(SimulationCell.Open, from) },
            LammpsData = new LammpsDataReadOptions
            {
                Elements = from.Elements is null ? null : [.. from.Elements.Select(PeriodicTable.Get)],
                PeriodicA = PeriodicAlong(0),
                PeriodicB = PeriodicAlong(1),
                PeriodicC = PeriodicAlong(2),
            },
        };
        Structure structure = StructureFormats.Read(from.File!, NameOf(from.Format), from.Frame, options);
        structure.Cell = CellOf(structure.Cell, from);
        return structure;
    }

    /// <summary>The cell of the file with what the deck puts in its place.</summary>
    private static SimulationCell CellOf(SimulationCell cell, StructureDeck from)
    {
        if (from.Cell is null && from.Periodic is null)
        {
            return cell;
        }

        Matrix3 vectors = cell.Vectors;
        bool[] periodic = [cell.PeriodicA, cell.PeriodicB, cell.PeriodicC];
        if (from.Cell is { } rows)
        {
            vectors = MatrixOf(rows);
            if (cell.PeriodicAxes == 0)
            {
                // A file without a cell says nothing of periodicity: a given vector means periodic.
                periodic = [vectors.Row0 != Double3.Zero, vectors.Row1 != Double3.Zero, vectors.Row2 != Double3.Zero];
            }
        }

        if (from.Periodic is { } given)
        {
            periodic = [.. given];
        }

        return new SimulationCell(vectors, periodic[0], periodic[1], periodic[2]);
    }

    /// <summary>A vector of a deck.</summary>
    internal static Double3 RowOf(IReadOnlyList<double> row) => new(row[0], row[1], row[2]);

    /// <summary>A matrix of a deck, by rows.</summary>
    internal static Matrix3 MatrixOf(IReadOnlyList<IReadOnlyList<double>> rows) =>
        Matrix3.FromRows(RowOf(rows[0]), RowOf(rows[1]), RowOf(rows[2]));

    private static void ApplyMasses(Structure structure, StructureDeck from)
    {
        if (from.Masses is not { } masses)
        {
            return;
        }

        CheckHeld(structure, masses.Keys, "masses_u");
        structure.Masses ??= [.. structure.Elements.Select(e => e.StandardMass)];
        for (int i = 0; i < structure.Count; i++)
        {
            if (masses.TryGetValue(structure.Elements[i].Symbol, out double mass))
            {
                structure.Masses[i] = mass;
            }
        }
    }

    private static void ApplyCharges(Structure structure, StructureDeck from)
    {
        if (from.Charges is not { } charges)
        {
            return;
        }

        CheckHeld(structure, charges.Keys, "charges_e");
        structure.Charges ??= new double[structure.Count];
        for (int i = 0; i < structure.Count; i++)
        {
            if (charges.TryGetValue(structure.Elements[i].Symbol, out double charge))
            {
                structure.Charges[i] = charge;
            }
        }
    }

    private static void CheckHeld(Structure structure, IEnumerable<string> symbols, string key)
    {
        var held = structure.Elements.Select(e => e.Symbol).ToHashSet();
        string? strange = symbols.FirstOrDefault(s => !held.Contains(s));
        if (strange is not null)
        {
            throw new InputException(
                $"{key} names {strange}, but the structure holds only {string.Join(", ", held)}; take it out");
        }
    }
}
