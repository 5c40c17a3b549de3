using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;

namespace MdEngine.Core.Forces;

/// <summary>
/// The neighbours of as many consecutive atoms as a register has lanes: neighbour k of each of them side by side in
/// place k, so that a short-ranged many-body kernel works on all of these atoms at once. Reused from atoms to atoms;
/// scratch memory of one thread.
/// </summary>
/// <remarks>
/// Arrays are by place, then by lane. Where an atom has fewer neighbours than another one, its last places are filled
/// with a neighbour of type 0 far beyond every cutoff, whose derivatives must come out as zero.
/// </remarks>
/// <typeparam name="TLanes">Register.</typeparam>
public sealed unsafe class LaneNeighbors<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    // Neighbours for which there is room from the start: most crystals and liquids never need more.
    private const int Usual = 40;

    // Beyond the cutoff of whoever stands there; its square is no danger.
    private const double Far = 1e4;

    private readonly AlignedBuffer<double> _dx = new(), _dy = new(), _dz = new();
    private readonly AlignedBuffer<double> _gx = new(), _gy = new(), _gz = new();
    private readonly AlignedBuffer<int> _slot = new(), _type = new();
    private readonly AlignedBuffer<int> _ownSlot = new(TLanes.Count), _ownType = new(TLanes.Count);
    private readonly AlignedBuffer<int> _counts = new(TLanes.Count);
    private readonly AlignedBuffer<double> _lanes = new(4 * TLanes.Count);
    private double* _x, _y, _z, _cutoffs2;
    private int* _shifts, _types;
    private int _typeCount, _atoms;
    private VerletList? _list;
    private ForceAccumulator? _into;
    private ForceNeeds _needs;

    /// <summary>Room for a usual number of neighbours.</summary>
    public LaneNeighbors() => Reserve(Usual * TLanes.Count);

    /// <summary>Number of places in use: that of the neighbours of the atom that has most.</summary>
    public int Count { get; private set; }

    /// <summary>x of neighbours minus x of their centres, Angstrom.</summary>
    public double* Dx => _dx.Pointer;

    /// <summary>y of neighbours minus y of their centres, Angstrom.</summary>
    public double* Dy => _dy.Pointer;

    /// <summary>z of neighbours minus z of their centres, Angstrom.</summary>
    public double* Dz => _dz.Pointer;

    /// <summary>Types of the neighbours; not set when there is but one.</summary>
    public int* Types => _type.Pointer;

    /// <summary>Types of the centres by lane.</summary>
    public int* CenterTypes => _ownType.Pointer;

    /// <summary>Derivatives of the site energies by <see cref="Dx"/>, eV/Angstrom, for the kernel to set.</summary>
    public double* Gx => _gx.Pointer;

    /// <summary>Derivatives of the site energies by <see cref="Dy"/>, eV/Angstrom, for the kernel to set.</summary>
    public double* Gy => _gy.Pointer;

    /// <summary>Derivatives of the site energies by <see cref="Dz"/>, eV/Angstrom, for the kernel to set.</summary>
    public double* Gz => _gz.Pointer;

    /// <summary>Begins with a block of atoms, whose list must be a full <see cref="VerletList"/>.</summary>
    /// <param name="block">Block.</param>
    /// <param name="into">Its sums.</param>
    /// <param name="cutoffs2">
    /// Squares of the distances up to which neighbours are packed, by type of centre, then of neighbour; must stay in
    /// place until the block is done.
    /// </param>
    /// <param name="types">Number of types.</param>
    public void Open(in ForceBlock block, ForceAccumulator into, double* cutoffs2, int types)
    {
        _x = block.Atoms.XPointer;
        _y = block.Atoms.YPointer;
        _z = block.Atoms.ZPointer;
        // Lies in memory that does not move, as the positions do.
        _types = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(block.Types));
        _list = (VerletList)block.Neighbors;
        _shifts = into.Shifts;
        _into = into;
        _needs = block.Needs;
        _cutoffs2 = cutoffs2;
        _typeCount = types;
    }

    /// <summary>Packs the neighbours of some consecutive atoms and returns <see cref="Count"/>.</summary>
    /// <param name="first">First atom.</param>
    /// <param name="end">
    /// Index after the last one, at most as many as there are lanes; lanes without an atom have no neighbours.
    /// </param>
    public int Pack(int first, int end)
    {
        int width = TLanes.Count;
        int longest = 0;
        _atoms = Math.Min(width, end - first);
        for (int lane = 0; lane < _atoms; lane++)
        {
            longest = Math.Max(longest, _list!.Of(first + lane).Length);
        }

        // One more: the place after the last is written to as well.
        Reserve((longest + 1) * width);
        int most = 0;
        for (int lane = 0; lane < width; lane++)
        {
            int i = first + Math.Min(lane, _atoms - 1);
            int count = lane < _atoms ? _typeCount == 1 ? PackOne(i, lane) : PackTyped(i, lane) : 0;
            _ownSlot.Pointer[lane] = i + _shifts[i >> ForceWindows.SegmentBits];
            _ownType.Pointer[lane] = _types[i];
            _counts.Pointer[lane] = count;
            most = Math.Max(most, count);
        }

        Fill(most);
        Count = most;
        return most;
    }

    /// <summary>
    /// Adds what follows from the site energies and their derivatives <see cref="Gx"/>, <see cref="Gy"/> and
    /// <see cref="Gz"/>: forces, and energies and virials where they are asked for.
    /// </summary>
    /// <param name="energies">Site energies, eV.</param>
    public void Scatter(TLanes energies)
    {
        ForceAccumulator into = _into!;
        int width = TLanes.Count;
        double* fx = into.Fx, fy = into.Fy, fz = into.Fz;
        TLanes sx = TLanes.Zero, sy = TLanes.Zero, sz = TLanes.Zero;
        double* gx = _gx.Pointer, gy = _gy.Pointer, gz = _gz.Pointer;
        int* slots = _slot.Pointer;
        for (int k = 0; k < Count * width; k += width)
        {
            sx += TLanes.Load(gx + k);
            sy += TLanes.Load(gy + k);
            sz += TLanes.Load(gz + k);
            for (int lane = k; lane < k + width; lane++)
            {
                int slot = slots[lane];
                fx[slot] -= gx[lane];
                fy[slot] -= gy[lane];
                fz[slot] -= gz[lane];
            }
        }

        double* own = _lanes.Pointer;
        TLanes.Store(own, sx);
        TLanes.Store(own + width, sy);
        TLanes.Store(own + (2 * width), sz);
        TLanes.Store(own + (3 * width), energies);
        double sum = 0.0;
        for (int lane = 0; lane < _atoms; lane++)
        {
            int slot = _ownSlot.Pointer[lane];
            fx[slot] += own[lane];
            fy[slot] += own[lane + width];
            fz[slot] += own[lane + (2 * width)];
            sum += own[lane + (3 * width)];
        }

        if (_needs == ForceNeeds.None)
        {
            return;
        }

        into.Energy += sum;
        for (int lane = 0; into.AtomEnergies != null && lane < _atoms; lane++)
        {
            into.AtomEnergies[_ownSlot.Pointer[lane]] += own[lane + (3 * width)];
        }

        if ((_needs & (ForceNeeds.Virial | ForceNeeds.AtomVirials)) != 0)
        {
            ScatterVirial(into);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int* Pointer(ReadOnlySpan<int> row) => (int*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(row));

    private int PackOne(int i, int lane)
    {
        int width = TLanes.Count;
        double* x = _x, y = _y, z = _z;
        double xi = x[i], yi = y[i], zi = z[i], cutoff2 = _cutoffs2[0];
        ReadOnlySpan<int> row = _list!.Of(i);
        int* neighbors = Pointer(row), end = neighbors + row.Length;
        double* dxs = _dx.Pointer, dys = _dy.Pointer, dzs = _dz.Pointer;
        int* slots = _slot.Pointer;
        int at = lane;
        for (; neighbors < end; neighbors++)
        {
            int j = *neighbors;
            double dx = x[j] - xi, dy = y[j] - yi, dz = z[j] - zi;
            // No branch: every neighbour is written, and kept by moving on.
            dxs[at] = dx;
            dys[at] = dy;
            dzs[at] = dz;
            slots[at] = j + _shifts[j >> ForceWindows.SegmentBits];
            at += (dx * dx) + (dy * dy) + (dz * dz) < cutoff2 ? width : 0;
        }

        return at / width;
    }

    private int PackTyped(int i, int lane)
    {
        int width = TLanes.Count;
        double* x = _x, y = _y, z = _z;
        double xi = x[i], yi = y[i], zi = z[i];
        double* cutoffs2 = _cutoffs2 + (_types[i] * _typeCount);
        ReadOnlySpan<int> row = _list!.Of(i);
        int at = lane;
        foreach (int j in row)
        {
            double dx = x[j] - xi, dy = y[j] - yi, dz = z[j] - zi;
            int type = _types[j];
            _dx.Pointer[at] = dx;
            _dy.Pointer[at] = dy;
            _dz.Pointer[at] = dz;
            _type.Pointer[at] = type;
            _slot.Pointer[at] = j + _shifts[j >> ForceWindows.SegmentBits];
            at += (dx * dx) + (dy * dy) + (dz * dz) < cutoffs2[type] ? width : 0;
        }

        return at / width;
    }

    private void Fill(int most)
    {
        int width = TLanes.Count;
        for (int lane = 0; lane < width; lane++)
        {
            for (int k = (_counts.Pointer[lane] * width) + lane; k < most * width; k += width)
            {
                _dx.Pointer[k] = Far;
                _dy.Pointer[k] = 0.0;
                _dz.Pointer[k] = 0.0;
                _type.Pointer[k] = 0;
                _slot.Pointer[k] = _ownSlot.Pointer[lane];
            }
        }
    }

    private void ScatterVirial(ForceAccumulator into)
    {
        int width = TLanes.Count;
        TLanes xx = TLanes.Zero, xy = TLanes.Zero, xz = TLanes.Zero;
        TLanes yx = TLanes.Zero, yy = TLanes.Zero, yz = TLanes.Zero;
        TLanes zx = TLanes.Zero, zy = TLanes.Zero, zz = TLanes.Zero;
        for (int k = 0; k < Count * width; k += width)
        {
            TLanes dx = TLanes.Load(_dx.Pointer + k), dy = TLanes.Load(_dy.Pointer + k), dz = TLanes.Load(_dz.Pointer + k);
            TLanes gx = TLanes.Load(_gx.Pointer + k), gy = TLanes.Load(_gy.Pointer + k), gz = TLanes.Load(_gz.Pointer + k);
            xx = TLanes.MultiplyAdd(dx, gx, xx);
            xy = TLanes.MultiplyAdd(dx, gy, xy);
            xz = TLanes.MultiplyAdd(dx, gz, xz);
            yx = TLanes.MultiplyAdd(dy, gx, yx);
            yy = TLanes.MultiplyAdd(dy, gy, yy);
            yz = TLanes.MultiplyAdd(dy, gz, yz);
            zx = TLanes.MultiplyAdd(dz, gx, zx);
            zy = TLanes.MultiplyAdd(dz, gy, zy);
            zz = TLanes.MultiplyAdd(dz, gz, zz);
        }

        into.Virial -= new Matrix3(
            TLanes.Sum(xx), TLanes.Sum(xy), TLanes.Sum(xz),
            TLanes.Sum(yx), TLanes.Sum(yy), TLanes.Sum(yz),
            TLanes.Sum(zx), TLanes.Sum(zy), TLanes.Sum(zz));
        if (into.AtomVirials != null)
        {
            ScatterAtomVirials(into);
        }
    }

    private void ScatterAtomVirials(ForceAccumulator into)
    {
        int stride = into.AtomVirialStride;
        for (int k = 0; k < Count * TLanes.Count; k++)
        {
            ReadOnlySpan<double> d = [_dx.Pointer[k], _dy.Pointer[k], _dz.Pointer[k]];
            ReadOnlySpan<double> g = [_gx.Pointer[k], _gy.Pointer[k], _gz.Pointer[k]];
            double* w = into.AtomVirials + _slot.Pointer[k];
            for (int c = 0; c < 9; c++)
            {
                w[c * stride] -= d[c / 3] * g[c % 3];
            }
        }
    }

    private void Reserve(int entries)
    {
        _dx.Grow(entries);
        _dy.Grow(entries);
        _dz.Grow(entries);
        _gx.Grow(entries);
        _gy.Grow(entries);
        _gz.Grow(entries);
        _slot.Grow(entries);
        _type.Grow(entries);
    }
}
