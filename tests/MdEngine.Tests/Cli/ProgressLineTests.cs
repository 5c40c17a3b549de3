using System;
using System.IO;
using MdEngine.Cli.Composition;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>How far a piece of work is: one line drawn again on a terminal, lines of the log now and then elsewhere.</summary>
public sealed class ProgressLineTests
{
    [Fact]
    public void OnATerminalOneLineIsDrawnAgainAndTakenAway()
    {
        string text = Show(isTerminal: true, seconds: 0.3);
        text.ShouldContain("[##########..........] analyse elastic");
        text.ShouldNotContain("\n");
        text.ShouldEndWith("\r\u001b[2K");
    }

    [Fact]
    public void ElsewhereALineComesEveryTenSeconds()
    {
        Show(isTerminal: false, seconds: 9.0).ShouldBeEmpty();
        string text = Show(isTerminal: false, seconds: 11.0);
        text.ShouldEndWith("analyse elastic: 50 %\n");
        text.ShouldNotContain("\u001b");
    }

    private static string Show(bool isTerminal, double seconds)
    {
        var error = new StringWriter();
        var clock = new SetClock();
        var host = new HostEnvironment(TextWriter.Null, error, []) { IsTerminal = isTerminal, Clock = clock };
        var line = new ProgressLine(host, LogFactory.Create(error));
        line.Begin("analyse elastic");
        clock.Seconds = seconds;
        line.Advance(0.5);
        line.Advance(0.6);
        line.Erase();
        return error.ToString();
    }

    private sealed class SetClock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(1000.0 * Seconds);
    }
}
