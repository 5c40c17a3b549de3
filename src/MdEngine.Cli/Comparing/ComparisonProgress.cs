using System;
using System.Globalization;
using System.IO;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Running;
using MdEngine.Compare.Results;
using MdEngine.Compare.Running;
using Serilog;

namespace MdEngine.Cli.Comparing;

/// <summary>
/// Shows how far a comparison is: one line for each finished piece; between them, on a terminal, a line that is drawn again
/// and again, and elsewhere a line now and then.
/// </summary>
/// <param name="host">Where it is shown.</param>
/// <param name="log">Log.</param>
public sealed class ComparisonProgress(HostEnvironment host, ILogger log) : IComparisonProgress
{
    private const int BarWidth = 20;
    private readonly TimeSpan _interval = host.IsTerminal ? TimeSpan.FromSeconds(0.25) : TimeSpan.FromSeconds(10.0);
    private string _piece = "", _place = "";
    private long _shown;
    private bool _drawn;

    /// <inheritdoc/>
    public void Begin(int number, int total, PieceKind kind, string potential, string name)
    {
        _place = $"{number}/{total}";
        _piece = $"{potential}: {Describe(kind, name)}";
        _shown = host.Clock.GetTimestamp();
        Draw(0.0);
    }

    /// <inheritdoc/>
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
            log.Information("{Place:l} {Piece:l}: {Percent:l}", _place, _piece, Percent(part));
        }
    }

    /// <inheritdoc/>
    public void End(Piece piece, bool isReused)
    {
        Erase();
        if (piece.Status == PieceStatus.Done)
        {
            log.Information("{Place:l} {Piece:l}: {Time:l}", _place, _piece,
                isReused ? "kept from an earlier run" : Progress.Duration(piece.Seconds));
        }
        else
        {
            log.Warning("{Place:l} {Piece:l}: {Status:l}: {Reason:l}", _place, _piece,
                piece.Status == PieceStatus.Failed ? "failed" : "skipped", piece.Reason);
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

    /// <summary>A piece of work in words: "property elastic".</summary>
    public static string Describe(PieceKind kind, string name) => kind switch
    {
        PieceKind.Model => $"reading the {name} model",
        PieceKind.Accuracy => $"errors on {name}",
        PieceKind.Property => $"property {name}",
        PieceKind.Simulation => $"simulation {name}",
        PieceKind.Disagreement => $"disagreement along {name}",
        _ => $"cost of {name}",
    };

    private static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part:F0} %");

    private void Draw(double part)
    {
        if (!host.IsTerminal)
        {
            return;
        }

        int done = (int)(BarWidth * Math.Clamp(part, 0.0, 1.0));
        string line = $"[{new string('#', done)}{new string('.', BarWidth - done)}] {_place} {_piece}";
        int width = Math.Max(20, host.TerminalWidth - 1);
        TextWriter screen = host.Error;
        screen.Write("\r\u001b[2K");
        screen.Write(line.Length > width ? line[..width] : line);
        screen.Flush();
        _drawn = true;
    }
}
