using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;
using MdEngine.Training.Hdnnp;
using MdEngine.Training.Optimizers;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Hdnnp;

public sealed class HdnnpFitTests
{
    private static readonly string[] s_lines =
    [
        "Si 2 Si 0.05 0 4.5", "Si 2 Si 1.0 2.3 4.5", "Si 2 Si 1.0 3.3 4.5", "Si 3 Si Si 0.05 -1 1 4.5", "Si 3 Si Si 0.05 1 2 4.5",
        "Si 3 Si Si 0.05 -1 4 4.5",
    ];

    public static TheoryData<HdnnpOptimizer> Optimizers => [HdnnpOptimizer.Kalman, HdnnpOptimizer.Adam, HdnnpOptimizer.Lbfgs];

    [Theory]
    [InlineData(HdnnpOptimizer.Kalman, 25)]
    [InlineData(HdnnpOptimizer.Lbfgs, 40)]
    public void A_surface_made_by_a_network_is_found_again(HdnnpOptimizer optimizer, int epochs)
    {
        // The teacher: a network fitted badly, so that its surface has the form of one, with errors of no interest.
        Structure[] frames = FitFrames.Diamonds(30, "Si");
        Give(frames, -5.0);
        IPotential teacher = FitFrames.Read(Fit(FitFrames.Data(frames), Options(HdnnpOptimizer.Kalman, 1, [4])).Model);
        frames = FitFrames.Label(frames, teacher);
        double spread = frames.SelectMany(f => f.Forces!).Max(f => f.Length);
        IPotential found = FitFrames.Read(Fit(FitFrames.Data(frames), Options(optimizer, epochs, [6])).Model);
        (double energy, double forces) = FitFrames.Errors(found, frames[^6..]);

        // Another network of more neurons cannot be the same everywhere: 2 % of the largest force on frames it has not seen.
        forces.ShouldBeLessThan(0.02 * spread);
        energy.ShouldBeLessThan(0.01 * spread);
    }

