using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;

namespace MdEngine.Training.Data;

/// <summary>Finds frames of the same structure, and labels of them that contradict each other.</summary>
internal static class DuplicateCheck
{
    // Far below what any of it means, far above what writing numbers costs.
    private const double Grid = 1e-5;

    // Looser than any data set is converged; tighter than an error of a model worth having.
    private const double EnergyTolerance = 1e-3, ForceTolerance = 1e-2, PressureTolerance = 1.0;

    /// <summary>Notes in each frame the first one of the same structure.</summary>
    public static void Check(IReadOnlyList<SourceFrame> frames, DataFaults faults)
    {
        var first = new Dictionary<UInt128, SourceFrame>();
        foreach (SourceFrame frame in frames)
        {
            UInt128 key = KeyOf(frame.Structure);
            if (!first.TryGetValue(key, out SourceFrame? original))
            {
                first.Add(key, frame);
                continue;
            }

            frame.Original = original;
            if (Contradiction(original, frame) is { } message)
            {
                faults.Add(frame, $"the same structure as {original.Place}, but {message}; take one of them out");
            }
        }
    }

    private static string? Contradiction(SourceFrame a, SourceFrame b)
    {
        if (Math.Abs(a.EnergyPerAtom - b.EnergyPerAtom) is var energy && energy > EnergyTolerance)
        {
            return string.Create(CultureInfo.InvariantCulture, $"its energy differs by {energy:G3} eV/atom");
        }

        if (a.Structure.Forces is { } fa && b.Structure.Forces is { } fb)
        {
            double worst = Enumerable.Range(0, fa.Length).Max(i => (fa[i] - fb[i]).Length);
            if (worst > ForceTolerance)
            {
                return string.Create(CultureInfo.InvariantCulture, $"a force differs by {worst:G3} eV/Angstrom");
            }
        }

        if (a.Structure.Stress is { } sa && b.Structure.Stress is { } sb)
        {
            double worst = PhysicalConstants.GigapascalPerPressure * Enumerable.Range(0, 9).Max(k => Math.Abs(sa[k / 3, k % 3] - sb[k / 3, k % 3]));
            if (worst > PressureTolerance)
            {
                return string.Create(CultureInfo.InvariantCulture, $"its stress differs by {worst:G3} GPa");
            }
        }

        return null;
    }

    /// <summary>A number that equal structures share and others, all but certainly, do not (FNV-1a over rounded numbers).</summary>
    private static UInt128 KeyOf(Structure structure)
    {
        UInt128 prime = new(0x0000000001000000, 0x000000000000013B);
        UInt128 hash = new(0x6C62272E07BB0142, 0x62B821756295C58D);
        Matrix3 cell = structure.Cell.Vectors;
        Add(structure.Count);
        for (int axis = 0; axis < 3; axis++)
        {
            Add(structure.Cell.IsPeriodic(axis) ? 1 : 0);
            for (int k = 0; k < 3; k++)
            {
                AddReal(cell[axis, k]);
            }
        }

        for (int i = 0; i < structure.Count; i++)
        {
            Add(structure.Elements[i].AtomicNumber);
            Double3 r = structure.Positions[i];
            AddReal(r.X);
            AddReal(r.Y);
            AddReal(r.Z);
        }

        return hash;

        void AddReal(double value) => Add((long)Math.Round(Math.Clamp(value / Grid, -9e18, 9e18)));

        void Add(long value) => hash = unchecked((hash ^ (ulong)value) * prime);
    }
}
