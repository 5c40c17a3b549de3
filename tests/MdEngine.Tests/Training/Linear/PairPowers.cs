using System;
using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Training.Linear;

namespace MdEngine.Tests.Training.Linear;

/// <summary>
/// Linear in its descriptors, with a ridge, as SNAP is: E = sum over sites of sum_k c_k sum over neighbours of half of
/// (1 - r/rc)^(k + 3).
/// </summary>
internal sealed unsafe class PairPowers(Element element, double cutoff, int terms, double ridge) : ILinearModel
{
    public int Columns => terms;

    public double Cutoff => cutoff;

    public IReadOnlyList<Element> Elements { get; } = [element];

    public int PriorRows => ridge > 0.0 ? terms : 0;

    public object CreateScratch() => new double[3 * terms];

    public void AddRows(FrameNeighbors frame, object scratch, FrameRows rows)
    {
        Span<double> vector = stackalloc double[3];
        for (int i = 0; i < frame.Count; i++)
        {
            foreach (int j in frame.Of(i))
            {
                (vector[0], vector[1], vector[2]) =
                    (frame.Atoms.X[j] - frame.Atoms.X[i], frame.Atoms.Y[j] - frame.Atoms.Y[i], frame.Atoms.Z[j] - frame.Atoms.Z[i]);
                double r = Math.Sqrt((vector[0] * vector[0]) + (vector[1] * vector[1]) + (vector[2] * vector[2])), u = 1.0 - (r / cutoff);
                for (int k = 0; u > 0.0 && k < terms; k++)
                {
                    rows.Energy[k] += 0.5 * Math.Pow(u, k + 3);
                }

                if (rows.WithDerivatives && u > 0.0)
                {
                    fixed (double* gradients = (double[])scratch)
                    {
                        for (int k = 0; k < terms; k++)
                        {
                            double slope = -0.5 * (k + 3) * Math.Pow(u, k + 2) / cutoff;
                            for (int axis = 0; axis < 3; axis++)
                            {
                                gradients[(axis * terms) + k] = slope * vector[axis] / r;
                            }
                        }

                        rows.AddSite(i, [frame.Parent(j)], vector, 0, terms, gradients, 3 * terms, terms);
                    }
                }
            }
        }
    }

    public void FillPrior(int row, Span<double> to) => to[row] = ridge;
}
