using System;
using System.IO;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Running;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Progress: a line drawn again on a terminal, plain lines elsewhere.</summary>
public sealed class ProgressTests
{
    [Fact]
    public void OnATerminalOneLineIsDrawnAgain()
    {
        string text = Show(isTerminal: true);

        text.ShouldStartWith("\r\u001b[2K[##########..........] 50 % melt: ");
        text.ShouldContain("steps/s");
        text.ShouldContain("ns/day");
        text.ShouldContain("left");
        text.ShouldContain(" K");
        text.ShouldNotContain("\n");
        text.ShouldEndWith("\r\u001b[2K");
    }

    [Fact]
    public void ElsewhereLinesArePlain()
    {
        string text = Show(isTerminal: false);

        text.ShouldContain("step 50 of 100 (50 %, melt): ");
        text.ShouldContain("ns/day");
        text.ShouldNotContain("\u001b");
        text.ShouldEndWith("K\n");
    }

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(59.94, "59.9 s")]
    [InlineData(61, "1:01 min")]
    [InlineData(3723, "1:02:03 h")]
    [InlineData(double.NaN, "?")]
    [InlineData(double.PositiveInfinity, "?")]
    public void DurationsAreReadable(double seconds, string expected) => Progress.Duration(seconds).ShouldBe(expected);

    private static string Show(bool isTerminal)
    {
        var error = new StringWriter();
        var host = new HostEnvironment(TextWriter.Null, error, []) { IsTerminal = isTerminal, TerminalWidth = 120 };
        var progress = new Progress(host, LogFactory.Create(error), 100, TimeSpan.Zero);
        var atoms = new AtomState(new SpeciesTable([PeriodicTable.Get("Ar")]), 1);
        var state = new SimulationState(atoms, SimulationCell.Open) { Step = 50, Time = 100.0 };
        progress.IsDue(50, 0, false).ShouldBeTrue();
        progress.Observe(new StepObservation(state, "melt", 0, 0.01, 3, 0.0));
        progress.Finish();
        return error.ToString();
    }
}
