using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using MdEngine.Cli.Composition;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Observables;
using Serilog;

namespace MdEngine.Cli.Running;

/// <summary>
/// Shows how far a run is: a line that is drawn again and again on a terminal, a line in the log now and then elsewhere.
/// </summary>
public sealed class Progress : IObserver
{
    private const int BarWidth = 20;
    private const double NanosecondsPerDayPerFemtosecond = 1e-6 * 86400.0;
    private readonly TextWriter _screen;
    private readonly int _width;
    private readonly bool _live;
    private readonly ILogger _log;
    private readonly long _total;
    private readonly long _interval;
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _next;
    private (long Step, double Time) _first;
    private bool _drawn;

    /// <summary>Makes an observer.</summary>
    /// <param name="host">Where it is shown.</param>
    /// <param name="log">Log for runs without a terminal.</param>
    /// <param name="total">Steps of the run.</param>
    /// <param name="interval">Time between two drawings or lines; a quarter of a second, or ten seconds, when null.</param>
    public Progress(HostEnvironment host, ILogger log, long total, TimeSpan? interval = null)
    {
        _screen = host.Error;
        _width = Math.Max(20, host.TerminalWidth - 1);
        _live = host.IsTerminal;
        _log = log;
        _total = total;
        _interval = (long)(Stopwatch.Frequency * (interval?.TotalSeconds ?? (_live ? 0.25 : 10.0)));
        _next = _start + _interval;
    }

    /// <inheritdoc/>
    public ForceNeeds Needs => ForceNeeds.None;

    /// <inheritdoc/>
    public bool IsDue(long step, int stageIndex, bool lastOfStage) => Stopwatch.GetTimestamp() >= _next;

    /// <summary>Tells where a run that goes on began: what an earlier one has done does not count in its speed.</summary>
    public void BeginAt(long step, double time) => _first = (step, time);

    /// <inheritdoc/>
    public void Observe(in StepObservation observation)
    {
        long now = Stopwatch.GetTimestamp();
        _next = now + _interval;
        double seconds = (now - _start) / (double)Stopwatch.Frequency;
        long step = observation.State.Step;
        (long firstStep, double firstTime) = _first;
        double rate = (step - firstStep) / seconds;
        double nanoseconds = (observation.State.Time - firstTime) / seconds * NanosecondsPerDayPerFemtosecond;
        string left = Duration(step == firstStep ? double.NaN : (_total - step) / rate);
        double temperature = KineticSums.Temperature(observation.KineticEnergy, observation.DegreesOfFreedom);
        string figures = string.Create(CultureInfo.InvariantCulture,
            $"{rate:G4} steps/s, {nanoseconds:G4} ns/day, {left} left, {temperature:F1} K");
        if (_live)
        {
            Draw(observation.Stage, step, figures);
        }
        else
        {
            _log.Information("step {Step} of {Total} ({Percent:l}, {Stage:l}): {Figures:l}",
                step, _total, Percent(step), observation.Stage, figures);
        }
    }

    /// <summary>Takes the line away, so that another can be written in its place.</summary>
    public void Erase()
    {
        if (_drawn)
        {
            _screen.Write("\r\u001b[2K");
            _screen.Flush();
            _drawn = false;
        }
    }

    /// <inheritdoc/>
    public void Finish() => Erase();

    /// <summary>A duration as people read it: "1:02:03 h", "2:03 min", "3.2 s".</summary>
    public static string Duration(double seconds)
    {
        if (!(seconds < 1e9))
        {
            return "?";
        }

        var time = TimeSpan.FromSeconds(seconds);
        FormattableString text = seconds switch
        {
            < 60.0 => $"{seconds:F1} s",
            < 3600.0 => $"{time.Minutes}:{time.Seconds:00} min",
            _ => $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00} h",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }

    private string Percent(long step) =>
        string.Create(CultureInfo.InvariantCulture, $"{100.0 * step / Math.Max(1, _total):F0} %");

    private void Draw(string stage, long step, string figures)
    {
        int done = (int)(BarWidth * step / Math.Max(1, _total));
        string line = $"[{new string('#', done)}{new string('.', BarWidth - done)}] {Percent(step)} {stage}: {figures}";
        _screen.Write("\r\u001b[2K");
        _screen.Write(line.Length > _width ? line[.._width] : line);
        _screen.Flush();
        _drawn = true;
    }
}
