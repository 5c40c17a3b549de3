using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using MdEngine.Compare.Accuracy;
using MdEngine.Compare.Cost;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Results;
using MdEngine.Compare.Running;
using MdEngine.Compare.Trust;
using MdEngine.Core;
using MdEngine.Core.Forces;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Running;

/// <summary>Runs of plans: failures, resumption, results.</summary>
public sealed class ComparisonRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mdengine-compare-").FullName;

    [Fact]
    public void AFailureIsARowAndTheRestGoesOn()
    {
        ComparisonResult result = Execute(Plan(
            new PotentialEntry("good", "lj", () => Argon.Potential(0.0104), "a"),
            new PotentialEntry("no file", "lj", () => throw new InputException("cannot be read"), "b"),
            new PotentialEntry("neon", "lj", () => Argon.Potential(0.0104, "Ne"), "c")), "w");

        result.Pieces.Where(p => p.Potential == "good").ShouldAllBe(p => p.Status == PieceStatus.Done);
        Piece model = result.Of(PieceKind.Model, "no file").Single();
        (model.Status, model.Reason).ShouldBe((PieceStatus.Failed, "cannot be read"));
        result.Pieces.Where(p => p.Potential == "no file" && p.Kind != PieceKind.Model).ShouldAllBe(p => p.Status == PieceStatus.Skipped);
        Piece[] neon = [.. result.Pieces.Where(p => p.Potential == "neon" && p.Kind is PieceKind.Accuracy or PieceKind.Cost)];
        neon.Where(p => p.Potential == "neon").ShouldAllBe(p => p.Status == PieceStatus.Failed && p.Reason!.Contains("Ar"));
        result.Of(PieceKind.Disagreement, "good").Single().Disagreement!.Notes.ShouldContain(n => n.StartsWith("neon could not"));
        result.Frontiers.ShouldAllBe(f => f.Points.Count == 1 && f.Points[0].Potential == "good" && f.Points[0].IsPareto);
        CsvTables.Summary(result).Split('\n').Length.ShouldBe(1 + 3 + 1);
        CsvTables.Values(result).ShouldContain("cannot be read");
    }

    [Fact]
    public void ADefectOfAPlugInIsARow()
    {
        ComparisonPlan plan = Plan(new PotentialEntry("a", "lj", () => Argon.Potential(0.0104), "a")) with
        {
            Properties = [new Planned<IProperty>("broken", new Broken(), "x")],
        };
        Piece piece = Execute(plan, "w").Of(PieceKind.Property).Single();

        piece.Status.ShouldBe(PieceStatus.Failed);
        piece.Reason.ShouldBe("a defect of the potential or of the program: NotSupportedException: oh");
    }

    [Fact]
    public void WhereNoPotentialCanBeMadeThereIsNoComparison() =>
        Should.Throw<InputException>(() => Execute(Plan(
            new PotentialEntry("a", "lj", () => throw new InputException("one"), "a"),
            new PotentialEntry("b", "lj", () => throw new InputException("two"), "b")), "w")).Message.ShouldBe("a: one\nb: two");

    [Fact]
    public void ASimulationThatFailsTellsWhenAndHow()
    {
        ComparisonPlan plan = Plan(new PotentialEntry("a", "lj", () => Argon.Potential(0.0104), "a")) with
        {
            Simulations = [new Planned<SimulationPlan>("md", Argon.Simulation(5000.0), "hot")],
        };
        Piece piece = Execute(plan, "w").Of(PieceKind.Simulation).Single();

        piece.Status.ShouldBe(PieceStatus.Failed);
        piece.Reason!.ShouldContain("temperature");
        piece.Simulation!.Completed.ShouldBeFalse();
        piece.Simulation.Steps.ShouldBeLessThan(piece.Simulation.PlannedSteps);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void StoppedAndResumedItIsTheSame(int pieces)
    {
        ComparisonPlan plan = TwoPotentials();
        string whole = WithoutTimings(Execute(plan, "whole"));
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => Execute(
            plan, "resumed", new StepwiseProgress(count => StopAt(count, pieces, stop)), stop.Token));
        var progress = new StepwiseProgress();
        ComparisonResult result = Execute(plan, "resumed", progress);

        // All that had ended, apart from the models, which are always made.
        progress.Ended.Count(e => e.IsReused).ShouldBe(pieces - 2);
        WithoutTimings(result).ShouldBe(whole);
        var again = new StepwiseProgress();
        Execute(plan, "resumed", again);
        again.Ended.Where(e => e.Piece.Kind != PieceKind.Model).ShouldAllBe(e => e.IsReused);
    }

    [Fact]
    public void WhatHasChangedIsDoneAgain()
    {
        ComparisonPlan plan = TwoPotentials();
        Execute(plan, "w");
        PotentialEntry other = plan.Potentials[1] with { Digest = "changed", Create = () => Argon.Potential(0.02) };
        var progress = new StepwiseProgress();
        Execute(plan with { Potentials = [plan.Potentials[0], other] }, "w", progress);

        progress.Ended.Where(e => e.IsReused).ShouldAllBe(e => e.Piece.Potential == "a" && e.Piece.Kind != PieceKind.Disagreement);
        progress.Ended.Count(e => e.IsReused).ShouldBe(3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"key\":")]
    [InlineData("[1, 2]")]
    [InlineData("{\"key\": 5, \"kind\": \"accuracy\"}")]
    [InlineData("{\"key\": \"x\", \"kind\": \"nothing\", \"potential\": \"a\", \"name\": \"b\"}")]
    [InlineData("null")]
    public void APieceThatIsNotWholeIsDoneAgain(string content)
    {
        ComparisonPlan plan = TwoPotentials();
        string whole = WithoutTimings(Execute(plan, "w"));
        foreach (string file in Directory.GetFiles(Path.Combine(_folder, "w"), "*.json"))
        {
            File.WriteAllText(file, content);
        }

        WithoutTimings(Execute(plan, "w")).ShouldBe(whole);
    }

    [Fact]
    public void ResultsAreReadBack()
    {
        ComparisonResult result = Execute(TwoPotentials(), "w");
        using var stream = new MemoryStream();
        ResultJson.Write(stream, result);
        stream.Position = 0;
        ComparisonResult back = ResultJson.Read(stream, "file");
        using var again = new MemoryStream();
        ResultJson.Write(again, back);

        again.ToArray().ShouldBe(stream.ToArray());
        ComparisonDocument.Of(back, Path.Combine(_folder, "w")).Sections.Select(s => s.Title)
            .ShouldBe(["Accuracy", "Simulations", "Cost", "Trust", "How it was made"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"format\": \"mdengine-comparison\", \"version\": 99, \"machine\": null}")]
    [InlineData("nothing")]
    public void WhatIsNoComparisonIsRefused(string text) => Should.Throw<InputException>(
        () => ResultJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "file")).Message.ShouldContain("is no comparison");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void StopAt(int count, int pieces, CancellationTokenSource stop)
    {
        if (count == pieces)
        {
            stop.Cancel();
        }
    }

    private ComparisonPlan TwoPotentials() => Plan(
        new PotentialEntry("a", "lj", () => Argon.Potential(0.0104), "a"),
        new PotentialEntry("b", "lj", () => Argon.Potential(0.0110), "b"));

    private ComparisonPlan Plan(params PotentialEntry[] potentials)
    {
        string file = Path.Combine(_folder, "frames.xyz");
        File.WriteAllText(file, """
            2
            Lattice="12 0 0 0 12 0 0 0 12" Properties=species:S:1:pos:R:3:forces:R:3 energy=-0.01 stress="0 0 0 0 0 0 0 0 0" config_type=pair
            Ar 0 0 0 0.01 0 0
            Ar 3.7 0 0 -0.01 0 0
            1
            Lattice="12 0 0 0 12 0 0 0 12" Properties=species:S:1:pos:R:3:forces:R:3 energy=0.0 config_type=alone
            Ar 0 0 0 0 0 0

            """);
        return new ComparisonPlan
        {
            Title = "test",
            Potentials = potentials,
            ReferenceSets = [new Planned<ReferenceSet>("set", new ReferenceSet("set", file), "set")],
            Simulations = [new Planned<SimulationPlan>("md", Argon.Simulation(50.0), "md")],
            Cost = new Planned<CostOptions>("cost", new CostOptions
            {
                Structures = [Argon.Crystal(2)],
                Repeats = 1,
                Seconds = 0.0,
                WarmUpSeconds = 0.0,
            }, "cost"),
        };
    }

    private ComparisonResult Execute(
        ComparisonPlan plan, string work, IComparisonProgress? progress = null, CancellationToken stop = default)
    {
        using var workers = new WorkerPool(2);
        return new ComparisonRun(
            plan, new PieceStore(Path.Combine(_folder, work)), progress ?? new StepwiseProgress(), workers, stop).Execute();
    }

    private static string WithoutTimings(ComparisonResult result)
    {
        using var stream = new MemoryStream();
        ResultJson.Write(stream, result);
        JsonNode json = JsonNode.Parse(stream.ToArray())!;
        json["created"] = "";
        json["frontiers"] = null;
        foreach (JsonNode? piece in json["pieces"]!.AsArray())
        {
            piece!["seconds"] = 0.0;
            piece["cost"] = null;
        }

        return json.ToJsonString();
    }

    private sealed class Broken : IProperty
    {
        public string Kind => "broken";

        public PropertyResult Compute(IPotential potential, PropertyContext context) => throw new NotSupportedException("oh");
    }
}
