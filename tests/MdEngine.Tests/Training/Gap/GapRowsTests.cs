using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Tests.Potentials.Gap;
using MdEngine.Training.Gap;
using MdEngine.Training.Linear;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Gap;

/// <summary>Rows of Gaussian processes over the weights of their sparse points.</summary>
public sealed unsafe class GapRowsTests
{
    [Fact]
    public void RowsTimesWeightsAreTheEvaluatorsEnergyForcesAndVirial()
    {
        (GapModel model, GapPotential potential) = Carbide();
        GapLinearModel linear = Linear(model, potential);
        double[] weights = [.. linear.WithWeights([.. model.Coordinates.SelectMany(c => c.Alpha)]).SelectMany(c => c.Alpha)];
        Structure crystal = GapSystems.Crystal();
        Evaluation expected = Evaluation.Of(potential, crystal);
        using var neighbors = new FrameNeighbors(potential.Elements, linear.Cutoff);
        FrameRows rows = Rows(linear, neighbors, crystal);
        double atoms = crystal.Elements.Sum(e => model.AtomEnergies[e.AtomicNumber]);

        // Sums of some hundred terms of an eV each.
        Value(rows, rows.Energy, weights).ShouldBe(expected.Energy - atoms, 1e-10);
        for (int i = 0; i < crystal.Count; i++)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                Value(rows, rows.Force(i, axis), weights).ShouldBe(expected.Forces[i][axis], 1e-10);
            }
        }

        Matrix3 w = -crystal.Cell.Volume * expected.Stress!.Value;
        double[] virial = [w.XX, w.YY, w.ZZ, w.YZ, w.XZ, w.XY];
        for (int k = 0; k < 6; k++)
        {
            Value(rows, rows.Virial(k), weights).ShouldBe(virial[k], 1e-9);
        }
    }

    [Fact]
    public void ForceAndVirialRowsAreDerivativesOfEnergyRows()
    {
        (GapModel model, GapPotential potential) = Carbide();
        GapLinearModel linear = Linear(model, potential);
        Structure crystal = GapSystems.Crystal();
        using var neighbors = new FrameNeighbors(potential.Elements, linear.Cutoff);
        using var others = new FrameNeighbors(potential.Elements, linear.Cutoff);
        FrameRows rows = Rows(linear, neighbors, crystal);

        // Central differences: an error of h^2 times third derivatives of some 10 eV/Angstrom^3, and rounding over h.
        const double h = 1e-4;
        foreach ((int atom, int axis) in ((int, int)[])[(0, 0), (3, 1), (5, 2), (7, 0)])
        {
            double[] slopes = Difference(linear, others, crystal, h, (s, step) =>
                s.Positions[atom] += step * new Double3(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0));
            for (int k = 0; k < linear.Columns; k++)
            {
                rows.Force(atom, axis)[k].ShouldBe(-slopes[k], 1e-5);
            }
        }

        foreach ((int component, int a, int b) in ((int, int, int)[])[(0, 0, 0), (3, 1, 2), (5, 0, 1)])
        {
            double[] slopes = Difference(linear, others, crystal, h, (s, step) =>
            {
                double[] e = new double[9];
                e[(3 * a) + b] += 0.5 * step;
                e[(3 * b) + a] += 0.5 * step;
                Matrix3 deform = Matrix3.Identity + new Matrix3(e[0], e[1], e[2], e[3], e[4], e[5], e[6], e[7], e[8]);
                s.Cell = s.Cell.WithVectors(s.Cell.Vectors * deform);
                for (int i = 0; i < s.Count; i++)
                {
                    s.Positions[i] *= deform;
                }
            });
            for (int k = 0; k < linear.Columns; k++)
            {
                rows.Virial(component)[k].ShouldBe(-slopes[k], 1e-4);
            }
        }
    }

    [Fact]
    public void PriorIsTheKernelMatrix()
    {
        (GapModel model, GapPotential potential) = Carbide();
        GapLinearModel linear = Linear(model, potential);
        int n = linear.Columns;
        var prior = new double[n][];
        for (int k = 0; k < n; k++)
        {
            prior[k] = new double[n];
            linear.FillPrior(k, prior[k]);
        }

        // R^T R: the block of the second process, SOAP, is delta^2 (x.y)^zeta with the jitter on its diagonal.
        GapCoordinates soap = model.Coordinates.First(c => c.Kernel == GapKernel.DotProduct);
        int first = model.Coordinates.TakeWhile(c => c != soap).Sum(c => c.Count);
        for (int s = 0; s < soap.Count; s++)
        {
            for (int t = 0; t < soap.Count; t++)
            {
                double found = prior.Sum(r => r[first + s] * r[first + t]);
                double dot = Enumerable.Range(0, soap.Dimensions).Sum(c => soap.Points[(s * soap.Dimensions) + c] * soap.Points[(t * soap.Dimensions) + c]);
                double kernel = soap.Delta * soap.Delta * soap.SparseCutoff[s] * soap.SparseCutoff[t] * Math.Pow(dot, soap.Zeta);
                found.ShouldBe(kernel + (s == t ? 1e-8 : 0.0), 1e-12 * Math.Max(1.0, kernel));
            }
        }

        // Processes do not mix.
        prior.Take(first).ShouldAllBe(r => r.Skip(first).All(x => x == 0.0));
    }

    private static (GapModel Model, GapPotential Potential) Carbide()
    {
        // Points and weights of a file made up at random; whole sparseCutoffs and plain kernels, as fits have them.
        GapModel model = GapSystems.Model(GapSystems.Carbide());
        GapModel plain = model with { Coordinates = [.. model.Coordinates.Where(c => c.Offset == 0.0 && c.Permutations.Count <= 1)] };
        plain.Coordinates.Count.ShouldBeGreaterThanOrEqualTo(3);
        return (plain, new GapPotential(plain));
    }

    private static GapLinearModel Linear(GapModel model, GapPotential potential)
    {
        using var workers = new WorkerPool(1);
        return new GapLinearModel(model.Coordinates, potential.Elements, 1e-8, workers);
    }

    private static FrameRows Rows(GapLinearModel linear, FrameNeighbors neighbors, Structure structure, bool derivatives = true)
    {
        var rows = new FrameRows(linear.Columns);
        neighbors.Set(structure);
        rows.Clear(structure.Count, derivatives);
        linear.AddRows(neighbors, linear.CreateScratch(), rows);
        return rows;
    }

    private static double Value(FrameRows rows, double* row, double[] weights)
    {
        double sum = 0.0;
        for (int k = 0; k < rows.Columns; k++)
        {
            sum += row[k] * weights[k];
        }

        return sum;
    }

    private static double[] Difference(
        GapLinearModel linear, FrameNeighbors neighbors, Structure crystal, double h, Action<Structure, double> move)
    {
        var sums = new List<double[]>();
        foreach (double step in (double[])[h, -h])
        {
            var moved = new Structure(crystal.Cell, crystal.Elements, [.. crystal.Positions]);
            move(moved, step);
            FrameRows rows = Rows(linear, neighbors, moved, derivatives: false);
            sums.Add(new ReadOnlySpan<double>(rows.Energy, linear.Columns).ToArray());
        }

        return [.. sums[0].Zip(sums[1], (plus, minus) => (plus - minus) / (2.0 * h))];
    }
}
