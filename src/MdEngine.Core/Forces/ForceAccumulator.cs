using System;
using System.Runtime.CompilerServices;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Forces;

/// <summary>
/// Where a block's contributions go: sums of its own, so that blocks run in parallel and are added up in a fixed
/// order afterwards.
/// </summary>
/// <remarks>
/// Forces live in a window that holds only the segments of atoms which the block touches.
/// <see cref="Slot"/> says where an atom's entry is.
/// </remarks>
public sealed unsafe class ForceAccumulator
{
    private int* _shift;
    private int* _segments;
    private int _stride;

    internal ForceAccumulator()
    {
    }

    /// <summary>Forces along x by slot, eV/Angstrom: add to them.</summary>
    public double* Fx { get; private set; }

    /// <summary>Forces along y by slot.</summary>
    public double* Fy { get; private set; }

    /// <summary>Forces along z by slot.</summary>
    public double* Fz { get; private set; }

    /// <summary>Energies of atoms by slot, eV; null unless asked for.</summary>
    public double* AtomEnergies { get; private set; }

    /// <summary>
    /// Virials of atoms, eV: nine arrays (xx, xy, xz, yx, ...), <see cref="AtomVirialStride"/> apart, each by slot;
    /// null unless asked for.
    /// </summary>
    public double* AtomVirials { get; private set; }

    /// <summary>
    /// Uncertainties of atoms by slot, in the unit of the potential's <see cref="UncertaintyMeasure"/>: add to them, also
    /// to those of other atoms; null unless asked for.
    /// </summary>
    public double* AtomUncertainties { get; private set; }

    /// <summary>Distance between the nine arrays of <see cref="AtomVirials"/>.</summary>
    public int AtomVirialStride => _stride;

    /// <summary>Energy of the block, eV: add to it.</summary>
    public double Energy { get; set; }

    /// <summary>Virial of the block W = -dE/dstrain, eV: add to it.</summary>
    public Matrix3 Virial { get; set; }

    /// <summary>By segment, what to add to an atom's index to get its slot.</summary>
    public int* Shifts => _shift;

    /// <summary>Number of segments in the window.</summary>
    public int SegmentCount { get; private set; }

    /// <summary>
    /// The segments of the window, ascending: the k-th one's atoms have the slots from k times
    /// <see cref="ForceWindows.Segment"/> on.
    /// </summary>
    public ReadOnlySpan<int> Segments => new(_segments, SegmentCount);

    /// <summary>Where the entries of an atom (owned or ghost) are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Slot(int atom) => atom + _shift[atom >> ForceWindows.SegmentBits];

    /// <summary>Adds a force to an atom, owned or ghost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddForce(int atom, double fx, double fy, double fz)
    {
        int slot = Slot(atom);
        Fx[slot] += fx;
        Fy[slot] += fy;
        Fz[slot] += fz;
    }

    /// <summary>Adds to the energy of the system and, if asked for, of the atom.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddEnergy(int atom, double energy)
    {
        Energy += energy;
        if (AtomEnergies != null)
        {
            AtomEnergies[Slot(atom)] += energy;
        }
    }

    /// <summary>
    /// Adds to the virial of an atom, if asked for: -d (x) dE/dd for a neighbour at displacement d belongs to that
    /// neighbour.
    /// </summary>
    public void AddAtomVirial(int atom, Double3 d, Double3 f)
    {
        if (AtomVirials == null)
        {
            return;
        }

        AddVirial(Slot(atom), d, f);
    }

    /// <summary>
    /// Adds to energy and virial of the atom of a slot, where they are asked for: d is the displacement of the atom from
    /// the other, <paramref name="force"/> the force on it divided by the distance.
    /// </summary>
    internal void AddAtomDetail(int slot, double energy, Double3 d, double force)
    {
        if (AtomEnergies != null)
        {
            AtomEnergies[slot] += energy;
        }

        if (AtomVirials != null)
        {
            AddVirial(slot, d, force * d);
        }
    }

    private void AddVirial(int slot, Double3 d, Double3 f)
    {
        double* w = AtomVirials + slot;
        int s = _stride;
        w[0] += d.X * f.X;
        w[s] += d.X * f.Y;
        w[2 * s] += d.X * f.Z;
        w[3 * s] += d.Y * f.X;
        w[4 * s] += d.Y * f.Y;
        w[5 * s] += d.Y * f.Z;
        w[6 * s] += d.Z * f.X;
        w[7 * s] += d.Z * f.Y;
        w[8 * s] += d.Z * f.Z;
    }

    internal void Attach(
        ReadOnlySpan<int> segments,
        double* fx,
        double* fy,
        double* fz,
        double* atomEnergies,
        double* atomVirials,
        double* atomUncertainties,
        int stride,
        int* shift)
    {
        fixed (int* first = segments)
        {
            // Lives in a pinned buffer of the windows.
            _segments = first;
        }

        SegmentCount = segments.Length;
        Fx = fx;
        Fy = fy;
        Fz = fz;
        AtomEnergies = atomEnergies;
        AtomVirials = atomVirials;
        AtomUncertainties = atomUncertainties;
        _stride = stride;
        _shift = shift;
        Energy = 0.0;
        Virial = Matrix3.Zero;
    }
}
