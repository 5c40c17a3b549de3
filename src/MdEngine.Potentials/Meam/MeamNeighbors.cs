using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Meam;

/// <summary>
/// The neighbours of one atom that can interact with it or screen its bonds, nearer ones first, so that what can screen a
/// bond ends early; with room for derivatives. Scratch memory of one thread.
/// </summary>
/// <remarks>Sorted by counting into shells, which keeps the list's order within each: no order depends on the thread.</remarks>
internal sealed unsafe class MeamNeighbors<TLanes>
    where TLanes : unmanaged, IRealLanes<TLanes, double>
{
    private const int Shells = 32;

    // Stands where there is no neighbour: on no ellipse, and no danger when squared.
    private const double Far = 1e4;

    private readonly AlignedBuffer<double> _x = new(), _y = new(), _z = new(), _r2 = new();
    private readonly AlignedBuffer<double> _raw = new(), _rows = new(), _derivatives = new();
    private readonly AlignedBuffer<int> _rawAtom = new(), _shell = new(), _atom = new(), _type = new(), _ends = new(Shells + 1);
    private readonly AlignedBuffer<int> _indices = new(TLanes.Count);
    private readonly double _cutoff, _reach2, _shellsPerSquare;

    /// <summary>For neighbours up to the reach of a potential.</summary>
    public MeamNeighbors(MeamParameters parameters)
    {
        _cutoff = parameters.Cutoff;
        _reach2 = parameters.Reach * parameters.Reach;
        _shellsPerSquare = Shells / _reach2;
        Reserve(32);
    }

    /// <summary>Number of neighbours.</summary>
    public int Count { get; private set; }

    /// <summary>Index of the atom.</summary>
    public int Center { get; private set; }

    /// <summary>Its type.</summary>
    public int CenterType { get; private set; }

    /// <summary>
    /// Displacements of neighbours from the atom, Angstrom, and the squares of their distances, four numbers each; beyond the
    /// last one what stands for no neighbour: one at the cutoff.
    /// </summary>
    public double* Rows => _rows.Pointer;

    /// <summary>Derivatives of the site energy by the displacements, eV/Angstrom, and a fourth number; zero at first.</summary>
    public double* Derivatives => _derivatives.Pointer;

    /// <summary>x of <see cref="Rows"/>; a register's worth beyond the last stands far away.</summary>
    public double* X => _x.Pointer;

    /// <summary>y of the same.</summary>
    public double* Y => _y.Pointer;

    /// <summary>z of the same.</summary>
    public double* Z => _z.Pointer;

    /// <summary>Squares of distances of the same.</summary>
    public double* R2 => _r2.Pointer;

    /// <summary>Types of neighbours; set where there are several.</summary>
    public int* Type => _type.Pointer;

    /// <summary>Index after the last neighbour that may be within the square of a distance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int EndWithin(double square)
    {
        double shell = square * _shellsPerSquare;
        return shell < Shells ? _ends.Pointer[(int)shell] : Count;
    }

    /// <summary>Packs and sorts the neighbours of an atom.</summary>
    /// <typeparam name="TTypes">On: with their types; off: there is one.</typeparam>
    public void Pack<TTypes>(in ForceBlock block, VerletList list, int center)
        where TTypes : struct, IFlag
    {
        ReadOnlySpan<int> row = list.Of(center);
        Reserve(row.Length + TLanes.Count);
        int* types = Pointer(block.Types);
        Center = center;
        CenterType = types[center];
        Count = row.IsEmpty ? 0 : Gather(in block, row, center);
        Sort();
        TurnRows();
        for (int k = 0; TTypes.Value && k < Count + TLanes.Count; k++)
        {
            _type.Pointer[k] = k < Count ? types[_atom.Pointer[k]] : 0;
        }
    }

    /// <summary>Adds energy, forces and virials that follow from the site energy and its derivatives.</summary>
    public void Scatter(double energy, ForceNeeds needs, ForceAccumulator into)
    {
        double sx = 0.0, sy = 0.0, sz = 0.0;
        double* g = Derivatives, fx = into.Fx, fy = into.Fy, fz = into.Fz;
        int* atoms = _atom.Pointer, shifts = into.Shifts;
        for (int k = 0; k < Count; k++, g += 4)
        {
            double x = g[0], y = g[1], z = g[2];
            int slot = atoms[k] + shifts[atoms[k] >> ForceWindows.SegmentBits];
            sx += x;
            sy += y;
            sz += z;
            fx[slot] -= x;
            fy[slot] -= y;
            fz[slot] -= z;
        }

        into.AddForce(Center, sx, sy, sz);
        into.AddEnergy(Center, energy);
        if ((needs & (ForceNeeds.Virial | ForceNeeds.AtomVirials)) != 0)
        {
            ScatterVirial(into);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int* Pointer(ReadOnlySpan<int> numbers) => (int*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(numbers));

    private int Gather(in ForceBlock block, ReadOnlySpan<int> row, int center)
    {
        double* x = block.Atoms.XPointer, y = block.Atoms.YPointer, z = block.Atoms.ZPointer;
        double xi = x[center], yi = y[center], zi = z[center], reach2 = _reach2;
        int* found = _rawAtom.Pointer;
        double* raw = _raw.Pointer;
        int n = 0;
        foreach (int j in row)
        {
            double dx = x[j] - xi, dy = y[j] - yi, dz = z[j] - zi;
            double r2 = (dx * dx) + (dy * dy) + (dz * dz);
            // No branch: every neighbour is written, and kept by moving on.
            double* at = raw + (4 * n);
            at[0] = dx;
            at[1] = dy;
            at[2] = dz;
            at[3] = r2;
            found[n] = j;
            n += r2 < reach2 ? 1 : 0;
        }

        return n;
    }

    private void Sort()
    {
        int* ends = _ends.Pointer;
        for (int s = 0; s <= Shells; s++)
        {
            ends[s] = 0;
        }

        double* raw = _raw.Pointer, rows = _rows.Pointer;
        int* shell = _shell.Pointer, from = _rawAtom.Pointer, atoms = _atom.Pointer;
        double scale = _shellsPerSquare;
        for (int k = 0; k < Count; k++)
        {
            int s = (int)(raw[(4 * k) + 3] * scale);
            shell[k] = s;
            ends[s]++;
        }

        int begin = 0;
        for (int s = 0; s <= Shells; s++)
        {
            int count = ends[s];
            ends[s] = begin;
            begin += count;
        }

        for (int k = 0; k < Count; k++)
        {
            int to = ends[shell[k]]++;
            Vector256.Load(raw + (4 * k)).Store(rows + (4 * to));
            atoms[to] = from[k];
        }

        Vector256.Create(_cutoff, 0.0, 0.0, _cutoff * _cutoff).Store(rows + (4 * Count));
        new Span<double>(_derivatives.Pointer, 4 * (Count + 1)).Clear();
    }

    /// <summary>Columns of the rows.</summary>
    private void TurnRows()
    {
        int width = TLanes.Count;
        int* indices = _indices.Pointer;
        for (int lane = 0; lane < width; lane++)
        {
            indices[lane] = 4 * lane;
        }

        for (int k = 0; k < Count; k += width)
        {
            TLanes.LoadQuads(_rows.Pointer + (4 * k), indices, out TLanes x, out TLanes y, out TLanes z, out TLanes r2);
            TLanes.Store(_x.Pointer + k, x);
            TLanes.Store(_y.Pointer + k, y);
            TLanes.Store(_z.Pointer + k, z);
            TLanes.Store(_r2.Pointer + k, r2);
        }

        TLanes.Store(_x.Pointer + Count, TLanes.Create(Far));
        TLanes.Store(_y.Pointer + Count, TLanes.Zero);
        TLanes.Store(_z.Pointer + Count, TLanes.Zero);
        TLanes.Store(_r2.Pointer + Count, TLanes.Create(Far * Far));
    }

    private void ScatterVirial(ForceAccumulator into)
    {
        Matrix3 sum = Matrix3.Zero;
        for (int k = 0; k < Count; k++)
        {
            double* row = Rows + (4 * k), g = Derivatives + (4 * k);
            var d = new Double3(row[0], row[1], row[2]);
            var f = new Double3(-g[0], -g[1], -g[2]);
            sum += Matrix3.Outer(d, f);
            into.AddAtomVirial(_atom.Pointer[k], d, f);
        }

        into.Virial += sum;
    }

    private void Reserve(int count)
    {
        // A register's worth more is read and written beyond the last.
        count += TLanes.Count;
        _x.Grow(count);
        _y.Grow(count);
        _z.Grow(count);
        _r2.Grow(count);
        _raw.Grow(4 * count);
        _rows.Grow(4 * count);
        _derivatives.Grow(4 * count);
        _rawAtom.Grow(count);
        _shell.Grow(count);
        _atom.Grow(count);
        _type.Grow(count);
    }
}
