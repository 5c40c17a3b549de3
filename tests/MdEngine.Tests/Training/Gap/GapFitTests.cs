using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Soap;
using MdEngine.Tests.Potentials.Gap;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;
using MdEngine.Training.Gap;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Gap;

/// <summary>Fits of GAP models from end to end.</summary>
public sealed class GapFitTests
{
    private static readonly GapFitOptions Options = new()
    {
        Descriptors =
        [
            new Distance2bOptions { Cutoff = 3.6, TransitionWidth = 0.9, Delta = 1.0, Sparse = 10, Length = 0.6 },
            new Angle3bOptions { Cutoff = 2.9, TransitionWidth = 0.8, Delta = 0.3, Sparse = 20 },
            new SoapFitOptions { Cutoff = 3.6, TransitionWidth = 0.9, Delta = 0.3, Sparse = 40, Radial = 4, Degree = 3, Sigma = 0.55, Zeta = 2 },
        ],
    };

    [Fact]
    public void DataOfAModelAreRecovered()
    {
        // A model of the same kind, of other points and weights: what it says of frames not seen is found again.
        GapModel made = Made();
        var truth = new GapPotential(made with
        {
            Coordinates = [.. made.Coordinates.Select(c => c with { Alpha = [.. c.Alpha.Select(a => 100.0 * a)] })],
        });
        List<Structure> all = FitDesk.Carbide(60, truth);
        var desk = new FitDesk();
        using var workers = new WorkerPool(2);
        var sigmas = new LabelSigmas(1e-5, 1e-4, 1e-4);
        TrainingData data = FitDesk.Data(FitDesk.Frames(all.Take(50), sigmas));
        FittedModel fitted = Options.CreateFit().Fit(desk.Context(data, workers));
        (double energy, double forces) = FitDesk.Errors(FitDesk.Read(fitted), all.Skip(50));
        (double spread, double size) = Spread(all);

        // A few hundredths of what there is to learn: the sparse points are others than the model's own.
        energy.ShouldBeLessThan(0.03 * spread);
        forces.ShouldBeLessThan(0.03 * size);
        fitted.Parameters.ShouldBeGreaterThan(60);
        desk.Losses.Count.ShouldBe(1);
        fitted.Facts.ShouldContain(f => f.Name.StartsWith("Sparse points", StringComparison.Ordinal));
    }

    [Fact]
    public void AModelsOwnPointsGiveItsOwnWeightsBack()
    {
        GapModel made = Made();
        var truth = new GapPotential(made);
        List<Structure> all = FitDesk.Carbide(25, truth);
        using var workers = new WorkerPool(1);
        var linear = new GapLinearModel(made.Coordinates, truth.Elements, 1e-10, workers);
        double[] energies = [.. truth.Elements.Select(e => made.AtomEnergies[e.AtomicNumber])];
        var fit = new MdEngine.Training.Linear.LinearFit(
            linear, FitDesk.Frames(all, new LabelSigmas(1e-7, 1e-6, 1e-6)), energies, true, workers);
        var desk = new FitDesk();
        double[] weights = fit.Solve(desk, desk, CancellationToken.None)!;
        (double energy, double forces) = FitDesk.Errors(
            new GapPotential(made with { Coordinates = linear.WithWeights(weights) }), all);

        // The prior pulls by the square of the sigmas over the kernels, far less than the sigmas themselves.
        energy.ShouldBeLessThan(1e-7);
        forces.ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void FilesDependNeitherOnThreadsNorOnInterruption()
    {
        List<Structure> all = FitDesk.Carbide(6, new GapPotential(Made()));
        TrainingData data = FitDesk.Data(FitDesk.Frames(all));
        var desk = new FitDesk();
        using var one = new WorkerPool(1);
        using var three = new WorkerPool(3);
        FittedModel plain = Options.CreateFit().Fit(desk.Context(data, one));
        FittedModel threaded = Options.CreateFit().Fit(desk.Context(data, three));
        Same(plain, threaded);
        plain.Files.Keys.ShouldContain("gap.xml");

        // A checkpoint before the first frame, then one asked to stop before the solution, then the rest.
        var interrupted = new FitDesk { IsDue = true };
        Options.CreateFit().Fit(interrupted.Context(data, three));
        interrupted.Saved.ShouldNotBeNull();
        Same(plain, Options.CreateFit().Fit(interrupted.Context(data, one)));

        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => Options.CreateFit().Fit(desk.Context(data, one, source.Token)));
        Options.CreateFit().Fit(desk.Context(data, one, seed: 8)).Files["gap.xml"].ShouldNotBe(plain.Files["gap.xml"]);
    }

