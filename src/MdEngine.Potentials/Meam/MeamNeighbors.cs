using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private readonly AlignedBuffer<double> _gx = new(), _gy = new(), _gz = new();
    private readonly AlignedBuffer<double> _raw = new();
    private readonly AlignedBuffer<int> _rawAtom = new(), _atom = new(), _type = new(), _ends = new(Shells + 1);
    private readonly double _reach2, _shellsPerSquare;

    /// <summary>For neighbours up to a distance.</summary>
    public MeamNeighbors(double reach)
    {
        _reach2 = reach * reach;
        _shellsPerSquare = Shells / _reach2;
        Reserve(32);
    }

    /// <summary>Number of neighbours.</summary>
    public int Count { get; private set; }

    /// <summary>Index of the atom.</summary>
    public int Center { get; private set; }

    /// <summary>Its type.</summary>
    public int CenterType { get; private set; }

    /// <summary>x of neighbours minus x of the atom, Angstrom; a register's worth beyond the last stands far away.</summary>
    public double* X => _x.Pointer;

    /// <summary>y of the same.</summary>
    public double* Y => _y.Pointer;

    /// <summary>z of the same.</summary>
    public double* Z => _z.Pointer;

    /// <summary>Squares of their distances, Angstrom^2.</summary>
    public double* R2 => _r2.Pointer;

    /// <summary>Types of neighbours.</summary>
    public int* Type => _type.Pointer;

    /// <summary>Derivatives of the site energy by <see cref="X"/>, eV/Angstrom; zero at first.</summary>
    public double* Gx => _gx.Pointer;

    /// <summary>The same by <see cref="Y"/>.</summary>
    public double* Gy => _gy.Pointer;

    /// <summary>The same by <see cref="Z"/>.</summary>
    public double* Gz => _gz.Pointer;

    /// <summary>Index after the last neighbour that may be within the square of a distance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int EndWithin(double square)
    {
        double shell = square * _shellsPerSquare;
        return shell < Shells ? _ends.Pointer[(int)shell] : Count;
    }

    /// <summary>Packs and sorts the neighbours of an atom.</summary>
    public void Pack(in ForceBlock block, VerletList list, int center)
    {
        ReadOnlySpan<int> row = list.Of(center);
        Reserve(row.Length + TLanes.Count);
        Center = center;
        Count = row.IsEmpty ? 0 : Gather(in block, row, center);
        Sort();
        int* types = Pointer(block.Types);
        CenterType = types[center];
        for (int k = 0; k < Count; k++)
        {
            _type.Pointer[k] = types[_atom.Pointer[k]];
        }

        for (int k = Count; k < Count + TLanes.Count; k++)
        {
            _x.Pointer[k] = Far;
            _y.Pointer[k] = 0.0;
            _z.Pointer[k] = 0.0;
            _r2.Pointer[k] = Far * Far;
            _type.Pointer[k] = 0;
        }

        for (int k = 0; k < Count; k += TLanes.Count)
        {
            TLanes.Store(_gx.Pointer + k, TLanes.Zero);
            TLanes.Store(_gy.Pointer + k, TLanes.Zero);
            TLanes.Store(_gz.Pointer + k, TLanes.Zero);
        }
    }

    /// <summary>Adds energy, forces and virials that follow from the site energy and its derivatives.</summary>
    public void Scatter(double energy, ForceNeeds needs, ForceAccumulator into)
    {
        double sx = 0.0, sy = 0.0, sz = 0.0;
        double* gx = Gx, gy = Gy, gz = Gz, fx = into.Fx, fy = into.Fy, fz = into.Fz;
        int* atoms = _atom.Pointer, shifts = into.Shifts;
        for (int k = 0; k < Count; k++)
        {
            double x = gx[k], y = gy[k], z = gz[k];
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

        double* raw = _raw.Pointer;
        int* shell = _type.Pointer;
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

        for (int k = 0; k < Count; k++, raw += 4)
        {
            int to = ends[shell[k]]++;
            _x.Pointer[to] = raw[0];
            _y.Pointer[to] = raw[1];
            _z.Pointer[to] = raw[2];
            _r2.Pointer[to] = raw[3];
            _atom.Pointer[to] = _rawAtom.Pointer[k];
        }
    }

    private void ScatterVirial(ForceAccumulator into)
    {
        Matrix3 sum = Matrix3.Zero;
        for (int k = 0; k < Count; k++)
        {
            var d = new Double3(X[k], Y[k], Z[k]);
            var f = new Double3(-Gx[k], -Gy[k], -Gz[k]);
            sum += Matrix3.Outer(d, f);
            into.AddAtomVirial(_atom.Pointer[k], d, f);
        }

        into.Virial += sum;
    }

    private void Reserve(int count)
    {
        _x.Grow(count);
        _y.Grow(count);
        _z.Grow(count);
        _r2.Grow(count);
        _gx.Grow(count);
        _gy.Grow(count);
        _gz.Grow(count);
        _raw.Grow(4 * count);
        _rawAtom.Grow(count);
        _atom.Grow(count);
        _type.Grow(count);
    }
}
