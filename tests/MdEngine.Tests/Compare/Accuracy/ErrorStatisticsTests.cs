using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Compare.Accuracy;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Tests.Compare.Running;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Accuracy;

/// <summary>Error statistics against cases computed by hand.</summary>
public sealed class ErrorStatisticsTests : IDisposable
{
    // Sums of a few numbers of order one.
    private const double Rounding = 1e-12;
    private static readonly Element Ar = PeriodicTable.Get("Ar");
    private static readonly Element Kr = PeriodicTable.Get("Kr");
    private readonly string _folder = Directory.CreateTempSubdirectory("mdengine-compare-").FullName;

    [Fact]
    public void ATallyKnowsTheFiguresAndTheWorst()
    {
        var tally = new ErrorTally("eV");
        tally.Add(3.0, 0, 1);
        tally.Add(-4.0, 2, 5);
        tally.Add(1.0, 3, 2);

        ErrorFigures figures = tally.Figures;
        figures.Values.ShouldBe(3);
        figures.RootMeanSquare.ShouldBe(Math.Sqrt(26.0 / 3.0), Rounding);
        figures.MeanAbsolute.ShouldBe(8.0 / 3.0, Rounding);
        figures.Mean.ShouldBe(0.0, Rounding);
        (figures.Worst, figures.WorstFrame, figures.WorstAtom).ShouldBe((-4.0, 2, 5));
    }

    [Fact]
    public void NothingHasNoFigures()
    {
        ErrorFigures figures = new ErrorTally("eV").Figures;
        figures.RootMeanSquare.ShouldBe(double.NaN);
        figures.Worst.ShouldBe(double.NaN);
        figures.WorstFrame.ShouldBe(-1);
    }

    [Fact]
    public void ForcesHaveComponentsMagnitudesAndDirections()
    {
        var tally = new GroupTally("all");
        // The first is turned by a right angle, the second twice as long, the third too weak to have a direction.
        tally.Add(7, Frame([new Double3(3, 0, 0), new Double3(0, 1, 0), new Double3(0, 0, 0.001)]),
            Frame([new Double3(0, 4, 0), new Double3(0, 2, 0), new Double3(0, 0, -0.001)]));

        GroupFigures figures = tally.Figures;
        (figures.Frames, figures.Atoms).ShouldBe((1, 3));
        figures.Forces.RootMeanSquare.ShouldBe(Math.Sqrt((9.0 + 16.0 + 1.0 + (0.002 * 0.002)) / 9.0), Rounding);
        (figures.Forces.Worst, figures.Forces.WorstFrame, figures.Forces.WorstAtom).ShouldBe((4.0, 7, 1));
        figures.ForceMagnitude.MeanAbsolute.ShouldBe((1.0 + 1.0) / 3.0, Rounding);
        figures.ForceCosine.ShouldBe(0.5, Rounding);
    }

    [Fact]
    public void StressIsInGigapascal()
    {
        var tally = new GroupTally("all");
        Structure reference = Frame([default, default, default]), found = Frame([default, default, default]);
        reference.Stress = Matrix3.Zero;
        // The antisymmetric part does not count.
        found.Stress = new Matrix3(0.01, 0.002, 0, -0.002, 0, 0, 0, 0, 0);
        tally.Add(0, reference, found);

        // 1 eV/Angstrom^3 is 160.2176634 GPa; one of six components is wrong.
        tally.Figures.Stress.Worst.ShouldBe(1.602176634, 1e-9);
        tally.Figures.Stress.RootMeanSquare.ShouldBe(1.602176634 / Math.Sqrt(6.0), 1e-9);
    }

