using System;
using System.Linq;
using System.Text;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Nep;
using MdEngine.Potentials.StillingerWeber;
using MdEngine.Tests.Potentials.StillingerWeber;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;
using MdEngine.Training.Nep;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Nep;

public class NepFitTests
{
    private static readonly NepFitOptions Small = NepFitSample.Options with { AngularMomentum = [2, 2, 1], Zbl = null };

    [Fact]
    public void Fit_OfASmallNep_FindsItsForces()
    {
        var known = new NepPotential(NepFitSample.Random(new NepFitOptions
        {
            Cutoff = [4.5, 4.0],
            Functions = [1, 1],
            Basis = [3, 2],
            AngularMomentum = [2],
            Neurons = 3,
        }));
        (double energy, double force, double meanForce) = TestErrors(known, new LabelSigmas(0.01, 0.1, 0.05), new NepFitOptions
        {
            Cutoff = [4.5, 4.0],
            Functions = [3, 3],
            Basis = [3, 2],
            AngularMomentum = [2],
            Neurons = 8,
            Epochs = 60,
            LbfgsSteps = 600,
            Lambda2 = 0.0,
        });

        // The model has room for the known one, so the error has no floor but the number of steps; 20 frames that it never saw.
        meanForce.ShouldBeGreaterThan(0.1);
        force.ShouldBeLessThan(0.02 * meanForce);
        energy.ShouldBeLessThan(0.001);
    }

    [Fact]
    public void Fit_OfStillingerWeber_IsWithinAFewPerCentOfItsForces()
    {
        (double energy, double force, double meanForce) = TestErrors(
            new StillingerWeberPotential(StillingerWeberSystems.Silicon()), new LabelSigmas(0.01, 0.1, 0.05), new NepFitOptions
            {
                Cutoff = [4.0, 4.0],
                Functions = [3, 3],
                Basis = [5, 5],
                AngularMomentum = [3, 2],
                Neurons = 10,
                Epochs = 60,
                LbfgsSteps = 200,
                Lambda2 = 0.0,
            });
        force.ShouldBeLessThan(0.04 * meanForce);
        energy.ShouldBeLessThan(0.005);
    }

    [Fact]
    public void Resume_IsTheSameAsNoInterruption()
    {
        TrainingData data = NepFitSample.Data(
            NepFitSample.Meaningless(5, NepFitSample.Silicon), NepFitSample.Meaningless(2, NepFitSample.Silicon));
        NepFitOptions options = Small with { Members = 2 };
        FittedModel whole = Run(options, data, 1, new LossRecorder(), new MemoryCheckpoint(), default);

        // In Adam's part, at its end, in the other part, at the end of a member, in the next one.
        foreach (long at in (long[])[1, 3, 5, 6, 9])
        {
            using var stop = new CancellationTokenSource();
            var checkpoint = new MemoryCheckpoint();
            var recorder = new LossRecorder(p =>
            {
                if (p.Epoch == at)
                {
                    stop.Cancel();
                }
            });
            Should.Throw<OperationCanceledException>(() => Run(options, data, 2, recorder, checkpoint, stop.Token));
            recorder.Points[^1].Epoch.ShouldBe(at);
            checkpoint.Written.ShouldNotBeNull();
            FittedModel resumed = Run(options, data, 1, new LossRecorder(), new MemoryCheckpoint(checkpoint.Written), default);
            resumed.Files.Keys.ShouldBe(whole.Files.Keys);
            foreach ((string name, byte[] content) in whole.Files)
            {
                resumed.Files[name].ShouldBe(content, $"{name}, stopped after epoch {at}");
            }
        }
    }

    [Fact]
    public void Fit_DependsOnTheSeed_NotOnTheThreads()
    {
        TrainingData data = NepFitSample.Data(NepFitSample.Meaningless(5, NepFitSample.Silicon, NepFitSample.Carbon));
        string With(int threads, ulong seed)
        {
            using var workers = new WorkerPool(threads);
            return Encoding.ASCII.GetString(new NepFit(Small).Fit(new FitContext(
                data, workers, seed, new LossRecorder(), new MemoryCheckpoint(), default)).Files["nep.txt"]);
        }

        string one = With(1, 4);
        With(3, 4).ShouldBe(one);
        With(1, 5).ShouldNotBe(one);
    }

    [Fact]
    public void Fit_KeepsWhatServedTheValidationSetBest()
    {
        TrainingFrame[] validation = NepFitSample.Meaningless(2, NepFitSample.Silicon);
        TrainingData data = NepFitSample.Data(NepFitSample.Meaningless(6, NepFitSample.Silicon)[2..], validation);
        var recorder = new LossRecorder();
        NepFitOptions options = Small with { LambdaForce = 0.0, LambdaVirial = 0.0, Epochs = 30, LbfgsSteps = 0, Adam = new NepAdamSettings { Rate = 0.05 } };
        FittedModel model = Run(options, data, 1, recorder, new MemoryCheckpoint(), default);
        double best = recorder.Points.Min(p => p.ValidationEnergy);
        best.ShouldBeLessThan(recorder.Points[^1].ValidationEnergy);
        using var workers = new WorkerPool(1);
        var evaluator = new FrameEvaluator(new NepPotential(NepFitSample.Read(model.Files["nep.txt"])), workers);
        double mean = validation.Average(f => Math.Pow(
            (evaluator.Evaluate(f.Structure).Energy!.Value - f.Structure.Energy!.Value) / f.Structure.Count, 2));
        Math.Sqrt(mean).ShouldBe(best, 1e-10);
    }

