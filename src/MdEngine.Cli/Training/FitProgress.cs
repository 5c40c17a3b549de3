using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Running;
using MdEngine.Training.Fitting;
using Serilog;

namespace MdEngine.Cli.Training;

/// <summary>
/// Shows how far a fit is: a line that is drawn again and again on a terminal, lines in the log now and then elsewhere;
/// and writes the loss curves.
/// </summary>
public sealed class FitProgress : IFitProgress
{
    private const int BarWidth = 20;
    private readonly TextWriter _screen;
    private readonly int _width;
    private readonly bool _live;
    private readonly ILogger _log;
    private readonly LossCsv _losses;
    private readonly long _interval;
    private string _stage = "";
    private double _done;
    private LossPoint? _point;
    private long _began, _next;
    private bool _drawn;

    /// <summary>Makes one.</summary>
    /// <param name="host">Where it is shown.</param>
    /// <param name="log">Log.</param>
    /// <param name="losses">Loss curves.</param>
    public FitProgress(HostEnvironment host, ILogger log, LossCsv losses)
    {
        (_screen, _live, _log, _losses) = (host.Error, host.IsTerminal, log, losses);
        _width = Math.Max(20, host.TerminalWidth - 1);
        _interval = (long)(Stopwatch.Frequency * (_live ? 0.25 : 10.0));
        _began = Stopwatch.GetTimestamp();
        _next = _began + _interval;
    }

    /// <inheritdoc/>
    public void Stage(string name)
    {
        EndStage();
        (_stage, _done, _began) = (name, 0.0, Stopwatch.GetTimestamp());
        _log.Information("{Stage:l}", name);
    }

    /// <inheritdoc/>
    public void Fraction(double done)
    {
        _done = Math.Clamp(done, 0.0, 1.0);
        ShowWhenDue();
    }

    /// <inheritdoc/>
    public void Loss(LossPoint point)
    {
        _losses.Write(point);
        _point = point;
        ShowWhenDue();
    }

    /// <summary>Ends the last stage and takes the line away, so that another can be written in its place.</summary>
    public void EndStage()
    {
        Erase();
        double seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        if (_stage.Length > 0 && seconds >= 1.0)
        {
            _log.Information("{Stage:l}: {Time:l}", _stage, Progress.Duration(seconds));
        }

        _stage = "";
    }

    /// <summary>Errors of an epoch in words.</summary>
    public static string Describe(in LossPoint p)
    {
        string text = $"epoch {p.Epoch}: {Errors(p.TrainingEnergy, p.TrainingForces)}";
        return double.IsNaN(p.ValidationEnergy) && double.IsNaN(p.ValidationForces)
            ? text
            : $"{text}, validation {Errors(p.ValidationEnergy, p.ValidationForces)}";
    }

    private static string Errors(double energy, double forces) => string.Create(
        CultureInfo.InvariantCulture, $"{1000.0 * energy:G3} meV/atom {forces:G3} eV/A");

    private void ShowWhenDue()
    {
        long now = Stopwatch.GetTimestamp();
        if (now < _next)
        {
            return;
        }

        _next = now + _interval;
        string percent = string.Create(CultureInfo.InvariantCulture, $"{100.0 * _done:F0} %");
        string what = _point is { } point ? $"{_stage}, {Describe(point)}" : _stage;
        if (!_live)
        {
            _log.Information("{Percent:l} {What:l}", percent, what);
            return;
        }

        int full = (int)(BarWidth * _done);
        string line = $"[{new string('#', full)}{new string('.', BarWidth - full)}] {percent} {what}";
        Erase();
        _screen.Write(line.Length > _width ? line[.._width] : line);
        _screen.Flush();
        _drawn = true;
    }

    private void Erase()
    {
        if (_drawn)
        {
            _screen.Write("\r\u001b[2K");
            _screen.Flush();
            _drawn = false;
        }
    }
}
