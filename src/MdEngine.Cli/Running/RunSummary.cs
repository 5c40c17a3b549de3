using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using MdEngine.Core.Forces;
using MdEngine.Dynamics.Minimizers;
using MdEngine.Dynamics.Simulation;

namespace MdEngine.Cli.Running;

/// <summary>The closing summary of a run.</summary>
/// <param name="Atoms">Number of atoms.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Outcome">How it ended and where the time went.</param>
/// <param name="Forces">Counts of lists.</param>
/// <param name="Drift">Conserved quantities.</param>
/// <param name="Files">Files written.</param>
public sealed record RunSummary(
    int Atoms,
    int Threads,
    RunOutcome Outcome,
    ForceStatistics Forces,
    IReadOnlyList<StageDrift> Drift,
    IReadOnlyList<string> Files)
{
    /// <summary>Minimisations, in order of their stages.</summary>
    public IReadOnlyList<(string Stage, MinimizationReport Report)> Minimizations { get; init; } = [];

    /// <summary>Steps per second of wall time.</summary>
    public double StepsPerSecond => Outcome.Steps / Math.Max(1e-9, Outcome.Times.Total);

    /// <summary>Simulated nanoseconds per day of wall time.</summary>
    public double NanosecondsPerDay => 1e-6 * Outcome.Time * 86400.0 / Math.Max(1e-9, Outcome.Times.Total);

    /// <summary>Parts of the wall time, s; what no phase accounts for stands last.</summary>
    public IReadOnlyList<(string Name, double Seconds)> Phases
    {
        get
        {
            PhaseTimes t = Outcome.Times;
            return
            [
                ("forces", t.Forces),
                ("lists", t.Lists),
                ("integrate", t.Integrate),
                ("output", t.Output),
                ("other", Math.Max(0.0, t.Total - t.Forces - t.Lists - t.Integrate - t.Output)),
            ];
        }
    }

    /// <summary>Writes it for people.</summary>
    public void Write(TextWriter output)
    {
        double total = Outcome.Times.Total;
        string threads = Threads == 1 ? "1 thread" : $"{Threads} threads";
        WriteLine(output, $"");
        WriteLine(output,
            $"{Atoms} atoms, {Outcome.Steps} steps ({1e-3 * Outcome.Time:G6} ps) in {Progress.Duration(total)} on {threads}");
        WriteLine(output,
            $"{StepsPerSecond:G4} steps/s, {NanosecondsPerDay:G4} ns/day, {StepsPerSecond * Atoms:G4} atom-steps/s");
        foreach ((string name, double seconds) in Phases)
        {
            WriteLine(output, $"  {name,-10} {seconds,10:F3} s {100.0 * seconds / Math.Max(1e-9, total),6:F1} %");
        }

        double every = Outcome.Steps / (double)Math.Max(1, Forces.Rebuilds);
        WriteLine(output, $"neighbour lists built {Forces.Rebuilds} times, every {every:F1} steps in the mean");
        foreach (StageDrift drift in Drift)
        {
            WriteLine(output,
                $"conserved quantity of {drift.Stage}: {drift.Energy / Atoms:0.00E+0} eV/atom off after {1e-3 * drift.Time:G6} ps");
        }

        foreach ((string stage, MinimizationReport report) in Minimizations)
        {
            WriteMinimization(output, stage, report);
        }

        foreach (string file in Files)
        {
            WriteLine(output, $"wrote {file} ({SizeOf(file)})");
        }
    }

    private static void WriteMinimization(TextWriter output, string stage, MinimizationReport report)
    {
        string end = report.Status switch
        {
            MinimizationStatus.Converged => "converged",
            MinimizationStatus.Stalled => "NOT converged (the energy falls no further)",
            _ => "NOT converged",
        };
        WriteLine(output,
            $"{stage} {end} after {report.Steps} steps: energy {report.Energy:F6} eV, largest force {report.LargestForce:0.00E+0} eV/A");
        if (double.IsFinite(report.LargestStress))
        {
            WriteLine(output, $"  largest stress {report.LargestStress:0.00E+0} GPa");
        }
    }

    private static void WriteLine(TextWriter output, FormattableString line) =>
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static string SizeOf(string file)
    {
        var info = new FileInfo(file);
        double bytes = info.Exists ? info.Length : 0;
        FormattableString text = bytes switch
        {
            >= 1e9 => $"{1e-9 * bytes:F1} GB",
            >= 1e6 => $"{1e-6 * bytes:F1} MB",
            >= 1e3 => $"{1e-3 * bytes:F1} kB",
            _ => $"{bytes:F0} bytes",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
