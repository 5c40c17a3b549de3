using System;
using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>Rows of a <c>distance_2b</c> process.</summary>
internal sealed unsafe class PairRows : GapRows
{
    private readonly PairInstances _pairs;
    private readonly SquaredExponential _kernel;

    public PairRows(GapCoordinates source, IReadOnlyList<Element> elements)
        : base(source)
    {
        _pairs = new PairInstances(source.Descriptor, elements);
        _kernel = new SquaredExponential(source);
    }

    /// <inheritdoc/>
    public override double Cutoff => _pairs.Cutoff;

    /// <inheritdoc/>
    public override object CreateScratch() => new Scratch(_kernel.Padded);

    /// <inheritdoc/>
    public override void AddRows(FrameNeighbors frame, object scratch, FrameRows rows, int column)
    {
        var s = (Scratch)scratch;
        NearAtoms near = s.Near;
        int padded = _kernel.Padded;
        double* k = s.Kernels.Pointer;
        double* slopes = k + padded;
        double* energy = rows.Energy + column;
        ReadOnlySpan<int> types = frame.Atoms.Type;
        for (int i = 0; i < frame.Count; i++)
        {
            near.Set(frame, i, Cutoff);
            near.Gradients.Grow(3 * near.Count * padded);
            for (int j = 0; j < near.Count; j++)
            {
                double* g = near.Gradients.Pointer + (3 * j * padded);
                if (!_pairs.Accepts(types[i], near.Types[j]))
                {
                    new Span<double>(g, 3 * padded).Clear();
                    continue;
                }

                double r = near.Distances[j], f = _pairs.Weight(r, out double f1);
                _kernel.Evaluate([r], k, slopes);
                double x = near.Vectors[3 * j] / r, y = near.Vectors[(3 * j) + 1] / r, z = near.Vectors[(3 * j) + 2] / r;
                for (int p = 0; p < _kernel.Count; p++)
                {
                    energy[p] += f * k[p];
                }

                for (int p = 0; rows.WithDerivatives && p < _kernel.Count; p++)
                {
                    double slope = (f * slopes[p]) + (f1 * k[p]);
                    g[p] = slope * x;
                    g[padded + p] = slope * y;
                    g[(2 * padded) + p] = slope * z;
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

    private sealed class Scratch(int padded)
    {
        public NearAtoms Near { get; } = new();

        public AlignedBuffer<double> Kernels { get; } = new(2 * padded);
    }
}
