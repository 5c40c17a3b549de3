using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Text;
using MdEngine.Cli.Commands;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Running;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trajectories;
using MdEngine.IO.Files;

namespace MdEngine.Cli.Analysing;

/// <summary>A kind of <c>analyse</c> that is computed from a trajectory file.</summary>
/// <param name="host">What the program stands in.</param>
/// <param name="kind">Name of the kind.</param>
/// <param name="summary">What it finds, in a sentence.</param>
/// <param name="options">Record of options, derived from <see cref="TrajectoryAnalysisOptions"/>.</param>
public sealed class TrajectoryAnalysis(HostEnvironment host, string kind, string summary, Type options) : AnalysisCommand(host)
{
    private readonly Argument<string> _file = new("TRAJECTORY")
    {
        Description = "Trajectory of any program: extended XYZ (also .gz), or another format of structures.",
    };

    private readonly ThreadsOption _threads = new();
    private readonly OverwriteOption _overwrite = new();
    private readonly RecordOptions _options = new(options), _settings = new(typeof(TrajectorySettings));
    private readonly Option<string?> _json = new("--json")
    {
        Description = "JSON file to write: values, curves, notes.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _csv = new("--csv")
    {
        Description = "CSV file to write: the points of all curves.",
        HelpName = "FILE",
    };

    /// <inheritdoc/>
    public override Command Create()
    {
        var command = new Command(kind, summary);
        command.Add(_file);
        foreach (RecordOptions record in new[] { _options, _settings })
        {
            foreach (Option option in record.Options)
            {
                command.Add(option);
            }
        }

        command.Add(_json);
        command.Add(_csv);
        command.Add(_threads);
        command.Add(_overwrite);
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        int threads = _threads.Of(parsed);
        string file = parsed.GetRequiredValue(_file);
        var analysis = (TrajectoryAnalysisOptions)_options.Bind(parsed);
        var settings = (TrajectorySettings)_settings.Bind(parsed);
        string? json = parsed.GetValue(_json), csv = parsed.GetValue(_csv);
        bool overwrite = parsed.GetValue(_overwrite);
        OutputGuard.Check(Outputs(json, csv), [file], overwrite);
        PropertyResult result = Watch(
            kind, progress => TrajectoryRun.Execute(file, settings, [analysis.Create()], threads, progress, Host.Stop)[0]);
        PropertyTable.Write(Host.Output, result);
        if (json is not null)
        {
            using FileStream stream = OutputFile.Open(json, overwrite);
            PropertyJson.Write(stream, result, file, "trajectory");
        }

        if (csv is not null)
        {
            using FileStream stream = OutputFile.Open(csv, overwrite);
            using var writer = new StreamWriter(stream, new UTF8Encoding(false));
            CurveCsv.Write(writer, result);
        }

        return ExitCode.Done;
    }

    private static IEnumerable<(string Name, string File)> Outputs(string? json, string? csv)
    {
        if (json is not null)
        {
            yield return ("--json", json);
        }

        if (csv is not null)
        {
            yield return ("--csv", csv);
        }
    }
}
