using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Gap;

/// <summary>Predicted variances against the formula with a matrix inverse.</summary>
public sealed class GapVarianceTests
{
    private const double Eta = 0.02;

    [Fact]
    public void APairHasTheVarianceOfItsDistance()
    {
        GapText text = new GapText(2).Distances("distance_2b cutoff=4.0", [[1.5], [2.2], [3.0]], [1, 1, 1], [0.7], 0.8, 0.1);
        GapModel model = GapSystems.Model(text);
        var potential = new GapPotential(model, Eta);
        potential.Uncertainty.ShouldBe(new UncertaintyMeasure("predicted variance", "eV^2"));
        GapCoordinates c = model.Coordinates[0];
        foreach (double r in new[] { 1.0, 1.5, 2.6, 3.7 })
        {
            // Both ordered pairs count, half for either atom.
            double cut = PlainGap.Cut(c.Descriptor, r), expected = cut * cut * Variance(c, [r]);
            double[] found = Of(potential, Dimer(r));
            found.ShouldBe([expected, expected], 1e-12);
        }

        // Near a point the process is surer than between points.
        Of(potential, Dimer(2.2))[0].ShouldBeLessThan(0.3 * Of(potential, Dimer(1.05))[0]);
    }

    [Fact]
    public void ATripletSharesItsVarianceAmongItsAtoms()
    {
        GapText text = new GapText(2).Distances(
            "distance_Nb order=3 cutoff=3.0 compact_clusters=F", [[2.1, 2.2, 3.0], [2.5, 1.9, 2.8]], [1, 1], [0.7, 0.7, 0.7], 0.5,
            permutations: [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]);
        GapModel model = GapSystems.Model(text);
        GapCoordinates c = model.Coordinates[0];
        var triplet = new Structure(
            SimulationCell.Open, [.. Enumerable.Repeat(PeriodicTable.Get("Si"), 3)], [default, new Double3(2.3, 0, 0), new Double3(0, 2.6, 0)]);
        double far = Math.Sqrt((2.3 * 2.3) + (2.6 * 2.6)), weight = PlainGap.Cut(c.Descriptor, 2.6);
        double expected = weight * weight * Variance(c, [2.3, 2.6, far]) / 3.0;
        Of(new GapPotential(model, Eta), triplet).ShouldBe([expected, expected, expected], 1e-12);
    }

    [Fact]
    public void ASoapEnvironmentHasTheVarianceOfItsDescriptor()
    {
        GapText text = new GapText(4).Soap(3, 2, 8, "cutoff=3.6 atom_sigma=0.5", zeta: 2);
        GapModel model = GapSystems.Model(text);
        GapCoordinates c = model.Coordinates[0];
        double[] q = PlainSoap.Descriptor(c, 14, [new PlainGap.Atom(14, 1, new Double3(2.3, 0, 0))]);
        double[] found = Of(new GapPotential(model, Eta), Dimer(2.3));
        found.ShouldBe([Variance(c, q), Variance(c, q)], 1e-12);
    }

    [Fact]
    public void ASumTellsTheUncertaintyOfTheTermThatHasOne()
    {
        GapPotential gap = GapSystems.Potential(new GapText(4).Soap(3, 2, 8, "cutoff=3.6 atom_sigma=0.5 Z=18"));
        IPotential lj = LennardJones.LennardJonesSystems.Potential(LennardJones.LennardJonesSystems.Argon());
        var sum = new SumPotential([gap, lj]);
        sum.Uncertainty.ShouldBe(gap.Uncertainty);
        Structure argon = LennardJones.LennardJonesSystems.Fcc(2, 5.3);
        Of(sum, argon).ShouldBe(Of(gap, argon));
        new SumPotential([lj]).Uncertainty.ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => Of(lj, argon)).Message.ShouldContain("uncertain");
    }

    [Fact]
    public void ASingularKernelMatrixIsAFaultOfTheFile()
    {
        GapText text = new GapText(2).Distances("distance_2b cutoff=4.0", [[1.5], [1.5]], [1, 1], [0.7]);
        string message = Should.Throw<InputException>(() => Of(GapSystems.Potential(text, 1e-12), Dimer(1.5))).Message;
        message.ShouldContain("positive definite");
        message.ShouldContain("varianceRegularisation_eV");
    }

    private static double Variance(GapCoordinates c, double[] q)
    {
        double constant = (c.Delta * c.Delta) + (c.Offset * c.Offset) + (Eta * Eta);
        Matrix<double> matrix = Matrix<double>.Build.Dense(c.Count, c.Count, (s, t) => Between(c, s, t) + (c.Offset * c.Offset) + (s == t ? Eta * Eta : 0.0));
        Vector<double> k = Vector<double>.Build.Dense(c.Count, s => PlainGap.Kernel(c, q, s));
        return constant - k.DotProduct(matrix.Inverse() * k);
    }

    private static double Between(GapCoordinates c, int s, int t)
    {
        double[] x = Point(c, s), y = Point(c, t);
        double delta2 = c.Delta * c.Delta;
        return c.Kernel == GapKernel.DotProduct
            ? delta2 * Math.Pow(x.Zip(y, (a, b) => a * b).Sum(), c.Zeta)
            : delta2 * c.SparseCutoff[s] * c.SparseCutoff[t] * PlainGap.Symmetric(c, x, y);
    }

    private static double[] Point(GapCoordinates c, int s) => c.Points[(s * c.Dimensions)..((s + 1) * c.Dimensions)];

    private static Structure Dimer(double r) => new(
        SimulationCell.Open, [PeriodicTable.Get("Si"), PeriodicTable.Get("Si")], [default, new Double3(0.0, r, 0.0)]);

    private static double[] Of(IPotential potential, Structure structure) =>
        Evaluation.Of(potential, structure, needs: ForceNeeds.AtomUncertainties).AtomUncertainties;
}
