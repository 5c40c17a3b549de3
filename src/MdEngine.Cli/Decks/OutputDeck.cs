using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Cli.Binding;
using MdEngine.Core.Options;
using MdEngine.IO.Files;

namespace MdEngine.Cli.Decks;

/// <summary>What a run leaves.</summary>
public sealed record OutputDeck : IValidatedOptions
{
    /// <summary>Key of the thermo file.</summary>
    public const string ThermoKey = "thermo:file";

    /// <summary>Key of the trajectory file.</summary>
    public const string TrajectoryKey = "trajectory:file";

    /// <summary>Key of the uncertainty file, from the output section on.</summary>
    public const string UncertaintyKey = "uncertainty:file";

    /// <summary>Thermodynamic record.</summary>
    [Option("thermo", "Thermodynamic record as CSV.")]
    public ThermoDeck? Thermo { get; init; }

    /// <summary>Trajectory.</summary>
    [Option("trajectory", "Trajectory as extended XYZ.")]
    public TrajectoryDeck? Trajectory { get; init; }

    /// <summary>Uncertainty of the potential.</summary>
    [Option("uncertainty", "How uncertain the potential is of the atoms, as CSV, with limits; for potentials that can tell.")]
    public UncertaintyDeck? Uncertainty { get; init; }

    /// <summary>HTML report; none when null.</summary>
    [Option("report", "HTML report of the run: true to put it beside the trajectory or the thermo file, or the path of the file.")]
    [OutputFile]
    public OutputSwitch? Report { get; init; }

    /// <summary>Log file.</summary>
    [Option("log", "Log file.")]
    public LogDeck? Log { get; init; }

    /// <summary>Steps between thermo lines on the terminal; a tenth of each stage when null.</summary>
    [Option("terminal_every", "Steps between lines on the terminal; about ten lines a stage when absent.", Min = 1)]
    public int? TerminalEvery { get; init; }

    /// <summary>Whether files that exist are overwritten.</summary>
    [Option("overwrite", "Whether output files that exist are overwritten.", Required = false)]
    public bool Overwrite { get; init; }

    /// <summary>
    /// What the files that go beside the others are called after: the trajectory, or else the thermo file, without its
    /// extension; null where neither is written to a file.
    /// </summary>
    public string? Stem => (Trajectory?.File ?? Thermo?.File) is { } file && OutputFile.KeepsWhatIsWritten(file)
        ? StemOf(file)
        : null;

    /// <summary>File of the report; null when there is none.</summary>
    public string? ReportFile => Report is not { IsWanted: true } report ? null
        : report.File ?? (Stem is { } stem ? stem + ".html" : null);

    /// <summary>A file's path without its extension, and without .gz.</summary>
    public static string StemOf(string file)
    {
        string name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return Path.Combine(Path.GetDirectoryName(name) ?? "", Path.GetFileNameWithoutExtension(name));
    }

    /// <summary>The files to write with the keys that name them.</summary>
    public IEnumerable<(string Key, string File)> Files() =>
        new[]
            {
                (ThermoKey, Thermo?.File), (TrajectoryKey, Trajectory?.File),
                (UncertaintyKey, Uncertainty?.File), ("log:file", Log?.File), ("report", ReportFile),
            }
            .Where(f => f.Item2 is not null)
            .Select(f => (f.Item1, f.Item2!));

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Report is { IsWanted: true } && Stem is null)
        {
            yield return ("report", "a report is made from the thermo and trajectory files, and the run writes neither; name one of them");
        }

        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string file) in Files())
        {
            if (!seen.TryAdd(file, key))
            {
                yield return (key, $"the same file as \"{seen[file].Replace(':', '.')}\"; expected another one");
            }
        }
    }
}