    [Fact]
    public void ForcesAreBinnedByMagnitude()
    {
        var bins = new ForceBins();
        bins.Add(new Double3(0, 0, 0.01), new Double3(0, 0, 0.04));
        bins.Add(new Double3(0, 1.5, 0), new Double3(0, 1.0, 0));
        bins.Add(new Double3(0, 1.0, 0), new Double3(0, 1.0, 0));
        bins.Add(new Double3(99, 0, 0), new Double3(100, 0, 0));

        bins.Bins.Select(b => (b.From, b.Atoms)).ShouldBe([(0.0, 1L), (1.0, 2L), (50.0, 1L)]);
        bins.Bins[1].MeanMagnitude.ShouldBe(1.25, Rounding);
        bins.Bins[1].RootMeanSquare.ShouldBe(Math.Sqrt(0.25 / 6.0), Rounding);
        bins.Bins[2].To.ShouldBe(double.NaN);
    }

    [Fact]
    public void OffsetsAreFoundByElement()
    {
        var offsets = new EnergyOffsets();
        (int Ar, int Kr)[] frames = [(4, 0), (2, 2), (1, 3), (0, 5)];
        foreach ((int a, int k) in frames)
        {
            offsets.Add(Counts(a, k), (0.25 * a) - (1.5 * k));
        }

        IReadOnlyDictionary<Element, double> fit = offsets.Fit();
        // The ridge moves them by parts in 1e9.
        fit[Ar].ShouldBe(0.25, 1e-7);
        fit[Kr].ShouldBe(-1.5, 1e-7);
    }

    [Fact]
    public void OffsetsOfOneCompoundShareTheDifference()
    {
        var offsets = new EnergyOffsets();
        offsets.Add(Counts(2, 2), 4.0);
        offsets.Add(Counts(3, 3), 6.0);

        IReadOnlyDictionary<Element, double> fit = offsets.Fit();
        fit[Ar].ShouldBe(1.0, 1e-6);
        fit[Kr].ShouldBe(1.0, 1e-6);
    }

