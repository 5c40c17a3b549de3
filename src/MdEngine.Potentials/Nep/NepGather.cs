using System;
using System.Numerics;
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
        int room = row.Length + 1;
        workspace.ReserveLoose(room);
        site.Reserve(row.Length);
        site.Atom = atom;
        int types = tables.Types;
        int n = types == 1
            ? FilterOne(in block, row, atom, tables, workspace, site)
            : Filter(in block, row, atom, tables, workspace, site);
        site.Count = n;
        if (types == 1)
        {
            site.Runs = 0;
            site.RunEnd[0] = site.AngularCount;
            site.AngularRuns = site.AngularCount > 0 ? 1 : 0;
            site.Runs = site.AngularRuns;
            if (n > site.AngularCount)
            {
                site.RunEnd[site.Runs++] = n;
            }
        }
        else
        {
            Sort(n, room, types, workspace, site);
        }

        new Span<double>(site.Dx + n, Fillers).Fill(Filler);
        new Span<double>(site.Dy + n, Fillers).Fill(Filler);
        new Span<double>(site.Dz + n, Fillers).Fill(Filler);
        site.ReserveAngular(site.AngularCount);
    }

    /// <summary>One type: those within the angular cutoff go to their place at once, the others follow.</summary>
    private static int FilterOne<TReal>(
        in ForceBlock block, ReadOnlySpan<int> row, int atom, NepTables<TReal> tables, NepWorkspace<TReal> workspace,
        NepSite<TReal> site)
        where TReal : unmanaged, IFloatingPointIeee754<TReal>
    {
        double* x = block.Atoms.XPointer, y = block.Atoms.YPointer, z = block.Atoms.ZPointer;
        double xi = x[atom], yi = y[atom], zi = z[atom];
        double reach2 = tables.Reach2[0], angular2 = tables.AngularReach2[0], least = double.MaxValue;
        double* sx = site.Dx, sy = site.Dy, sz = site.Dz;
        int* index = site.Index;
        double* tx = workspace.Loose.Pointer, ty = tx + row.Length + 1, tz = ty + row.Length + 1;
        int* loose = workspace.LooseIndex.Pointer;
        int near = 0, far = 0;
        foreach (int j in row)
        {
            double dx = x[j] - xi, dy = y[j] - yi, dz = z[j] - zi;
            double r2 = (dx * dx) + (dy * dy) + (dz * dz);
            bool isNear = r2 < angular2;
            // Both places are written, one of them stays.
            sx[near] = dx;
            sy[near] = dy;
            sz[near] = dz;
            index[near] = j;
            tx[far] = dx;
            ty[far] = dy;
            tz[far] = dz;
            loose[far] = j;
            near += isNear ? 1 : 0;
            far += !isNear & r2 < reach2 ? 1 : 0;
            least = Math.Min(least, r2);
        }

        site.HasClose = least < tables.ZblReach * tables.ZblReach;
        site.AngularCount = near;
        new ReadOnlySpan<double>(tx, far).CopyTo(new Span<double>(sx + near, far));
        new ReadOnlySpan<double>(ty, far).CopyTo(new Span<double>(sy + near, far));
        new ReadOnlySpan<double>(tz, far).CopyTo(new Span<double>(sz + near, far));
        new ReadOnlySpan<int>(loose, far).CopyTo(new Span<int>(index + near, far));
        return near + far;
    }

    private static int Filter<TReal>(
        in ForceBlock block, ReadOnlySpan<int> row, int atom, NepTables<TReal> tables, NepWorkspace<TReal> workspace,
        NepSite<TReal> site)
        where TReal : unmanaged, IFloatingPointIeee754<TReal>
    {
        double* x = block.Atoms.XPointer, y = block.Atoms.YPointer, z = block.Atoms.ZPointer;
        double xi = x[atom], yi = y[atom], zi = z[atom], least = double.MaxValue;
        ReadOnlySpan<int> type = block.Types;
        int types = tables.Types;
        ReadOnlySpan<double> reach2 = tables.Reach2.AsSpan(types * type[atom], types);
        ReadOnlySpan<double> angular2 = tables.AngularReach2.AsSpan(types * type[atom], types);
        double* tx = workspace.Loose.Pointer, ty = tx + row.Length + 1, tz = ty + row.Length + 1;
        int* loose = workspace.LooseIndex.Pointer, kinds = loose + row.Length + 1;
        Span<int> counts = workspace.KeyStarts;
        counts.Clear();
        int n = 0;
        foreach (int j in row)
        {
            double dx = x[j] - xi, dy = y[j] - yi, dz = z[j] - zi;
            double r2 = (dx * dx) + (dy * dy) + (dz * dz);
            int t = type[j];
            tx[n] = dx;
            ty[n] = dy;
            tz[n] = dz;
            loose[n] = j;
            kinds[n] = r2 < angular2[t] ? t : types + t;
            n += r2 < reach2[t] ? 1 : 0;
            least = Math.Min(least, r2);
        }

        for (int k = 0; k < n; k++)
        {
            counts[kinds[k] + 1]++;
        }

        site.HasClose = least < tables.ZblReach * tables.ZblReach;
        return n;
    }

    /// <summary>Counting sort by kind; what is counted under kind k + 1 becomes the place of the first of kind k.</summary>
    private static void Sort<TReal>(int n, int room, int types, NepWorkspace<TReal> workspace, NepSite<TReal> site)
        where TReal : unmanaged, IFloatingPointIeee754<TReal>
    {
        int[] starts = workspace.KeyStarts;
        int runs = 0;
        for (int kind = 0; kind < 2 * types; kind++)
        {
            if (kind == types)
            {
                site.AngularRuns = runs;
                site.AngularCount = starts[kind];
            }

            int count = starts[kind + 1];
            starts[kind + 1] += starts[kind];
            if (count > 0)
            {
                site.RunType[runs] = kind < types ? kind : kind - types;
                site.RunEnd[runs++] = starts[kind + 1];
            }
        }

        site.Runs = runs;
        double* tx = workspace.Loose.Pointer, ty = tx + room, tz = ty + room;
        int* loose = workspace.LooseIndex.Pointer, kinds = loose + room;
        double* sx = site.Dx, sy = site.Dy, sz = site.Dz;
        int* index = site.Index;
        fixed (int* place = starts)
        {
            for (int k = 0; k < n; k++)
            {
                int to = place[kinds[k]]++;
                sx[to] = tx[k];
                sy[to] = ty[k];
                sz[to] = tz[k];
                index[to] = loose[k];
            }
        }
    }
}
