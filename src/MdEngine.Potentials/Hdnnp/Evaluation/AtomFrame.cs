using System;
using System.Numerics;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Neighbors;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Evaluation;

/// <summary>
/// The neighbours of one atom sorted by element, with what the way back from energies to forces needs of the way there.
/// Reused from atom to atom.
/// </summary>
/// <typeparam name="TReal">Number: double or float.</typeparam>
internal sealed unsafe class AtomFrame<TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    /// <summary>Ranges of neighbours begin at, and are padded to, multiples of this.</summary>
    public const int Alignment = 16;

    // Where padding stands: beyond every cutoff, and no two distances from it vanish or overflow in single precision.
    private const double Far = 1000.0;

    private readonly AlignedBuffer<TReal> _geometry = new(), _shapes = new(), _slopes = new();
    private readonly AlignedBuffer<double> _found = new(), _gradient = new();
    private readonly AlignedBuffer<int> _foundIndex = new(), _index = new();
    private readonly int[] _first, _count, _cursor, _shapeStart, _slopeStart;
    private int _stride;

    /// <summary>Makes an empty frame.</summary>
    /// <param name="elements">Number of elements.</param>
    /// <param name="groups">Greatest number of groups of triplets of an element.</param>
    public AtomFrame(int elements, int groups)
    {
        _first = new int[elements + 1];
        _count = new int[elements];
        _cursor = new int[elements];
        _shapeStart = new int[elements];
        _slopeStart = new int[elements];
        Triplets = new TripletFrame<TReal>[groups];
        for (int k = 0; k < groups; k++)
        {
            Triplets[k] = new TripletFrame<TReal>();
        }
    }

    /// <summary>Index of the central atom.</summary>
    public int Center { get; private set; }

    /// <summary>What is kept of each group of triplets.</summary>
    public TripletFrame<TReal>[] Triplets { get; }

    /// <summary>Neighbours and padding.</summary>
    public int Length => _first[^1];

    public TReal* Dx => _geometry.Pointer;

    public TReal* Dy => _geometry.Pointer + _stride;

    public TReal* Dz => _geometry.Pointer + (2 * _stride);

    public TReal* R => _geometry.Pointer + (3 * _stride);

    /// <summary>1 / r.</summary>
    public TReal* Inverse => _geometry.Pointer + (4 * _stride);

    /// <summary>Derivatives of the energy of the atom by the displacements.</summary>
    public double* Gx => _gradient.Pointer;

    public double* Gy => _gradient.Pointer + _stride;

    public double* Gz => _gradient.Pointer + (2 * _stride);

    /// <summary>The atom, owned or ghost, that a neighbour is.</summary>
    public int Atom(int neighbor) => _index.Pointer[neighbor];

    /// <summary>First neighbour of an element.</summary>
    public int First(int element) => _first[element];

    /// <summary>Number of neighbours of an element.</summary>
    public int Count(int element) => _count[element];

    /// <summary>The same with padding.</summary>
    public int Padded(int element) => _first[element + 1] - _first[element];

    /// <summary>Values of a shape for the neighbours of an element; derivatives over distance follow.</summary>
    public TReal* Shape(int element, int shape) =>
        _shapes.Pointer + _shapeStart[element] + (2 * shape * Padded(element));

    /// <summary>Derivatives over distance of radial symmetry functions for the neighbours of an element.</summary>
    public TReal* Slopes(int element) => _slopes.Pointer + _slopeStart[element];

    /// <summary>Packs the neighbours of an owned atom that lie within a cutoff.</summary>
    public void Pack(in ForceBlock block, int center, double cutoff, CentrePlan plan)
    {
        Center = center;
        int found = Find(in block, center, cutoff);
        int elements = _count.Length, at = 0, shapes = 0, slopes = 0;
        for (int e = 0; e < elements; e++)
        {
            _first[e] = at;
            _cursor[e] = at;
            int padded = (_count[e] + Alignment - 1) / Alignment * Alignment;
            at += padded;
            _shapeStart[e] = shapes;
            _slopeStart[e] = slopes;
            shapes += 2 * plan.Neighbors[e].Shapes.Length * padded;
            foreach (RadialSet set in plan.Neighbors[e].Sets)
            {
                slopes += set.Links.Length * padded;
            }
        }

        _first[elements] = at;
        _stride = at;
        _geometry.Grow(5 * at);
        _gradient.Grow(3 * at);
        _index.Grow(at);
        _shapes.Grow(shapes);
        _slopes.Grow(slopes);
        Place(in block, found);
    }

    /// <summary>Sets the derivatives by the displacements to zero.</summary>
    public void ClearGradient() => new Span<double>(Gx, 3 * _stride).Clear();

    /// <summary>Adds energy, forces and virials that follow from the energy and its derivatives.</summary>
    public void Scatter(double energy, ForceNeeds needs, ForceAccumulator into)
    {
        double fx = 0.0, fy = 0.0, fz = 0.0;
        bool virial = (needs & (ForceNeeds.Virial | ForceNeeds.AtomVirials)) != 0;
        Matrix3 sum = Matrix3.Zero;
        for (int e = 0; e < _count.Length; e++)
        {
            for (int k = _first[e]; k < _first[e] + _count[e]; k++)
            {
                double gx = Gx[k], gy = Gy[k], gz = Gz[k];
                fx += gx;
                fy += gy;
                fz += gz;
                into.AddForce(_index.Pointer[k], -gx, -gy, -gz);
                if (virial)
                {
                    var d = new Double3(
                        double.CreateTruncating(Dx[k]), double.CreateTruncating(Dy[k]), double.CreateTruncating(Dz[k]));
                    var f = new Double3(-gx, -gy, -gz);
                    sum += new Matrix3(
                        d.X * f.X, d.X * f.Y, d.X * f.Z, d.Y * f.X, d.Y * f.Y, d.Y * f.Z, d.Z * f.X, d.Z * f.Y, d.Z * f.Z);
                    if ((needs & ForceNeeds.AtomVirials) != 0)
                    {
                        into.AddAtomVirial(_index.Pointer[k], d, f);
                    }
                }
            }
        }

        into.AddForce(Center, fx, fy, fz);
        into.AddEnergy(Center, energy);
        if (virial)
        {
            into.Virial += sum;
        }
    }

    private int Find(in ForceBlock block, int center, double cutoff)
    {
        ReadOnlySpan<int> row = ((VerletList)block.Neighbors).Of(center);
        ReadOnlySpan<int> types = block.Types;
        _found.Grow(4 * row.Length);
        _foundIndex.Grow(row.Length);
        Array.Clear(_count);
        double* x = block.Atoms.XPointer, y = block.Atoms.YPointer, z = block.Atoms.ZPointer;
        double xi = x[center], yi = y[center], zi = z[center], cutoff2 = cutoff * cutoff;
        double* to = _found.Pointer;
        int* index = _foundIndex.Pointer;
        int n = 0;
        foreach (int j in row)
        {
            double dx = x[j] - xi, dy = y[j] - yi, dz = z[j] - zi;
            double r2 = (dx * dx) + (dy * dy) + (dz * dz);
            to[0] = dx;
            to[1] = dy;
            to[2] = dz;
            to[3] = r2;
            index[n] = j;
            int keep = r2 < cutoff2 ? 1 : 0;
            _count[types[j]] += keep;
            to += 4 * keep;
            n += keep;
        }

        return n;
    }

    private void Place(in ForceBlock block, int found)
    {
        ReadOnlySpan<int> types = block.Types;
        TReal* dx = Dx, dy = Dy, dz = Dz, r = R, inverse = Inverse;
        double* from = _found.Pointer;
        for (int n = 0; n < found; n++, from += 4)
        {
            int j = _foundIndex.Pointer[n];
            int k = _cursor[types[j]]++;
            double distance = Math.Sqrt(from[3]);
            dx[k] = TReal.CreateTruncating(from[0]);
            dy[k] = TReal.CreateTruncating(from[1]);
            dz[k] = TReal.CreateTruncating(from[2]);
            r[k] = TReal.CreateTruncating(distance);
            inverse[k] = TReal.CreateTruncating(1.0 / distance);
            _index.Pointer[k] = j;
        }

        for (int e = 0; e < _count.Length; e++)
        {
            for (int k = _cursor[e]; k < _first[e + 1]; k++)
            {
                dx[k] = TReal.CreateTruncating(Far);
                dy[k] = TReal.Zero;
                dz[k] = TReal.Zero;
                r[k] = TReal.CreateTruncating(Far);
                inverse[k] = TReal.CreateTruncating(1.0 / Far);
            }
        }

        ClearGradient();
    }
}
