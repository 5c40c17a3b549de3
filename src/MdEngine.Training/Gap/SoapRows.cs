using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Soap;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>
/// Rows of a SOAP process: kernels of every environment with the sparse points, and their derivatives as products of the
/// matrix of the descriptor's derivatives by neighbours' coordinates with the matrix of points.
/// </summary>
internal sealed unsafe class SoapRows : GapRows
{
    // Points that are taken at a time: with a row of derivatives each they stay in a second-level cache.
    private const int Width = 48;
    private readonly SoapParameters _parameters;
    private readonly SoapRadialBasis _basis;
    private readonly SoapLayout _layout;
    private readonly IReadOnlyList<Element> _elements;
    private readonly SoapSlopes[] _slopes;

    // Points in the order of the layout, row by row; and by species, in panels of Width points, number by number.
    private readonly AlignedBuffer<double> _points;
    private readonly AlignedBuffer<double>[] _panels;
    private readonly int _dimensions, _padded;
    private readonly double _delta2;

    public SoapRows(GapCoordinates source, IReadOnlyList<Element> elements)
        : base(source)
    {
        _elements = elements;
        _parameters = SoapParameters.From(source);
        _basis = new SoapRadialBasis(_parameters);
        _layout = new SoapLayout(_parameters, _basis.Padded);
        _dimensions = (_layout.Count + 3) / 4 * 4;
        _padded = (source.Count + 2) / 3 * 3;
        _delta2 = source.Delta * source.Delta;
        _points = new AlignedBuffer<double>(checked(_padded * _dimensions));
        for (int s = 0; s < source.Count; s++)
        {
            for (int k = 0; k < _layout.Count; k++)
            {
                _points.Pointer[((nint)s * _dimensions) + k] = source.Points[(s * source.Dimensions) + _layout.FileOrder[k]];
            }
        }

        _slopes = [.. Enumerable.Range(0, _parameters.Species.Count).Select(t => new SoapSlopes(_parameters, _layout, _basis.Padded, t))];
        _panels = [.. _slopes.Select(Pack)];
    }

    /// <inheritdoc/>
    public override double Cutoff => _parameters.Cutoff;

    /// <inheritdoc/>
    public override object CreateScratch() => new Scratch(this);