    [Fact]
    public void What_is_written_predicts_as_the_fit_did()
    {
        Structure[] frames = FitFrames.Diamonds(10, "Si");
        Give(frames, -5.0);
        (FittedModel model, MemoryCheckpoint notes) = Fit(FitFrames.Data(frames), Options(HdnnpOptimizer.Kalman, 2, [5, 4]) with { Committee = 1 });
        (double energy, double forces) = FitFrames.Errors(FitFrames.Read(model), frames[8..]);

        // Weights and ranges are written with all digits. Derivatives of the fit are in single precision: 1e-7 of the forces.
        // Losses of the best epoch: the two end at the same weights.
        LossPoint best = notes.Losses.MinBy(p => Math.Abs(p.ValidationEnergy - energy));
        energy.ShouldBe(best.ValidationEnergy, 1e-10);
        forces.ShouldBe(best.ValidationForces, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Interrupted_and_resumed_it_ends_with_the_same_files_whatever_the_threads(HdnnpOptimizer optimizer)
    {
        Structure[] frames = FitFrames.Diamonds(10, "C", "Si");
        Give(frames, -6.0);
        TrainingData data = FitFrames.Data(frames);
        HdnnpFitOptions options = Options(optimizer, 3, [4]) with
        {
            SymmetryFunctions = [],

            // A small grid: each part of the fit chooses from it again, which costs more than the epochs.
            Grid = new SymmetryFunctionGrid
            {
                Cutoff = 4.0,
                Centred = 2,
                Shifted = 3,
                AngularCentred = 1,
                AngularShifted = 1,
                Zeta = [1.0, 4.0],
                Keep = 6,
            },
            Committee = 2,
            MemberFraction = 0.7,
        };
        (FittedModel whole, MemoryCheckpoint notes) = Fit(data, options, threads: 1);
        StateBag? state = null;
        var losses = new List<LossPoint>();
        for (int part = 0; part < 20; part++)
        {
            using var checkpoint = new MemoryCheckpoint(state, stopAfter: 2);
            using var workers = new WorkerPool(3);
            try
            {
                FittedModel model = options.CreateFit().Fit(
                    new FitContext(data, workers, 5, checkpoint, checkpoint, checkpoint.Stop));
                part.ShouldBeGreaterThan(1);
                model.Files.Keys.ShouldBe(whole.Files.Keys);
                model.Files.ShouldAllBe(f => f.Value.SequenceEqual(whole.Files[f.Key]));
                losses.AddRange(checkpoint.Losses);
                losses.ShouldBe(notes.Losses);
                return;
            }
            catch (OperationCanceledException)
            {
                state = checkpoint.Saved.ShouldNotBeNull();
                losses.AddRange(checkpoint.Losses);
            }
        }

        Assert.Fail("the fit did not end");
    }

    [Fact]
    public void A_committee_is_read_as_one_and_its_members_differ()
    {
        Structure[] frames = FitFrames.Diamonds(8, "Si");
        Give(frames, -5.0);
        FittedModel model = Fit(FitFrames.Data(frames), Options(HdnnpOptimizer.Kalman, 1, [4]) with { Committee = 3 }).Model;
        model.PotentialLists["committee"].ShouldBe(["member-1", "member-2", "member-3"]);
        HdnnpPotential potential = FitFrames.Read(model);
        potential.Model.Members.Count.ShouldBe(3);
        potential.Uncertainty.ShouldNotBeNull();
        model.Files["member-1/weights.014.data"].SequenceEqual(model.Files["member-2/weights.014.data"]).ShouldBeFalse();
        model.Parameters.ShouldBe(3 * ((6 + 1) * 4 + 5));
        model.PotentialJson["length_unit"].ShouldBe("angstrom");
        Encoding.UTF8.GetString(model.Files["input.nn"]).ShouldContain("symfunction_short Si 3 Si Si 0.05 -1 1 4.5 0");
    }

    [Fact]
    public void It_stops_early_and_keeps_the_best_weights()
    {
        Structure[] frames = FitFrames.Diamonds(10, "Si");
        Give(frames, -5.0);
        HdnnpFitOptions options = Options(HdnnpOptimizer.Lbfgs, 200, [8]);
        options = options with { Stages = [options.Stages[0] with { Patience = 2 }] };
        MemoryCheckpoint notes = Fit(FitFrames.Data(frames), options).Notes;

        // Forces without a surface cannot be learnt from eight frames: the validation errors grow.
        notes.Losses.Count.ShouldBeLessThan(100);
        notes.Losses[^1].ValidationForces.ShouldBeGreaterThan(notes.Losses.Min(p => p.ValidationForces));
    }

    [Fact]
    public void Frames_without_energies_are_refused()
    {
        Structure[] frames = FitFrames.Diamonds(5, "Si");
        Give(frames, -5.0);
        foreach (Structure frame in frames)
        {
            frame.Energy = null;
        }

        Refused(FitFrames.Data(frames)).ShouldContain("no training frame has an energy");
    }

    [Fact]
    public void An_element_without_training_frames_is_refused()
    {
        Structure[] frames = [.. FitFrames.Diamonds(4, "Si"), .. FitFrames.Diamonds(1, "C")];
        Give(frames, -5.0);
        Refused(FitFrames.Data(frames)).ShouldContain("no training frame holds C");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Labels_that_are_not_finite_are_refused_with_their_place(bool energy)
    {
        Structure[] frames = FitFrames.Diamonds(5, "Si");
        Give(frames, -5.0);
        frames[1].Energy = energy ? double.NaN : frames[1].Energy;
        frames[1].Forces![2] = energy ? frames[1].Forces![2] : new Double3(0.0, double.NaN, 0.0);
        Refused(FitFrames.Data(frames)).ShouldContain("frames.xyz, frame 2");
    }

    [Fact]
    public void Symmetry_functions_that_cannot_be_used_are_refused()
    {
        Structure[] frames = FitFrames.Diamonds(5, "Si");
        Give(frames, -5.0);
        TrainingData data = FitFrames.Data(frames);
        Refused(data, ["Si 2 Si 0.1 0 0.9"]).ShouldContain("same value for every atom");
        Refused(data, ["Si 2 Si 0.1 0 5.0", "Si 2 Si 0.1 0 5.0"]).ShouldContain("the same symmetry function");
        Refused(data, ["Si 2 Ge 0.1 0 5.0"]).ShouldContain("Ge");
        Refused(data, ["Si 2 Si zero 0 5.0"]).ShouldContain("zero");
        Refused(data, ["Si 99 Si 0.1 0 5.0"]).ShouldContain("99");
    }

    [Fact]
    public void Too_little_memory_is_told_before_the_fit()
    {
        Structure[] frames = FitFrames.Diamonds(5, "Si");
        Give(frames, -5.0);
        using var workers = new WorkerPool(1);
        HdnnpFitOptions options = Options(HdnnpOptimizer.Adam, 1, [4]) with { Memory = 1e-5 };
        Should.Throw<InputException>(() => options.CreateFit().Fit(FitFrames.Context(FitFrames.Data(frames), workers)))
            .Message.ShouldContain("memory_GB");
    }

    [Fact]
    public void Options_that_contradict_each_other_are_named()
    {
        var options = new HdnnpFitOptions
        {
            SymmetryFunctions = s_lines,
            Grid = new SymmetryFunctionGrid { Centred = 0, Shifted = 0 },
            CutoffFunction = MdEngine.Potentials.Hdnnp.SymmetryFunctions.CutoffFunction.Hard,
            Activation = MdEngine.Potentials.Readouts.Activation.Relu,
        };
        options.Validate().Select(v => v.Key).ShouldBe(["grid", "grid:centred", "cutoff_function", "activation"]);
        new HdnnpFitOptions().Validate().ShouldBeEmpty();
    }

    private static HdnnpFitOptions Options(HdnnpOptimizer optimizer, int epochs, int[] hidden) => new()
    {
        SymmetryFunctions = s_lines,
        Hidden = hidden,
        Stages =
        [
            new HdnnpStage
            {
                Optimizer = optimizer,
                Epochs = epochs,
                Adam = new AdamSettings { Rate = 0.01 },
                Updates = new KalmanUpdates { ForceFraction = 0.5, ForceBatch = 8 },
            },
        ],
    };

    private static (FittedModel Model, MemoryCheckpoint Notes) Fit(TrainingData data, HdnnpFitOptions options, int threads = 2)
    {
        using var workers = new WorkerPool(threads);
        var notes = new MemoryCheckpoint();
        return (options.CreateFit().Fit(FitFrames.Context(data, workers, notes)), notes);
    }

    private static string Refused(TrainingData data, string[]? lines = null)
    {
        using var workers = new WorkerPool(1);
        HdnnpFitOptions options = Options(HdnnpOptimizer.Adam, 1, [4]) with { SymmetryFunctions = lines ?? s_lines };
        return Should.Throw<InputException>(() => options.CreateFit().Fit(FitFrames.Context(data, workers))).Message;
    }

    /// <summary>Labels of no potential: numbers of the right size.</summary>
    private static void Give(Structure[] frames, double energy)
    {
        for (int f = 0; f < frames.Length; f++)
        {
            Structure s = frames[f];
            s.Energy = s.Count * (energy + (0.02 * Math.Sin(f)));
            s.Forces = [.. Enumerable.Range(0, s.Count).Select(i => new Double3(Math.Sin(i + f), Math.Cos(3 * i), Math.Sin(7 * f)))];
            s.Stress = new Matrix3(0.01, 0.002, -0.01, 0.002, -0.02, 0.005, -0.01, 0.005, 0.03);
        }
    }
}