    [Fact]
    public void AThinnedSampleKeepsTheWorstAndIsTheSameAgain()
    {
        int[] Thin()
        {
            var sample = new ThinnedSample<int>(50);
            for (int i = 0; i < 10_000; i++)
            {
                sample.Add(i, i == 4321 ? 1e3 : 1.0 / (1 + i));
            }

            sample.Total.ShouldBe(10_000);
            return [.. sample.Items];
        }

        int[] kept = Thin();
        kept.Length.ShouldBeLessThanOrEqualTo(50);
        kept.ShouldContain(4321);
        kept.ShouldBe(kept.Order());
        kept.ShouldBe(Thin());
        // An even choice: forty draws all in the first half have a chance of 1e-12.
        kept.Count(i => i >= 5000).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void ARunAlignsEnergiesWhenAsked()
    {
        string file = WriteFrames(shift: 0.5);
        AccuracyResult plain = Run(new ReferenceSet("set", file)), aligned = Run(new ReferenceSet("set", file) { FitOffsets = true });

        plain.EnergyOffsets.ShouldBeNull();
        plain.Overall.Energy.RootMeanSquare.ShouldBe(500.0, 1e-6);
        aligned.EnergyOffsets!["Ar"].ShouldBe(0.5, 1e-9);
        aligned.UnalignedEnergy!.RootMeanSquare.ShouldBe(500.0, 1e-6);
        // The energies are written with ten digits.
        aligned.Overall.Energy.RootMeanSquare.ShouldBeLessThan(1e-5);
        aligned.Notes.ShouldContain(n => n.Contains("offset"));
        plain.Overall.Forces.Values.ShouldBe(0);
        plain.Notes.ShouldContain("No frame of the set has forces: no errors of it.");
        plain.Groups.Select(g => (g.Name, g.Frames)).ShouldBe([("near", 1L), ("far", 2L)]);
    }

    [Fact]
    public void FramesOfOtherElementsAreToldAndTheRestCounts()
    {
        string file = WriteFrames(shift: 0.0) + "";
        File.AppendAllText(file, "1\nLattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3 energy=1.0\nNe 0 0 0\n");
        AccuracyResult result = Run(new ReferenceSet("set", file));

        (result.Frames, result.FailedFrames, result.Overall.Frames).ShouldBe((4, 1, 3));
        result.Notes.ShouldContain(n => n.StartsWith("1 of 4 frames could not be evaluated") && n.Contains("Ne"));
    }

    [Fact]
    public void TheWorstFramesAreKeptWithTheErrorOfEachAtom()
    {
        // No atom feels another, so the reference forces are the errors; the second and the last are equally bad.
        string file = Path.Combine(_folder, "forces.xyz");
        double[] forces = [0.1, 0.4, 0.2, 0.3, 0.4];
        File.WriteAllText(file, string.Concat(forces.Select((f, k) => FormattableString.Invariant(
            $"2\nLattice=\"40 0 0 0 40 0 0 0 40\" Properties=species:S:1:pos:R:3:forces:R:3 config_type=g{k}\nAr 0 0 0 0 {f} 0\nAr 20 {k} 0 0 0 0\n"))));
        IReadOnlyList<WorstFrame> worst = Run(new ReferenceSet("set", file)).WorstFrames;

        worst.Select(w => (w.Frame, w.Group)).ShouldBe([(1L, "g1"), (4L, "g4"), (3L, "g3")]);
        worst[0].ForceError.ShouldBe(0.4 / Math.Sqrt(6.0), Rounding);
        worst[0].AtomErrors.ShouldBe([0.4, 0.0]);
        worst[0].Elements.ShouldBe(["Ar", "Ar"]);
        worst[0].Positions.ShouldBe([0.0, 0.0, 0.0, 20.0, 1.0, 0.0]);
        worst[0].Cell.ShouldBe([40.0, 0.0, 0.0, 0.0, 40.0, 0.0, 0.0, 0.0, 40.0]);
    }

    [Fact]
    public void ASetOfOtherElementsAloneIsAFault()
    {
        string file = Path.Combine(_folder, "ne.xyz");
        File.WriteAllText(file, "1\nLattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3 energy=1.0\nNe 0 0 0\n");
        Should.Throw<InputException>(() => Run(new ReferenceSet("set", file))).Message.ShouldContain("no frame could be evaluated");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static AccuracyResult Run(ReferenceSet set)
    {
        using var workers = new WorkerPool(1);
        return new AccuracyRun(set, 3).Execute(Argon.Potential(0.0104), workers, _ => { }, CancellationToken.None);
    }

    private string WriteFrames(double shift)
    {
        string file = Path.Combine(_folder, "frames.xyz");
        using var workers = new WorkerPool(1);
        var evaluator = new MdEngine.Core.Evaluation.FrameEvaluator(Argon.Potential(0.0104), workers);
        using StreamWriter writer = File.CreateText(file);
        foreach ((double x, string group) in new[] { (3.6, "near"), (4.4, "far"), (5.0, "far") })
        {
            var frame = new Structure(
                new SimulationCell(20.0 * Matrix3.Identity, true, true, true), [Ar, Ar], [default, new Double3(x, 0, 0)]);
            double energy = evaluator.Evaluate(frame).Energy!.Value + (2.0 * shift);
            writer.Write(FormattableString.Invariant(
                $"2\nLattice=\"20 0 0 0 20 0 0 0 20\" Properties=species:S:1:pos:R:3 energy={energy:F10} config_type={group}\n"));
            writer.Write(FormattableString.Invariant($"Ar 0 0 0\nAr {x} 0 0\n"));
        }

        return file;
    }

    private static Dictionary<Element, int> Counts(int argon, int krypton) =>
        new[] { (Ar, argon), (Kr, krypton) }.Where(c => c.Item2 > 0).ToDictionary(c => c.Item1, c => c.Item2);

    private static Structure Frame(Double3[] forces) => new(
        new SimulationCell(10.0 * Matrix3.Identity, true, true, true), [.. forces.Select(_ => Ar)], new Double3[forces.Length])
    {
        Forces = forces,
    };
}