    [Fact]
    public void Patience_EndsAStageThatGetsNoBetter()
    {
        TrainingData data = NepFitSample.Data(
            NepFitSample.Meaningless(6, NepFitSample.Silicon)[2..], NepFitSample.Meaningless(2, NepFitSample.Silicon));
        var recorder = new LossRecorder();
        NepFitOptions options = Small with { Epochs = 400, LbfgsSteps = 2, Patience = 3, Adam = new NepAdamSettings { Rate = 0.1 } };
        Run(options, data, 1, recorder, new MemoryCheckpoint(), default);
        recorder.Points.Count(p => p.Epoch < 400).ShouldBeLessThan(200);
        recorder.Points[^1].Epoch.ShouldBeGreaterThanOrEqualTo(400);
    }

    [Fact]
    public void BadInput_IsRefusedWithItsPlace()
    {
        TrainingFrame good = NepFitSample.Meaningless(1, NepFitSample.Silicon)[0];
        string Refused(TrainingFrame frame, NepFitOptions? options = null) => Should.Throw<InputException>(
            () => Run(options ?? Small, NepFitSample.Data([frame]), 1, new LossRecorder(), new MemoryCheckpoint(), default)).Message;
        Structure Changed(Action<Structure> change)
        {
            Structure s = NepFitSample.Meaningless(1, NepFitSample.Silicon)[0].Structure;
            change(s);
            return s;
        }

        Refused(good with { Structure = Changed(s => s.Forces![2] = new Double3(0.0, double.NaN, 0.0)) }).ShouldContain("made frame 1");
        Refused(good with { Structure = Changed(s => s.Energy = double.PositiveInfinity) }).ShouldContain("made frame 1");
        Refused(good with { Structure = Changed(s => s.Energy = null) }).ShouldContain("no training frame has an energy");
        Refused(good with { Structure = Changed(s => s.Positions[1] = s.Positions[0]) }).ShouldContain("on top of each other");
        Refused(good with { Sigmas = new LabelSigmas(0.0, 0.1, 0.1) }).ShouldContain("sigmas");
        Refused(good, Small with { Cutoff = [4.0, 5.0] }).ShouldContain("cutoff_A");
        Should.Throw<PhysicsException>(() => Run(
            Small with { Adam = new NepAdamSettings { Rate = 1e200 } }, NepFitSample.Data([good]), 1, new LossRecorder(), new MemoryCheckpoint(), default))
            .Message.ShouldContain("diverged");
        Should.Throw<InputException>(
            () => Run(Small, NepFitSample.Data([]), 1, new LossRecorder(), new MemoryCheckpoint(), default)).Message.ShouldContain("no training frames");
    }

    [Fact]
    public void Adam_WithoutARate_TakesThatOfTheFit()
    {
        // A deck's "adam": {} binds to the settings as constructed.
        new NepAdamSettings().Rate.ShouldBe(0.002);
        new NepFitOptions().Adam.ShouldBe(new NepAdamSettings());
    }

    [Theory]
    [InlineData("l_max:0", new[] { 0 })]
    [InlineData("l_max:1", new[] { 4, 3 })]
    [InlineData("l_max:2", new[] { 4, 2, 2 })]
    [InlineData("l_max:6", new[] { 3, 1, 1, 1, 1, 1, 1 })]
    public void Options_NameTheFault(string key, int[] angular) =>
        (Small with { AngularMomentum = angular }).Validate().Select(f => f.Key).ShouldBe([key]);

    private static FittedModel Run(
        NepFitOptions options, TrainingData data, int threads, LossRecorder recorder, MemoryCheckpoint checkpoint, CancellationToken stop)
    {
        using var workers = new WorkerPool(threads);
        return options.CreateFit().Fit(new FitContext(data, workers, 4, recorder, checkpoint, stop));
    }

    /// <summary>Fits frames by a potential; errors on others: eV/atom, eV/Angstrom, and the forces' own size.</summary>
    private static (double Energy, double Force, double MeanForce) TestErrors(IPotential potential, LabelSigmas sigmas, NepFitOptions options)
    {
        TrainingFrame[] Frames(int count, ulong seed) =>
            [.. NepFitSample.Labelled(potential, count, seed, 0.12).Select(f => f with { Sigmas = sigmas })];
        FittedModel model = Run(options, NepFitSample.Data(Frames(80, 1), Frames(5, 2)), 1, new LossRecorder(), new MemoryCheckpoint(), default);
        using var workers = new WorkerPool(1);
        var evaluator = new FrameEvaluator(new NepPotential(NepFitSample.Read(model.Files["nep.txt"])), workers);
        var errors = new ErrorGroup("test");
        double squares = 0.0;
        long components = 0;
        foreach (TrainingFrame frame in Frames(20, 3))
        {
            errors.Add(frame.Structure, evaluator.Evaluate(frame.Structure));
            squares += frame.Structure.Forces!.Sum(f => Double3.Dot(f, f));
            components += 3L * frame.Structure.Count;
        }

        return (0.001 * errors.Energy.RootMeanSquare, errors.Forces.RootMeanSquare, Math.Sqrt(squares / components));
    }
}
