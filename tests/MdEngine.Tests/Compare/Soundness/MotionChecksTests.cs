using System;
using System.Linq;
using System.Threading;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Soundness;
using MdEngine.Core.Forces;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Soundness;

/// <summary>Checks by molecular dynamics: conservation of energy, heating, compression.</summary>
public sealed class MotionChecksTests
{
    [Fact]
    public void SoundPotentialsConserveTheEnergy()
    {
        foreach ((StructureOptions crystal, IPotential potential) in Sound())
        {
            PropertyResult result = Laboratory.Compute(new NveDriftOptions { Structure = crystal, Steps = 1000 }, potential);
            result.Notes.ShouldBeEmpty();

            // Verlet at 1 fs and 300 K: the square of the phase per step.
            result.Value("Scatter of the total energy / spread of the kinetic energy").ShouldBeLessThan(0.02);
            result.Value("Drift over the run / spread of the kinetic energy").ShouldBeLessThan(0.01);
            result.Value("Temperature").ShouldBeInRange(200.0, 400.0);
            result.Value("Survived").ShouldBe(1.0, 1e-9);
        }
    }

    [Fact]
    public void WrongForcesDoNotConserveTheEnergy()
    {
        PropertyResult result = Nve(BrokenPotentials.WrongForce());
        result.Value("Scatter of the total energy / spread of the kinetic energy").ShouldBeGreaterThan(0.05);
        result.Notes.ShouldContain(n => n.Contains("not conserved"));
    }

    [Fact]
    public void JumpsDoNotConserveTheEnergy() =>
        Nve(Laboratory.With(r => (r < 2.56 ? 0.1 : 0.0, 0.0))).Notes.ShouldContain(n => n.Contains("not conserved"));

    [Fact]
    public void SoundPotentialsSurviveHeatAndPressure()
    {
        foreach ((StructureOptions crystal, IPotential potential) in Sound())
        {
            PropertyResult heat = Laboratory.Compute(new HeatingOptions { Structure = crystal, Steps = 500 }, potential);
            heat.Notes.ShouldBeEmpty();
            heat.Value("Survived").ShouldBe(1.0);
            heat.Value("Failed after").ShouldBe(double.NaN);
            heat.Value("Highest temperature").ShouldBeInRange(2000.0, 5000.0);
            PropertyResult pressure = Laboratory.Compute(new CompressionOptions { Structure = crystal, Steps = 1000 }, potential);
            pressure.Notes.ShouldBeEmpty();
            pressure.Value("Survived").ShouldBe(1.0);

            // The cell follows the ramp of 100 GPa by its relaxation time, a fifth of it here.
            pressure.Value("Highest pressure").ShouldBeInRange(60.0, 130.0);
        }
    }

    [Fact]
    public void AHotCrystalThatFallsApartIsAFailureWithTimeAndReason()
    {
        PropertyResult result = Laboratory.Compute(
            new HeatingOptions { Structure = Laboratory.Copper, Steps = 1000 }, BrokenPotentials.NotFinite());
        result.Value("Survived").ShouldBeInRange(0.001, 0.999);
        result.Value("Failed after").ShouldBeInRange(0.001, 0.999);
        result.Notes.ShouldContain(n => n.Contains("The run failed after") && n.Contains("not finite"));
        result.Curves[0].X.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void ACrystalThatCollapsesUnderPressureIsAFailure()
    {
        PropertyResult result = Laboratory.Compute(
            new CompressionOptions { Structure = Laboratory.Copper, Steps = 1000, PressureEnd = 200.0 }, BrokenPotentials.NearHole());
        result.Value("Survived").ShouldBeLessThan(1.0);
        result.Notes.ShouldContain(n => n.Contains("The run failed after"));
    }

    [Fact]
    public void ResultsDoNotDependOnThreads()
    {
        double One(int threads)
        {
            using var workers = new WorkerPool(threads);
            return new HeatingOptions { Structure = Laboratory.Copper, Steps = 100 }.Create()
                .Compute(Laboratory.Sound(), new PropertyContext(workers, _ => { }, default)).Value("Highest temperature");
        }

        One(1).ShouldBe(One(3));
    }

    [Fact]
    public void AWishToStopIsHeardInTheMiddle()
    {
        using var stop = new CancellationTokenSource();
        using var workers = new WorkerPool(1);
        var context = new PropertyContext(workers, part => { if (part > 0.3) { stop.Cancel(); } }, stop.Token);
        IProperty property = new HeatingOptions { Structure = Laboratory.Copper, Steps = 1000 }.Create();
        Should.Throw<OperationCanceledException>(() => property.Compute(Laboratory.Sound(), context));
    }

    private static (StructureOptions, IPotential)[] Sound() =>
        [(Laboratory.Copper, Laboratory.Sound()), (Laboratory.Silicon, Laboratory.StillingerWeber())];

    private static PropertyResult Nve(PairLaw potential) => Laboratory.Compute(
        new NveDriftOptions { Structure = Laboratory.Copper, Steps = 500, Equilibration = 200 }, potential);
}