    [Fact]
    public void AFitThatIsStoppedWithItsRowsTakenUpIsNotBegunAgain()
    {
        TrainingData data = FitDesk.Data(FitDesk.Frames(FitDesk.Carbide(6, new GapPotential(Made()))));
        using var workers = new WorkerPool(1);
        FittedModel plain = Options.CreateFit().Fit(new FitDesk().Context(data, workers));
        using var source = new CancellationTokenSource();
        var stopped = new FitDesk
        {
            OnFraction = (stage, done) =>
            {
                if (stage == "solve for the weights" && done == 1.0)
                {
                    source.Cancel();
                }
            },
        };
        Should.Throw<OperationCanceledException>(() => Options.CreateFit().Fit(stopped.Context(data, workers, source.Token)));

        // Of six small frames there is one stage, which is done; the points are kept, not chosen again.
        stopped.Saved!.Integer("stage").ShouldBe(1);
        stopped.Stages.Clear();
        Same(plain, Options.CreateFit().Fit(stopped.Context(data, workers)));
        stopped.Stages.ShouldNotContain("choose sparse points");
    }

    [Theory]
    [InlineData(SparseMethod.Cur)]
    [InlineData(SparseMethod.Farthest)]
    [InlineData(SparseMethod.Uniform)]
    public void AChoiceOfPointsStopsOnRequest(SparseMethod method)
    {
        using var workers = new WorkerPool(1);
        using var source = new CancellationTokenSource();
        var pool = new DescriptorPool(2, 100, new RandomStream(1, RandomPurpose.Other));
        for (int k = 0; k < 50; k++)
        {
            pool.Add([k, k * k]);
        }

        var selection = new SparseSelection(pool, [1.0, 1.0], new RandomStream(2, RandomPurpose.Other), workers, source.Token);
        selection.Choose(method, 5).Length.ShouldBe(5);
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => selection.Choose(method, 5));
    }

    [Theory]
    [InlineData(SparseMethod.Cur)]
    [InlineData(SparseMethod.Farthest)]
    [InlineData(SparseMethod.Uniform)]
    public void EveryWayToChoosePointsServes(SparseMethod method)
    {
        List<Structure> all = FitDesk.Carbide(6, new GapPotential(Made()));
        using var workers = new WorkerPool(1);
        var options = new GapFitOptions
        {
            Descriptors =
            [
                new Distance2bOptions { Cutoff = 3.6, Delta = 1.0, Sparse = 12, Method = method },
                new Angle3bOptions { Cutoff = 2.9, Delta = 0.3, Sparse = 15, Method = method },
            ],
        };
        FittedModel fitted = options.CreateFit().Fit(new FitDesk().Context(FitDesk.Data(FitDesk.Frames(all)), workers));

        // Three pairs; six triplets, of which some may not be in so small a set.
        fitted.Parameters.ShouldBeGreaterThan(36 + 15);
        (double energy, _) = FitDesk.Errors(FitDesk.Read(fitted), all);
        energy.ShouldBeLessThan(Spread(all).Energy);
    }

    [Fact]
    public void VariancesArePredictedAfterwards()
    {
        List<Structure> all = FitDesk.Carbide(6, new GapPotential(Made()));
        using var workers = new WorkerPool(1);
        FittedModel fitted = Options.CreateFit().Fit(new FitDesk().Context(FitDesk.Data(FitDesk.Frames(all)), workers));
        var evaluator = new FrameEvaluator(FitDesk.Read(fitted), workers, uncertainty: true);
        Structure far = GapSystems.Crystal(rattle: 0.5);
        double Mean(Structure s) => ((double[])evaluator.Evaluate(s).Extra.Single().Values).Average();
        Mean(far).ShouldBeGreaterThan(Mean(all[0]));
        Mean(all[0]).ShouldBeGreaterThan(0.0);
    }

    [Fact]
    public void EnergiesAloneAreEnoughAndForcesAloneAreNot()
    {
        using var workers = new WorkerPool(1);
        var potential = new GapPotential(Made());
        List<Structure> energies = FitDesk.Carbide(12, potential, forces: false);
        FittedModel fitted = Options.CreateFit().Fit(new FitDesk().Context(FitDesk.Data(FitDesk.Frames(energies)), workers));
        fitted.Facts.Single(f => f.Name.StartsWith("Rows", StringComparison.Ordinal)).Text.ShouldBe("12");

        List<Structure> forces = FitDesk.Carbide(3, potential);
        forces.ForEach(s => s.Energy = null);
        Refused(forces, workers).ShouldContain("none of the 3 training frames has an energy");

        // Nothing else is done before.
        var desk = new FitDesk();
        Should.Throw<InputException>(() => Options.CreateFit().Fit(desk.Context(FitDesk.Data(FitDesk.Frames(forces)), workers)));
        desk.Stages.ShouldBeEmpty();
    }

    [Fact]
    public void DataThatDoNotServeAreRefused()
    {
        using var workers = new WorkerPool(1);
        var potential = new GapPotential(Made());
        List<Structure> nan = FitDesk.Carbide(3, potential);
        nan[1].Forces![2] = new Double3(double.NaN, 0.0, 0.0);
        Refused(nan, workers).ShouldContain("frame 2");

        var lone = new Structure(SimulationCell.Open, [PeriodicTable.Get("Si")], [default]) { Energy = 0.0 };
        var pairs = new GapFitOptions { Descriptors = [new Distance2bOptions { Cutoff = 3.6, Delta = 1.0, Sparse = 5 }] };
        Refused([lone], workers, pairs).ShouldContain("neighbour");
        Refused([], workers).ShouldContain("no training frame");
    }

    [Fact]
    public void MorePointsThanEnvironmentsAreReducedAndSaid()
    {
        // Alike environments count once: of a perfect crystal of one element there is one.
        using var workers = new WorkerPool(1);
        Structure crystal = GapSystems.Crystal(mixed: false, rattle: 0.0);
        crystal.Energy = -8.0;
        var options = new GapFitOptions { Descriptors = [Options.Descriptors![2]] };
        FittedModel fitted = options.CreateFit().Fit(
            new FitDesk().Context(FitDesk.Data(FitDesk.Frames([crystal]), ["Si"]), workers));
        fitted.Parameters.ShouldBe(1);
        fitted.Facts.ShouldContain(f => f.Text.StartsWith("1 of 40 asked for", StringComparison.Ordinal));
    }

    [Fact]
    public void WithoutDescriptorsLengthsFollowTheAtoms()
    {
        // The same frames, one set of them larger by half: so are all lengths of the recipe, to its two decimals.
        using var workers = new WorkerPool(1);
        Structure[] frames = [.. Enumerable.Range(0, 2).Select(k =>
        {
            Structure crystal = GapSystems.Crystal(mixed: false, rattle: 0.05 * k);
            crystal.Energy = -8.0 + k;
            return crystal;
        })];
        Structure[] larger = [.. frames.Select(s => new Structure(
            s.Cell.WithVectors(1.5 * s.Cell.Vectors), s.Elements, [.. s.Positions.Select(p => 1.5 * p)]) { Energy = s.Energy })];
        GapModel small = Recipe(frames), large = Recipe(larger);
        small.Coordinates.Count.ShouldBe(2);
        for (int k = 0; k < 2; k++)
        {
            foreach (string key in (string[])["cutoff", "cutoff_transition_width"])
            {
                double length = small.Coordinates[k].Descriptor.Real(key, null);
                large.Coordinates[k].Descriptor.Real(key, null).ShouldBe(1.5 * length, 0.0126);
                length.ShouldBeGreaterThan(0.5);
            }
        }

        GapModel Recipe(Structure[] of) => FitDesk.Model(
            new GapFitOptions().CreateFit().Fit(new FitDesk().Context(FitDesk.Data(FitDesk.Frames(of), ["Si"]), workers)));
    }

    [Fact]
    public void RadialOptionsReachTheDescriptor()
    {
        using var workers = new WorkerPool(1);
        Structure crystal = GapSystems.Crystal(mixed: false, rattle: 0.1);
        crystal.Energy = -8.0;
        var soap = (SoapFitOptions)Options.Descriptors![2];
        var options = new GapFitOptions
        {
            Descriptors = [soap with { DecayExponent = 3, DecayScale = 1.5, DecayRate = 0.5, BasisError = 2.0, Sparse = 5 }],
        };
        GapModel model = FitDesk.Model(
            options.CreateFit().Fit(new FitDesk().Context(FitDesk.Data(FitDesk.Frames([crystal]), ["Si"]), workers)));
        SoapParameters read = SoapParameters.From(model.Coordinates[0]);
        (read.DecayExponent, read.DecayScale, read.DecayRate, read.BasisError).ShouldBe((3, 1.5, 0.5, 2.0));
    }

    private static GapModel Made() => GapSystems.Model(new GapText(3)
        .Soap(4, 3, 9, "cutoff=3.6 cutoff_transition_width=0.9 atom_sigma=0.55 species_Z={6 14} Z=14", 2)
        .Soap(4, 3, 7, "cutoff=3.6 cutoff_transition_width=0.9 atom_sigma=0.55 species_Z={6 14} Z=6", 2));

    private static (double Energy, double Forces) Spread(List<Structure> frames)
    {
        double mean = frames.Average(f => f.Energy!.Value / f.Count);
        return (Math.Sqrt(frames.Average(f => Math.Pow((f.Energy!.Value / f.Count) - mean, 2))),
            Math.Sqrt(frames.SelectMany(f => f.Forces!).Average(f => f.Length * f.Length / 3.0)));
    }

    private static void Same(FittedModel a, FittedModel b)
    {
        a.Files.Keys.ShouldBe(b.Files.Keys);
        foreach (string name in a.Files.Keys)
        {
            a.Files[name].AsSpan().SequenceEqual(b.Files[name]).ShouldBeTrue(name);
        }
    }

    private static string Refused(List<Structure> frames, WorkerPool workers, GapFitOptions? options = null) =>
        Should.Throw<InputException>(() => (options ?? Options).CreateFit().Fit(
            new FitDesk().Context(FitDesk.Data(FitDesk.Frames(frames)), workers))).Message;
}
