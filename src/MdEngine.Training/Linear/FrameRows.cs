using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Linear;

/// <summary>
/// What a linear model says of one frame, as rows over its unknowns: the energy, the force components of every atom, and
/// the virial W = -dE/dstrain are these rows times the weights. One instance a thread, reused from frame to frame.
/// </summary>
public sealed unsafe class FrameRows
{
    private const int VirialRows = 6;
    private readonly AlignedBuffer<double> _numbers = new();

    /// <summary>Makes room for rows.</summary>
    /// <param name="columns">Number of unknowns.</param>
    public FrameRows(int columns)
    {
        Columns = columns;
        // Rows an odd number of cache lines apart do not crowd into the same sets of the cache.
        Stride = (((columns + 7) / 8) | 1) * 8;
    }

    /// <summary>Number of unknowns.</summary>
    public int Columns { get; }

    /// <summary>Distance of rows.</summary>
    public int Stride { get; }

    /// <summary>Number of atoms.</summary>
    public int Atoms { get; private set; }

    /// <summary>Whether forces and virial are wanted; where they are not, derivatives need not be computed.</summary>
    public bool WithDerivatives { get; private set; }

    /// <summary>Row of the energy.</summary>
    public double* Energy => _numbers.Pointer;

    /// <summary>Row of a component of the virial: xx, yy, zz, yz, xz, xy.</summary>
    public double* Virial(int component) => _numbers.Pointer + ((nint)(1 + component) * Stride);

    /// <summary>Row of a component of the force on an atom.</summary>
    public double* Force(int atom, int axis) => _numbers.Pointer + ((nint)(1 + VirialRows + (3 * atom) + axis) * Stride);

    /// <summary>Begins a frame: all rows become zero.</summary>
    /// <param name="atoms">Number of atoms.</param>
    /// <param name="withDerivatives">Whether forces and virial are wanted.</param>
    public void Clear(int atoms, bool withDerivatives)
    {
        int count = checked((1 + (withDerivatives ? VirialRows + (3 * atoms) : 0)) * Stride);
        _numbers.Grow(count);
        new Span<double>(_numbers.Pointer, count).Clear();
        (Atoms, WithDerivatives) = (atoms, withDerivatives);
    }

    /// <summary>
    /// Adds forces and virial that follow from the derivatives of a site's energy terms by the positions of its neighbours.
    /// </summary>
    /// <param name="centre">Central atom.</param>
    /// <param name="parents">For each neighbour the atom that it is an image of.</param>
    /// <param name="vectors">For each neighbour x, y, z from the centre, Angstrom.</param>
    /// <param name="column">First of the unknowns concerned.</param>
    /// <param name="count">Their number.</param>
    /// <param name="gradients">Row of the derivatives by x of the first neighbour.</param>
    /// <param name="next">Distance from a neighbour's rows to the next one's.</param>
    /// <param name="axis">Distance from the row of x to that of y, and from y to z.</param>
    public void AddSite(
        int centre, ReadOnlySpan<int> parents, ReadOnlySpan<double> vectors, int column, int count, double* gradients, int next, int axis)
    {
        double* home = Force(centre, 0) + column;
        double* virial = Virial(0) + column;
        for (int j = 0; j < parents.Length; j++)
        {
            double* to = Force(parents[j], 0) + column;
            double* g = gradients + ((nint)j * next);
            double dx = vectors[3 * j], dy = vectors[(3 * j) + 1], dz = vectors[(3 * j) + 2];
            int k = 0;
            for (; k + 4 <= count; k += 4)
            {
                Vector256<double> gx = Vector256.Load(g + k), gy = Vector256.Load(g + axis + k), gz = Vector256.Load(g + (2 * axis) + k);
                Add(home + k, gx);
                Add(home + Stride + k, gy);
                Add(home + (2 * Stride) + k, gz);
                Add(to + k, -gx);
                Add(to + Stride + k, -gy);
                Add(to + (2 * Stride) + k, -gz);
                double* w = virial + k;
                Add(w, gx * -dx);
                Add(w + Stride, gy * -dy);
                Add(w + (2 * Stride), gz * -dz);
                Add(w + (3 * Stride), gz * -dy);
                Add(w + (4 * Stride), gz * -dx);
                Add(w + (5 * Stride), gy * -dx);
            }

            for (; k < count; k++)
            {
                double gx = g[k], gy = g[axis + k], gz = g[(2 * axis) + k];
                home[k] += gx;
                home[Stride + k] += gy;
                home[(2 * Stride) + k] += gz;
                to[k] -= gx;
                to[Stride + k] -= gy;
                to[(2 * Stride) + k] -= gz;
                double* w = virial + k;
                w[0] -= dx * gx;
                w[Stride] -= dy * gy;
                w[2 * Stride] -= dz * gz;
                w[3 * Stride] -= dy * gz;
                w[4 * Stride] -= dx * gz;
                w[5 * Stride] -= dx * gy;
            }
        }
    }

    private static void Add(double* to, Vector256<double> value) => (Vector256.Load(to) + value).Store(to);
}
