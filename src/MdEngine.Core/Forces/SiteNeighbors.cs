using System;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Neighbors;

namespace MdEngine.Core.Forces;

/// <summary>
/// The neighbours of one atom within the cutoff, packed into contiguous arrays, with room for the derivatives of the
/// site energy. Reused from atom to atom.
/// </summary>
public sealed unsafe class SiteNeighbors
{
    private readonly AlignedBuffer<double> _dx = new(), _dy = new(), _dz = new(), _r = new();
    private readonly AlignedBuffer<double> _gx = new(), _gy = new(), _gz = new();
    private readonly AlignedBuffer<int> _type = new(), _index = new();

    /// <summary>Index of the central atom, an owned one.</summary>
    public int Center { get; private set; }

    /// <summary>Its type, in the order of the potential's elements.</summary>
    public int CenterType { get; private set; }

    /// <summary>Number of neighbours.</summary>
    public int Count { get; private set; }

    /// <summary>x of neighbour minus x of centre, Angstrom.</summary>
    public Span<double> Dx => new(_dx.Pointer, Count);

    /// <summary>y of neighbour minus y of centre, Angstrom.</summary>
    public Span<double> Dy => new(_dy.Pointer, Count);

    /// <summary>z of neighbour minus z of centre, Angstrom.</summary>
    public Span<double> Dz => new(_dz.Pointer, Count);

    /// <summary>Distances, Angstrom.</summary>
    public Span<double> R => new(_r.Pointer, Count);

    /// <summary>Types of the neighbours.</summary>
    public Span<int> Type => new(_type.Pointer, Count);

    /// <summary>Indices of the neighbours (owned atoms and ghosts).</summary>
    public Span<int> Index => new(_index.Pointer, Count);

    /// <summary>Derivatives of the site energy by <see cref="Dx"/>, eV/Angstrom; zero on entry.</summary>
    public Span<double> Gx => new(_gx.Pointer, Count);

    /// <summary>Derivatives of the site energy by <see cref="Dy"/>, eV/Angstrom; zero on entry.</summary>
    public Span<double> Gy => new(_gy.Pointer, Count);

    /// <summary>Derivatives of the site energy by <see cref="Dz"/>, eV/Angstrom; zero on entry.</summary>
    public Span<double> Gz => new(_gz.Pointer, Count);

    /// <summary>Packs the neighbours of owned atom <paramref name="center"/> that lie within a cutoff.</summary>
    public void Pack(in ForceBlock block, VerletList list, int center, double cutoff)
    {
        ReadOnlySpan<int> row = list.Of(center);
        Reserve(row.Length);
        double* x = block.Atoms.XPointer, y = block.Atoms.YPointer, z = block.Atoms.ZPointer;
        ReadOnlySpan<int> types = block.Types;
        double xi = x[center], yi = y[center], zi = z[center];
        double cutoff2 = cutoff * cutoff;
        int n = 0;
        foreach (int j in row)
        {
            double dx = x[j] - xi, dy = y[j] - yi, dz = z[j] - zi;
            double r2 = (dx * dx) + (dy * dy) + (dz * dz);
            if (r2 < cutoff2)
            {
                _dx.Pointer[n] = dx;
                _dy.Pointer[n] = dy;
                _dz.Pointer[n] = dz;
                _r.Pointer[n] = Math.Sqrt(r2);
                _type.Pointer[n] = types[j];
                _index.Pointer[n] = j;
                n++;
            }
        }

        Center = center;
        CenterType = types[center];
        Count = n;
        Gx.Clear();
        Gy.Clear();
        Gz.Clear();
    }

    /// <summary>Adds energy, forces and virials that follow from a site energy and its derivatives.</summary>
    public void Scatter(double energy, ForceNeeds needs, ForceAccumulator into)
    {
        double fx = 0.0, fy = 0.0, fz = 0.0;
        for (int k = 0; k < Count; k++)
        {
            double gx = _gx.Pointer[k], gy = _gy.Pointer[k], gz = _gz.Pointer[k];
            fx += gx;
            fy += gy;
            fz += gz;
            into.AddForce(_index.Pointer[k], -gx, -gy, -gz);
        }

        into.AddForce(Center, fx, fy, fz);
        into.AddEnergy(Center, energy);
        if ((needs & (ForceNeeds.Virial | ForceNeeds.AtomVirials)) != 0)
        {
            ScatterVirial(needs, into);
        }
    }

    private void ScatterVirial(ForceNeeds needs, ForceAccumulator into)
    {
        Matrix3 sum = Matrix3.Zero;
        for (int k = 0; k < Count; k++)
        {
            var d = new Double3(_dx.Pointer[k], _dy.Pointer[k], _dz.Pointer[k]);
            var f = new Double3(-_gx.Pointer[k], -_gy.Pointer[k], -_gz.Pointer[k]);
            sum += new Matrix3(
                d.X * f.X, d.X * f.Y, d.X * f.Z, d.Y * f.X, d.Y * f.Y, d.Y * f.Z, d.Z * f.X, d.Z * f.Y, d.Z * f.Z);
            if ((needs & ForceNeeds.AtomVirials) != 0)
            {
                into.AddAtomVirial(_index.Pointer[k], d, f);
            }
        }

        into.Virial += sum;
    }

    private void Reserve(int count)
    {
        _dx.Grow(count);
        _dy.Grow(count);
        _dz.Grow(count);
        _r.Grow(count);
        _gx.Grow(count);
        _gy.Grow(count);
        _gz.Grow(count);
        _type.Grow(count);
        _index.Grow(count);
    }
}
