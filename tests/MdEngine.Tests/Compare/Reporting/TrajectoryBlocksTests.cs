using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Compare.Reporting;
using MdEngine.Core;
using MdEngine.Core.Forces;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Reporting;

/// <summary>Trajectory files as views and distributions.</summary>
public sealed class TrajectoryBlocksTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void FramesAreChosenEvenlyAndTheEndsKept()
    {
        Write(200, "Ar", "Ar");
        SceneBlock scene = TrajectoryBlocks.Of(_file, "t").OfType<SceneBlock>().Single();
        scene.Frames.Count.ShouldBe(60);
        scene.Frames[0].Label.ShouldBe("0 ps");
        scene.Frames[^1].Label.ShouldBe("1.99 ps");
        scene.Frames.ShouldAllBe(f => ReferenceEquals(f.Elements, scene.Frames[0].Elements));
        scene.Caption.ShouldStartWith("60 of 200 frames");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(61)]
    public void AnyNumberOfFramesWillDo(int frames)
    {
        Write(frames, "Ar");
        TrajectoryBlocks.Of(_file, "t").OfType<SceneBlock>().Single().Frames.Count.ShouldBe(Math.Min(frames, 60));
    }

    [Fact]
    public void PairsOfElementsHaveTheirOwnDistribution()
    {
        Write(4, "Na", "Cl");
        ChartBlock chart = TrajectoryBlocks.Of(_file, "t").OfType<ChartBlock>().Single();
        chart.Traces.Select(t => t.Name).ShouldBe(["all", "Na-Na", "Na-Cl", "Cl-Cl"]);
        // The two stand 1.5 Angstrom apart along x.
        ChartTrace pair = chart.Traces[2];
        pair.X[pair.Y.Index().MaxBy(p => p.Item).Index].ShouldBe(1.5, 0.04);
    }

    [Fact]
    public void UncertaintiesColourTheAtoms()
    {
        Write(2, "Ar", "Ar");
        SceneBlock scene = TrajectoryBlocks.Of(_file, "t", new UncertaintyMeasure("predicted variance", "eV^2")).OfType<SceneBlock>().Single();
        scene.ScalarName.ShouldBe("Predicted variance");
        scene.ScalarUnit.ShouldBe("eV^2");
        scene.Frames[1].Scalars.ShouldBe([0.25, 1.25]);
        TrajectoryBlocks.Of(_file, "t").OfType<SceneBlock>().Single().Frames[1].Scalars.ShouldBeNull();
    }

    [Fact]
    public void NoFramesAreSaid()
    {
        File.WriteAllText(_file, "");
        TrajectoryBlocks.Of(_file, "t").OfType<NoteBlock>().Single().Text.ShouldContain("no frames");
    }

    [Fact]
    public void BrokenFilesAreRefused()
    {
        File.WriteAllText(_file, "2\n\nAr 0 0 0\n");
        Should.Throw<InputException>(() => TrajectoryBlocks.Of(_file, "t"));
    }

    private void Write(int frames, params string[] elements)
    {
        var text = new StringBuilder();
        for (int f = 0; f < frames; f++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{elements.Length}\nLattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3:uncertainty:R:1 time={10 * f}\n");
            for (int i = 0; i < elements.Length; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{elements[i]} {1.5 * i} 0 0 {i + 0.25}\n");
            }
        }

        File.WriteAllText(_file, text.ToString());
    }
}
