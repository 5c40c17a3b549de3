using System;
using System.Globalization;
using Serilog;

namespace MdEngine.Cli.Composition;

/// <summary>
/// Shows how far a piece of work is: on a terminal a line that is drawn again and again, elsewhere a line of the log now and
/// then. Work that is quicker than the first interval shows nothing without a terminal.
/// </summary>
/// <param name="host">Where it is shown.</param>
/// <param name="log">Log.</param>
public sealed class ProgressLine(HostEnvironment host, ILogger log)
{
    private const int BarWidth = 20;
    private readonly TimeSpan _interval = host.IsTerminal ? TimeSpan.FromSeconds(0.25) : TimeSpan.FromSeconds(10.0);
    private string _work = "";
    private long _shown;
    private bool _drawn;

    /// <summary>A piece of work begins.</summary>
    /// <param name="work">What it is.</param>
    public void Begin(string work)
    {
        _work = work;
        _shown = host.Clock.GetTimestamp();
        Draw(0.0);
    }

    /// <summary>The part of the work that is done, from 0 to 1. May be called very often.</summary>
    public void Advance(double part)
    {
        if (host.Clock.GetElapsedTime(_shown) < _interval)
        {
            return;
        }

        _shown = host.Clock.GetTimestamp();
        if (host.IsTerminal)
        {
            Draw(part);
        }
        else
        {
            log.Information("{Work:l}: {Percent:l}", _work, string.Create(CultureInfo.InvariantCulture, $"{100.0 * part:F0} %"));
        }
    }

    /// <summary>Takes the line away, so that another can be written in its place.</summary>
    public void Erase()
    {
        if (_drawn)
        {
            host.Error.Write("\r\u001b[2K");
            host.Error.Flush();
            _drawn = false;
        }
    }

    private void Draw(double part)
    {
        if (!host.IsTerminal)
        {
            return;
        }

        int done = (int)(BarWidth * Math.Clamp(part, 0.0, 1.0));
        string line = $"[{new string('#', done)}{new string('.', BarWidth - done)}] {_work}";
        int width = Math.Max(20, host.TerminalWidth - 1);
        host.Error.Write("\r\u001b[2K");
        host.Error.Write(line.Length > width ? line[..width] : line);
        host.Error.Flush();
        _drawn = true;
    }
}