    /// <inheritdoc/>
    public override void AddRows(FrameNeighbors frame, object scratch, FrameRows rows, int column)
    {
        var s = (Scratch)scratch;
        for (int i = 0; i < frame.Count; i++)
        {
            if (s.Environment.Describe(frame, i))
            {
                AddKernels(s, rows.Energy + column);
                for (int t = 0; rows.WithDerivatives && t < _slopes.Length; t++)
                {
                    AddSlopes(frame, s, i, t, rows, column);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override double Kernel(int s, int t)
    {
        double dot = MatrixKernels.Dot(
            _points.Pointer + ((nint)s * _dimensions), _points.Pointer + ((nint)t * _dimensions), _dimensions);
        return _delta2 * Source.SparseCutoff[s] * Source.SparseCutoff[t]
            * Math.Pow(dot + (Source.Points[((s + 1) * Source.Dimensions) - 1] * Source.Points[((t + 1) * Source.Dimensions) - 1]), Source.Zeta);
    }

    private AlignedBuffer<double> Pack(SoapSlopes slopes)
    {
        int panels = (Source.Count + Width - 1) / Width, entries = slopes.Entries.Length;
        var packed = new AlignedBuffer<double>(checked(panels * entries * Width));
        for (int s = 0; s < Source.Count; s++)
        {
            double* to = packed.Pointer + ((nint)(s / Width) * entries * Width) + (s % Width);
            for (int e = 0; e < entries; e++)
            {
                to[e * Width] = _points.Pointer[((nint)s * _dimensions) + slopes.Entries[e]];
            }
        }

        return packed;
    }

    /// <summary>Kernels, and in the scratch the dot products u and the derivatives of the kernels by them.</summary>
    private void AddKernels(Scratch s, double* energy)
    {
        double* u = s.Dots.Pointer;
        double* slope = s.KernelSlopes.Pointer;
        MatrixKernels.MultiplyTransposed(u, _padded, s.Environment.Descriptor, 0, _points.Pointer, _dimensions, 1, _padded, _dimensions);
        double zeta = Source.Zeta;
        bool whole = zeta <= 32.0 && zeta == (int)zeta;
        for (int p = 0; p < Source.Count; p++)
        {
            double dot = u[p] + (_parameters.LastComponent * Source.Points[((p + 1) * Source.Dimensions) - 1]);
            double power = 1.0;
            if (whole)
            {
                for (int k = 1; k < (int)zeta; k++)
                {
                    power *= dot;
                }
            }
            else
            {
                // Dot products of power spectra are not negative, but for rounding.
                power = Math.Pow(Math.Max(dot, 1e-300), zeta - 1.0);
            }

            double weight = _delta2 * Source.SparseCutoff[p];
            energy[p] += weight * power * dot;
            slope[p] = weight * zeta * power;
        }
    }

    private void AddSlopes(FrameNeighbors frame, Scratch s, int centre, int species, FrameRows rows, int column)
    {
        SoapNeighbors neighbors = s.Environment.Neighbors;
        int first = neighbors.Start(0, species), padded = neighbors.Start(0, species + 1) - first, count = neighbors.End(0, species) - first;
        if (count == 0)
        {
            return;
        }

        SoapSlopes slopes = _slopes[species];
        double* gradients = s.Gradients.Matrix(neighbors, 0, species);
        s.Slopes.Grow(checked(3 * padded * slopes.Stride));
        s.Products.Grow(3 * padded * Width);
        s.Along.Grow(3 * padded);
        for (int e = 0; e < slopes.Entries.Length; e++)
        {
            s.Part.Pointer[e] = s.Environment.Descriptor[slopes.Entries[e]];
        }

        for (int k = 0; k < 3 * padded; k++)
        {
            double* row = s.Slopes.Pointer + (k * slopes.Stride);
            slopes.Fill(gradients + ((nint)k * s.Gradients.Stride), s.Environment.Coefficients, s.Room[species].Pointer, row);
            s.Along.Pointer[k] = _parameters.Normalise ? MatrixKernels.Dot(row, s.Part.Pointer, slopes.Entries.Length) : 0.0;
        }

        s.Locate(frame, centre, first, count);
        for (int p = 0; p < Source.Count; p += Width)
        {
            int points = Math.Min(Width, Source.Count - p), columns = (points + 3) / 4 * 4;
            MatrixKernels.Multiply(
                s.Products.Pointer, Width, s.Slopes.Pointer, slopes.Stride, 1,
                _panels[species].Pointer + ((nint)p * slopes.Entries.Length), Width, 3 * padded, columns, slopes.Entries.Length, add: false);
            Normalise(s, p, points, 3 * padded);
            rows.AddSite(
                centre, s.Parents.AsSpan(0, count), s.Vectors.AsSpan(0, 3 * count), column + p, points, s.Products.Pointer, Width, padded * Width);
        }
    }

    /// <summary>From derivatives of powers times points to derivatives of kernels.</summary>
    private static void Normalise(Scratch s, int first, int points, int rows)
    {
        double* u = s.Dots.Pointer + first;
        double* slope = s.KernelSlopes.Pointer + first;
        double inverse = s.Environment.InverseNorm;
        for (int k = 0; k < rows; k++)
        {
            double along = s.Along.Pointer[k];
            double* g = s.Products.Pointer + (k * Width);
            for (int p = 0; p < points; p++)
            {
                g[p] = slope[p] * inverse * (g[p] - (u[p] * along));
            }
        }
    }

    private sealed class Scratch(SoapRows owner)
    {
        public SoapEnvironment Environment { get; } = new(owner._parameters, owner._basis, owner._layout, owner._elements);

        public SoapGradients Gradients { get; } = new(owner._parameters, owner._basis);

        public AlignedBuffer<double> Dots { get; } = new(owner._padded);

        public AlignedBuffer<double> KernelSlopes { get; } = new(owner._padded);

        /// <summary>Derivatives of the powers, row by row.</summary>
        public AlignedBuffer<double> Slopes { get; } = new();

        /// <summary>Their products with the descriptor.</summary>
        public AlignedBuffer<double> Along { get; } = new();

        /// <summary>The descriptor's numbers that a species has a part in.</summary>
        public AlignedBuffer<double> Part { get; } = new(owner._dimensions);

        public AlignedBuffer<double> Products { get; } = new();

        public AlignedBuffer<double>[] Room { get; } = [.. owner._slopes.Select(t => new AlignedBuffer<double>(t.Room))];

        public int[] Parents { get; private set; } = [];

        public double[] Vectors { get; private set; } = [];

        public void Locate(FrameNeighbors frame, int centre, int first, int count)
        {
            if (Parents.Length < count)
            {
                Parents = new int[2 * count];
                Vectors = new double[6 * count];
            }

            for (int j = 0; j < count; j++)
            {
                int index = Environment.Neighbors.Index[first + j];
                Parents[j] = frame.Parent(index);
                Vectors[3 * j] = frame.Atoms.X[index] - frame.Atoms.X[centre];
                Vectors[(3 * j) + 1] = frame.Atoms.Y[index] - frame.Atoms.Y[centre];
                Vectors[(3 * j) + 2] = frame.Atoms.Z[index] - frame.Atoms.Z[centre];
            }
        }
    }
}
