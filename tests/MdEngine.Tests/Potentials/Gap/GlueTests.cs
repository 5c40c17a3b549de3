using System;
using System.Linq;
using MathNet.Numerics.Interpolation;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Tests.IO;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Gap;

/// <summary>Core potentials: splines of another library, and sums by hand.</summary>
public sealed class GlueTests
{
    [Fact]
    public void ADimerHasTheEnergyOfItsSplines()
    {
        GapPotential glue = Glue();
        CubicSpline pair = CubicSpline.InterpolateBoundaries(
            [1.0, 2.0, 3.0], [20.0, 1.0, 0.0], SplineBoundaryCondition.FirstDerivative, 0.0, SplineBoundaryCondition.FirstDerivative, 0.0);
        CubicSpline density = CubicSpline.InterpolateBoundaries(
            [1.0, 2.0, 2.5, 3.0], [1.2, 0.5, 0.2, 0.0], SplineBoundaryCondition.FirstDerivative, -0.3, SplineBoundaryCondition.FirstDerivative, 0.0);
        CubicSpline silicon = CubicSpline.InterpolateBoundaries(
            [0.0, 1.0, 2.0, 4.0], [0.0, -1.1, -1.6, -1.9], SplineBoundaryCondition.SecondDerivative, 0.0, SplineBoundaryCondition.SecondDerivative, 0.0);
        CubicSpline carbon = CubicSpline.InterpolateBoundaries(
            [0.0, 1.0, 3.0], [0.0, -0.8, -1.2], SplineBoundaryCondition.FirstDerivative, -1.0, SplineBoundaryCondition.SecondDerivative, 0.0);
        double amplitude = ((2.1 * Math.Pow(1.9, 3)) + (0.2 * Math.Pow(0.9, 3))) / (Math.Pow(1.9, 6) + Math.Pow(0.9, 6));
        foreach (double r in new[] { 1.3, 1.9, 2.4, 2.95 })
        {
            double ofSilicon = r < 2.9 ? amplitude * Math.Pow(2.9 - r, 3) : 0.0;
            double expected = pair.Interpolate(r) + silicon.Interpolate(density.Interpolate(r)) + carbon.Interpolate(ofSilicon);
            Energy(glue, r, "Si", "C").ShouldBe(expected, 1e-12);
        }
    }

    [Fact]
    public void BeyondItsKnotsASplineIsStraight()
    {
        GapPotential glue = Glue();
        // Below 1 Angstrom the clamped pair spline goes on level; so does nothing else that a C-C dimer would show.
        double density = Energy(glue, 0.8, "C", "C"), closer = Energy(glue, 0.7, "C", "C"), closest = Energy(glue, 0.6, "C", "C");
        // -30 eV/Angstrom of the pair, and the straight density under an embedding that is a natural spline, nearly straight.
        (closer - density).ShouldBe(3.0, 0.2);
        (closest - closer).ShouldBe(3.0, 0.2);
        Energy(glue, 3.01, "C", "C").ShouldBe(0.0);
    }

    [Fact]
    public void PartsOfASumAddUpAndAScaleScales()
    {
        Structure crystal = GapSystems.Crystal();
        GapText text = GlueText.With(GapSystems.Carbide());
        double both = Evaluation.Of(GapSystems.Potential(text), crystal).Energy;
        double gap = Evaluation.Of(GapSystems.Potential(GapSystems.Carbide()), crystal).Energy;
        double glue = Evaluation.Of(Glue(), crystal).Energy;
        both.ShouldBe(gap + glue, 1e-10);
        text.InitArgs = $"Sum init_args_pot1={{IP GAP label={text.Label} E_scale=2.0}} init_args_pot2={{IP Glue E_scale=0.5}}";
        Evaluation.Of(GapSystems.Potential(text), crystal).Energy.ShouldBe((2.0 * gap) + (0.5 * glue), 1e-10);
    }

    private static double Energy(GapPotential potential, double r, string a, string b) => Evaluation.Of(potential, new Structure(
        SimulationCell.Open, [PeriodicTable.Get(a), PeriodicTable.Get(b)], [default, new Double3(r, 0.0, 0.0)])).Energy;

    private static GapPotential Glue()
    {
        using var folder = new TempFolder();
        return new GapPotential(GapReader.Read(folder.Write(
            "glue.xml", $"<Core><Potential label=\"Core\" init_args=\"IP Glue\"/>{GlueText.Xml}</Core>")));
    }
}
