using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Pace.Radial;

/// <summary>
/// Several functions of the distance as cubic Hermite polynomials on equal cells, from values and slopes at their ends: as the
/// evaluator for which models are fitted has them, so that energies agree to rounding.
/// </summary>
/// <remarks>
/// N = trunc(rc / spacing) cells of width rc/N. There is no table in the first cell, whose left end is 0, and from the cutoff
/// on all functions are zero. Tables are linear in the functions: that of a sum of functions is the sum of their tables. Immutable.
/// </remarks>
public sealed unsafe class HermiteCells
{
    // Node n holds values, then slopes times the width, rows of an even number; node 0 is not used, and the two after the last
    // are zero: a cell for all that lies beyond the cutoff.
    private readonly AlignedBuffer<double> _nodes;

    /// <summary>Makes a table.</summary>
    /// <param name="functions">Number of functions.</param>
    /// <param name="cutoff">Cutoff, Angstrom.</param>
    /// <param name="spacing">Greatest width of a cell, Angstrom.</param>
    /// <param name="evaluate">Values and slopes (1/Angstrom) at a distance.</param>
    public HermiteCells(int functions, double cutoff, double spacing, RadialFunctions evaluate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(functions, 1);
        Functions = functions;
        Stride = (functions + 1) / 2 * 2;
        Cutoff = cutoff;
        Cells = (int)(cutoff / spacing);
        Width = cutoff / Cells;
        PerLength = Cells / cutoff;
        _nodes = new AlignedBuffer<double>(checked(2 * Stride * (Cells + 3)));
        var slopes = new double[functions];
        for (int n = 1; n <= Cells; n++)
        {
            Span<double> values = _nodes.Span.Slice(2 * Stride * n, functions), scaled = _nodes.Span.Slice((2 * Stride * n) + Stride, functions);
            evaluate(Width * n, values, slopes);
            for (int k = 0; k < functions; k++)
            {
                scaled[k] = slopes[k] * Width;
            }
        }
    }

    /// <summary>Number of functions.</summary>
    public int Functions { get; }

    /// <summary>Number of cells.</summary>
    public int Cells { get; }

    /// <summary>Width of a cell, Angstrom.</summary>
    public double Width { get; }

    /// <summary>Distance from which on all functions are zero, Angstrom.</summary>
    public double Cutoff { get; }

    /// <summary>Distance between rows of <see cref="Nodes"/>: the number of functions, made even.</summary>
    internal int Stride { get; }

    /// <summary>Cells for each Angstrom.</summary>
    internal double PerLength { get; }

    /// <summary>By node: values, then slopes times the width.</summary>
    internal double* Nodes => _nodes.Pointer;

    /// <summary>Values and slopes at a distance.</summary>
    /// <param name="r">Distance, Angstrom, at least <see cref="Width"/>.</param>
    /// <param name="values">Values; room for <see cref="Functions"/>.</param>
    /// <param name="slopes">Derivatives by r.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance lies in the first cell.</exception>
    public void Evaluate(double r, Span<double> values, Span<double> slopes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(r, Width);
        double x = r * PerLength;
        if (x >= Cells)
        {
            values[..Functions].Clear();
            slopes[..Functions].Clear();
            return;
        }

        int cell = Math.Max(1, (int)x);
        Span<double> weights = stackalloc double[8];
        Weights(x - cell, PerLength, weights);
        ReadOnlySpan<double> left = _nodes.Span.Slice(2 * Stride * cell, 4 * Stride);
        for (int k = 0; k < Functions; k++)
        {
            double f = left[k], s = left[Stride + k], g = left[(2 * Stride) + k], t = left[(3 * Stride) + k];
            values[k] = (weights[0] * f) + (weights[1] * s) + (weights[2] * g) + (weights[3] * t);
            slopes[k] = (weights[4] * f) + (weights[5] * s) + (weights[6] * g) + (weights[7] * t);
        }
    }

    /// <summary>
    /// Factors of value and scaled slope at the left end, then at the right end, of which the polynomial is the sum; then those
    /// of its derivative by r.
    /// </summary>
    /// <param name="t">Place in the cell, 0 to 1.</param>
    /// <param name="perLength">1/width.</param>
    /// <param name="to">Eight factors.</param>
    internal static void Weights(double t, double perLength, Span<double> to)
    {
        double s = 1.0 - t;
        to[0] = s * s * (1.0 + (2.0 * t));
        to[1] = t * s * s;
        to[2] = t * t * (3.0 - (2.0 * t));
        to[3] = -t * t * s;
        to[4] = -6.0 * t * s * perLength;
        to[5] = s * (1.0 - (3.0 * t)) * perLength;
        to[6] = 6.0 * t * s * perLength;
        to[7] = t * ((3.0 * t) - 2.0) * perLength;
    }
}
