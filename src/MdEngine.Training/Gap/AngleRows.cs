using System;
using System.Collections.Generic;
using System.Runtime.Intrinsics;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>Rows of an <c>angle_3b</c> process.</summary>
internal sealed unsafe class AngleRows : GapRows
{
    private readonly AngleInstances _angles;
    private readonly SquaredExponential _kernel;

    public AngleRows(GapCoordinates source, IReadOnlyList<Element> elements)
        : base(source)
    {
        _angles = new AngleInstances(source.Descriptor, elements);
        _kernel = new SquaredExponential(source);
    }

    /// <inheritdoc/>
    public override double Cutoff => _angles.Cutoff;

    /// <inheritdoc/>
    public override object CreateScratch() => new Scratch(_kernel.Padded);

    /// <inheritdoc/>
    public override void AddRows(FrameNeighbors frame, object scratch, FrameRows rows, int column)
    {
        var s = (Scratch)scratch;
        NearAtoms near = s.Near;
        int padded = _kernel.Padded;
        ReadOnlySpan<int> types = frame.Atoms.Type;
        for (int i = 0; i < frame.Count; i++)
        {
            if (!_angles.IsCentre(types[i]))
            {
                continue;
            }

            near.Set(frame, i, Cutoff);
            near.Gradients.Grow(3 * near.Count * padded);
            new Span<double>(near.Gradients.Pointer, 3 * near.Count * padded).Clear();
            for (int j = 0; j < near.Count; j++)
            {
                for (int k = j + 1; k < near.Count; k++)
                {
                    if (_angles.Accepts(near.Types[j], near.Types[k]))
                    {
                        AddTriplet(s, j, k, rows.Energy + column, rows.WithDerivatives);
                    }
                }
            }

            if (rows.WithDerivatives)
            {
                rows.AddSite(i, near.Parents, near.Vectors, column, _kernel.Count, near.Gradients.Pointer, 3 * padded, padded);
            }
        }
    }

    /// <inheritdoc/>
    public override double Kernel(int s, int t) => _kernel.Between(Source, s, t);

    private void AddTriplet(Scratch s, int j, int k, double* energy, bool derivatives)
    {
        NearAtoms near = s.Near;
        int padded = _kernel.Padded;
        double* kernels = s.Kernels.Pointer;
        double* slopes = kernels + padded;
        Span<double> q = stackalloc double[3];
        AngleInstances.Describe(near, j, k, q);
        _kernel.Evaluate(q, kernels, slopes);
        double rj = near.Distances[j], rk = near.Distances[k];
        double fj = _angles.Weight(rj, out double fj1), fk = _angles.Weight(rk, out double fk1);
        for (int p = 0; p < _kernel.Count; p++)
        {
            energy[p] += 2.0 * fj * fk * kernels[p];
        }

        if (!derivatives)
        {
            return;
        }

        // As the evaluator does: by r_j, by r_k, and along the line from j to k.
        ReadOnlySpan<double> v = near.Vectors;
        double f = 2.0 * fj * fk, difference = 2.0 * (rj - rk);
        for (int p = 0; p < padded; p += 4)
        {
            Vector256<double> e = 2.0 * Vector256.Load(kernels + p);
            Vector256<double> sum = Vector256.Load(slopes + p), across = Vector256.Load(slopes + padded + p) * difference;
            Vector256<double> along = Vector256.Load(slopes + (2 * padded) + p) * (f / q[2]);
            Vector256<double> byJ = (((sum + across) * f) + (e * (fj1 * fk))) * (1.0 / rj);
            Vector256<double> byK = (((sum - across) * f) + (e * (fj * fk1))) * (1.0 / rk);
            for (int axis = 0; axis < 3; axis++)
            {
                double dj = v[(3 * j) + axis], dk = v[(3 * k) + axis];
                double* gj = near.Gradients.Pointer + (((3 * j) + axis) * padded) + p;
                double* gk = near.Gradients.Pointer + (((3 * k) + axis) * padded) + p;
                Vector256<double> line = along * (dk - dj);
                (Vector256.Load(gj) + (byJ * dj) - line).Store(gj);
                (Vector256.Load(gk) + (byK * dk) + line).Store(gk);
            }
        }
    }

    private sealed class Scratch(int padded)
    {
        public NearAtoms Near { get; } = new();

        public AlignedBuffer<double> Kernels { get; } = new(4 * padded);
    }
}
