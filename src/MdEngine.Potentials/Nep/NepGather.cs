using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MdEngine.Core.Forces;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Nep;

/// <summary>Packs the neighbours of an atom that lie within its cutoffs.</summary>
internal static unsafe class NepGather
{
    // Distance of the neighbours that fill the last register, Angstrom: any at which all functions are finite.
    private const double Filler = 1.0;
    private const int Fillers = 16;

    public static void Pack<TReal>(
        in ForceBlock block, int atom, NepTables<TReal> tables, NepWorkspace<TReal> workspace, NepSite<TReal> site)
        where TReal : unmanaged, IFloatingPointIeee754<TReal>
    {
        ReadOnlySpan<int> row = ((VerletList)block.Neighbors).Of(atom);
        site.Reserve(row.Length);
        site.Atom = atom;
        (NepStream near, NepStream far) = workspace.Streams(row.Length + Fillers);
        double least = double.MaxValue;
        int types = tables.Types, type = block.Types[atom];
        int done = tables.HasOneCutoff && Avx2.IsSupported
            ? FilterQuadruples(in block, row, atom, tables.Reach2[0], tables.AngularReach2[0], ref near, ref far, ref least)
            : 0;
        Filter(
            in block, row, done, atom, tables.Reach2.AsSpan(types * type, types), tables.AngularReach2.AsSpan(types * type, types),
            ref near, ref far, ref least);
        site.HasClose = least < tables.ZblReach * tables.ZblReach;
        site.AngularCount = near.Count;
        int n = near.Count + far.Count;
        site.Count = n;
        site.Runs = 0;
        Place(in near, 0, block.Types, workspace.TypeCounts, site);
        site.AngularRuns = site.Runs;
        Place(in far, near.Count, block.Types, workspace.TypeCounts, site);
        new Span<double>(site.Dx + n, Fillers).Fill(Filler);
        new Span<double>(site.Dy + n, Fillers).Fill(Filler);
        new Span<double>(site.Dz + n, Fillers).Fill(Filler);
        site.ReserveAngular(site.AngularCount);
    }

    /// <summary>Four neighbours at a time, all types with the same cutoffs; gives the number that it has seen.</summary>
    private static int FilterQuadruples(
        in ForceBlock block, ReadOnlySpan<int> row, int atom, double reach2, double angular2, ref NepStream nearStream,
        ref NepStream farStream, ref double least)
    {
        double* x = block.Atoms.XPointer, y = block.Atoms.YPointer, z = block.Atoms.ZPointer;
        Vector256<double> xi = Vector256.Create(x[atom]), yi = Vector256.Create(y[atom]), zi = Vector256.Create(z[atom]);
        Vector256<double> reach = Vector256.Create(reach2), angular = Vector256.Create(angular2), smallest = Vector256.Create(least);
        NepStream near = nearStream, far = farStream;
        int k = 0;
        fixed (int* first = row)
        {
            for (; k + 4 <= row.Length; k += 4)
            {
                int* j = first + k;
                Vector256<double> dx = Quadruple(x, j) - xi, dy = Quadruple(y, j) - yi, dz = Quadruple(z, j) - zi;
                Vector256<double> r2 = (dx * dx) + (dy * dy) + (dz * dz);
                uint isNear = Vector256.LessThan(r2, angular).ExtractMostSignificantBits();
                uint isSeen = Vector256.LessThan(r2, reach).ExtractMostSignificantBits();
                Vector128<int> index = Vector128.Load(j);
                near.Append(dx, dy, dz, index, isNear);
                far.Append(dx, dy, dz, index, isSeen & ~isNear);
                smallest = Vector256.MinNative(smallest, r2);
            }
        }

        nearStream = near;
        farStream = far;
        least = Math.Min(Math.Min(smallest[0], smallest[1]), Math.Min(smallest[2], smallest[3]));
        return k;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Quadruple(double* from, int* j) => Vector256.Create(from[j[0]], from[j[1]], from[j[2]], from[j[3]]);

    private static void Filter(
        in ForceBlock block, ReadOnlySpan<int> row, int begin, int atom, ReadOnlySpan<double> reach2, ReadOnlySpan<double> angular2,
        ref NepStream near, ref NepStream far, ref double least)
    {
        double* x = block.Atoms.XPointer, y = block.Atoms.YPointer, z = block.Atoms.ZPointer;
        double xi = x[atom], yi = y[atom], zi = z[atom];
        ReadOnlySpan<int> type = block.Types;
        foreach (int j in row[begin..])
        {
            double dx = x[j] - xi, dy = y[j] - yi, dz = z[j] - zi;
            double r2 = (dx * dx) + (dy * dy) + (dz * dz);
            int t = type[j];
            bool isNear = r2 < angular2[t];
            // Both places are written, one of them stays at most.
            near.Append(dx, dy, dz, j, isNear);
            far.Append(dx, dy, dz, j, !isNear & r2 < reach2[t]);
            least = Math.Min(least, r2);
        }
    }

    private static void Copy(in NepStream from, int at, NepNeighbors to)
    {
        int n = from.Count;
        new ReadOnlySpan<double>(from.X, n).CopyTo(new Span<double>(to.Dx + at, n));
        new ReadOnlySpan<double>(from.Y, n).CopyTo(new Span<double>(to.Dy + at, n));
        new ReadOnlySpan<double>(from.Z, n).CopyTo(new Span<double>(to.Dz + at, n));
        new ReadOnlySpan<int>(from.Index, n).CopyTo(new Span<int>(to.Index + at, n));
    }

    /// <summary>Copies neighbours sorted by type, and adds their runs.</summary>
    private static void Place(in NepStream from, int at, ReadOnlySpan<int> type, int[] counts, NepNeighbors to)
    {
        int n = from.Count;
        Array.Clear(counts);
        for (int k = 0; k < n; k++)
        {
            counts[type[from.Index[k]]]++;
        }

        int place = at;
        for (int t = 0; t < counts.Length; t++)
        {
            int count = counts[t];
            counts[t] = place;
            place += count;
            if (count > 0)
            {
                to.RunType[to.Runs] = t;
                to.RunEnd[to.Runs++] = place;
                if (count == n)
                {
                    Copy(in from, at, to);
                    return;
                }
            }
        }

        double* x = to.Dx, y = to.Dy, z = to.Dz;
        int* index = to.Index;
        for (int k = 0; k < n; k++)
        {
            int j = from.Index[k];
            int slot = counts[type[j]]++;
            x[slot] = from.X[k];
            y[slot] = from.Y[k];
            z[slot] = from.Z[k];
            index[slot] = j;
        }
    }
}
