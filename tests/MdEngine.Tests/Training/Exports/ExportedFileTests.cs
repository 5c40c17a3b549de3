using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MdEngine.Core.Atoms;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;
using MdEngine.Potentials.Nep;
using MdEngine.Tests.Training.Gap;
using MdEngine.Tests.Training.Hdnnp;
using MdEngine.Tests.Training.Nep;
using MdEngine.Tests.Training.Pace;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;
using MdEngine.Training.Gap;
using MdEngine.Training.Hdnnp;
using MdEngine.Training.Nep;
using MdEngine.Training.Pace;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Training.Exports;

/// <summary>
/// Files that fits write, evaluated by second implementations straight from the formats' definitions (readers too): that a
/// model means the same in the original program is not shown by the engine's own reader alone.
/// </summary>
public sealed class ExportedFileTests(ITestOutputHelper output)
{
    // Rounding of sums of some thousand terms that cancel in part.
    private const double Tolerance = 1e-10;

    [Theory]
    [InlineData(5, null)]
    [InlineData(4, null)]
    [InlineData(4, 2.4)]
    public void Nep(int version, double? zbl)
    {
        TrainingData data = NepFitSample.Data(NepFitSample.Meaningless(4, NepFitSample.Silicon, NepFitSample.Carbon));
        FittedModel model = Fit(NepFitSample.Options with { Version = version, Zbl = zbl }, data);
        string text = Encoding.ASCII.GetString(model.Files["nep.txt"]);
        text.ShouldStartWith(zbl is null ? $"nep{version} 2 C Si\n" : $"nep{version}_zbl 2 C Si\n");
        Compare(data, new NepPotential(NepFitSample.Read(model.Files["nep.txt"])), new PlainNepFile(text).Energy);
    }

    [Fact]
    public void NepOfOneElementWithTheOldLine()
    {
        TrainingData data = NepFitSample.Data(NepFitSample.Meaningless(3, NepFitSample.Silicon));
        FittedModel model = Fit(NepFitSample.Options with { AngularMomentum = [4, 2, 1], Zbl = null }, data);
        string text = Encoding.ASCII.GetString(model.Files["nep.txt"]);
        text.ShouldContain("l_max 4 2 1\n");
        Compare(data, new NepPotential(NepFitSample.Read(model.Files["nep.txt"])), new PlainNepFile(text).Energy);
    }

    [Theory]
    [InlineData(CutoffFunction.Poly2, 0.0, 1)]
    [InlineData(CutoffFunction.Cosine, 0.3, 2)]
    public void Hdnnp(CutoffFunction cutoff, double alpha, int committee)
    {
        TrainingData data = FitFrames.Data(Meaningless(FitFrames.Diamonds(5, "C", "Si")));
        FittedModel model = Fit(
            new HdnnpFitOptions
            {
                Grid = new SymmetryFunctionGrid
                {
                    Cutoff = 4.2,
                    Centred = 2,
                    Shifted = 3,
                    Angular = AngularKind.Both,
                    AngularCentred = 1,
                    AngularShifted = 1,
                    Zeta = [1.0, 4.0],
                    Keep = 14,
                },
                CutoffFunction = cutoff,
                CutoffAlpha = alpha,
                Hidden = [5, 4],
                Stages = [new HdnnpStage { Optimizer = HdnnpOptimizer.Kalman, Epochs = 1 }],
                Committee = committee,
            },
            data);
        PlainN2p2Folder[] members = [.. Enumerable.Range(1, committee).Select(m =>
            new PlainN2p2Folder(model.Files, committee == 1 ? "" : FormattableString.Invariant($"member-{m}/")))];
        Compare(data, FitFrames.Read(model), s => members.Average(m => m.Energy(s)));
    }

    [Fact]
    public void Gap()
    {
        List<Structure> frames = [.. Meaningless(FitFrames.Diamonds(5, "C", "Si"))];
        TrainingData data = FitDesk.Data(FitDesk.Frames(frames, new LabelSigmas(0.1, 1.0, 1.0)), energies: [-1.5, -2.5]);
        FittedModel model = Fit(
            new GapFitOptions
            {
                Descriptors =
                [
                    new Distance2bOptions { Cutoff = 3.6, TransitionWidth = 0.9, Delta = 1.0, Sparse = 8, Length = 0.6 },
                    new Angle3bOptions { Cutoff = 2.9, TransitionWidth = 0.8, Delta = 0.3, Sparse = 12 },
                    new SoapFitOptions { Cutoff = 3.6, TransitionWidth = 0.9, Delta = 0.3, Sparse = 15, Radial = 4, Degree = 3, Sigma = 0.55, Zeta = 2 },
                ],
            },
            data);
        Compare(data, FitDesk.Read(model), new PlainQuipModel(model.Files, model.PotentialJson["file"]).Energy);
    }

    [Fact]
    public void Pace()
    {
        List<Structure> frames = [.. Meaningless(FitFrames.Diamonds(5, "C", "Si"))];
        TrainingData data = FitDesk.Data(FitDesk.Frames(frames, new LabelSigmas(0.1, 1.0, 1.0)), energies: [-1.5, -2.5]);
        FittedModel model = Fit(
            new PaceFitOptions { Cutoff = 3.6, Pairs = 6, Degrees = [5, 4, 3, 2], Angular = [3, 2, 1, 1], Prior = 0.1, DegreeDecay = 0.1, NeighborDecay = 1.0 },
            data);
        string text = Encoding.UTF8.GetString(model.Files["pace.yace"]);
        text.ShouldContain("rank: 5");
        Compare(data, PaceFitTests.Read(model), new PlainYaceFile(text).Energy);
    }

    private static FittedModel Fit(FitOptions options, TrainingData data)
    {
        using var workers = new WorkerPool(1);
        var notes = new MdEngine.Tests.Training.Hdnnp.MemoryCheckpoint();
        return options.CreateFit().Fit(new FitContext(data, workers, 4, notes, notes, default));
    }

    private static Structure[] Meaningless(Structure[] frames)
    {
        var stream = new RandomStream(12, RandomPurpose.Other);
        for (int f = 0; f < frames.Length; f++)
        {
            frames[f].Energy = -6.0 * frames[f].Count + Philox.Normal(stream, f, 0).A;
            frames[f].Forces = [.. frames[f].Positions.Select((_, i) =>
            {
                (double x, double y) = Philox.Normal(stream, f, i + 1);
                return new Double3(x, y, Philox.Normal(stream, f, i + 1, 1).A);
            })];
        }

        return frames;
    }

    private void Compare(TrainingData data, IPotential potential, Func<Structure, double> plain)
    {
        using var workers = new WorkerPool(1);
        var evaluator = new FrameEvaluator(potential, workers);
        foreach (TrainingFrame frame in data.Training.Take(2))
        {
            double found = evaluator.Evaluate(frame.Structure).Energy!.Value, expected = plain(frame.Structure);
            output.WriteLine($"{found:f12} eV, the plain definition {expected:f12}, difference {found - expected:e1}");
            found.ShouldBe(expected, Tolerance);
        }
    }
}
