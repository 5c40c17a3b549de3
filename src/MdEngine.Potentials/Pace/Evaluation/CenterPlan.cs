using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>What is to be computed around a central atom of one species.</summary>
internal sealed unsafe class CenterPlan
{
    private readonly AlignedBuffer<double> _norms;

    public CenterPlan(PaceModel model, int center, int width, PaceActiveSet? set)
    {
        Embedding = model.Embeddings[center];
        E0 = model.E0[center];
        PaceFunction[] many = [.. model.Functions[center].Where(f => f.Rank > 1)];
        // Those of the grade are the same but for what the model leaves out.
        PaceFunction[] all = set is null ? many : [.. many, .. set.Functions[center].Select(f => f.Function).Where(f => f.Rank > 1)];
        int species = model.Elements.Count, rows = 0;
        Runs = new RunPlan[species];
        var values = new List<(int Real, int Imaginary)>();
        var numbers = new Dictionary<(int Neighbor, int N, int L, int M), int>();
        for (int mu = 0; mu < species; mu++)
        {
            (int L, int N)[] radial =
            [
                .. all.SelectMany(f => Enumerable.Range(0, f.Rank).Where(t => f.Neighbors[t] == mu).Select(t => (L: f.Ls[t], N: f.Ns[t])))
                    .Distinct().Order(),
            ];
            Runs[mu] = new RunPlan(model, center, mu, radial, rows);
            foreach (MomentumBlock b in Runs[mu].Blocks)
            {
                for (int m = 0; m <= b.L; m++)
                {
                    for (int n = 0; n < b.Count; n++)
                    {
                        numbers.Add((mu, radial[b.FirstFunction + n].N, b.L, m), values.Count);
                        int real = m == 0 ? 0 : (2 * m) - 1;
                        values.Add((b.FirstRow + (real * b.Count) + n, m == 0 ? -1 : b.FirstRow + ((real + 1) * b.Count) + n));
                    }
                }

                rows += b.Count * b.Components;
            }
        }

        Harmonics = new HarmonicTerms(Runs.SelectMany(r => r.Blocks).Select(b => b.L).DefaultIfEmpty(0).Max());
        _norms = Norms(rows);
        var compiler = new ProductCompiler(values, rows, Embedding.Densities);
        foreach (PaceFunction f in many)
        {
            Add(compiler, f, numbers);
        }

        Products = compiler.Compile(width);
        Grade = set is null ? null : new GradePlan(model, set, center, width, (mu, n, l, m) => values[numbers[(mu, n, l, m)]]);
    }

    /// <summary>How densities make the energy.</summary>
    public PaceEmbedding Embedding { get; }

    /// <summary>Energy of a lone atom, eV.</summary>
    public double E0 { get; }

    /// <summary>Functions of the distance, by species of the neighbour.</summary>
    public RunPlan[] Runs { get; }

    /// <summary>Spherical harmonics.</summary>
    public HarmonicTerms Harmonics { get; }

    /// <summary>Densities from the sums over neighbours.</summary>
    public ProductPlan Products { get; }

    /// <summary>Extrapolation grades; null where none are asked for.</summary>
    public GradePlan? Grade { get; }

    /// <summary>Factor of each row of the atomic basis.</summary>
    public double* NormOfRow => _norms.Pointer;

    private static void Add(ProductCompiler compiler, PaceFunction f, Dictionary<(int, int, int, int), int> numbers)
    {
        double[] coefficients = [.. f.Coefficients];
        var factors = new (int, bool)[f.Rank];
        for (int c = 0; c < f.Combinations; c++)
        {
            // A(l,-m) = (-1)^m conj A(l,m).
            int negative = 0;
            for (int t = 0; t < f.Rank; t++)
            {
                int m = f.Ms[(c * f.Rank) + t];
                factors[t] = (numbers[(f.Neighbors[t], f.Ns[t], f.Ls[t], Math.Abs(m))], m < 0);
                negative += m < 0 ? -m : 0;
            }

            compiler.Add(factors, negative % 2 == 0 ? 1.0 : -1.0, coefficients.AsSpan(c * f.Densities, f.Densities));
        }
    }

    private AlignedBuffer<double> Norms(int rows)
    {
        var norms = new AlignedBuffer<double>(rows);
        foreach (MomentumBlock b in Runs.SelectMany(r => r.Blocks))
        {
            for (int c = 0; c < b.Components; c++)
            {
                norms.Span.Slice(b.FirstRow + (c * b.Count), b.Count).Fill(Harmonics.Norm(b.L, (c + 1) / 2));
            }
        }

        return norms;
    }
}
