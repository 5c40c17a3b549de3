using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using MdEngine.Cli.Commands;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Running;
using MdEngine.Compare.Properties;
using MdEngine.Core.Forces;
using MdEngine.IO.Files;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Analysing;

/// <summary>A kind of <c>analyse</c> that is a property of a potential.</summary>
/// <param name="host">What the program stands in.</param>
/// <param name="kind">Name of the kind.</param>
/// <param name="summary">What it finds, in a sentence.</param>
/// <param name="options">Record of options, derived from <see cref="PropertyOptions"/>.</param>
public sealed class PropertyAnalysis(HostEnvironment host, string kind, string summary, Type options) : AnalysisCommand(host)
{
    private readonly PotentialOption _potential = new();
    private readonly ThreadsOption _threads = new();
    private readonly OverwriteOption _overwrite = new();
    private readonly RecordOptions _options = new(options);
    private readonly Option<string?> _json = new("--json")
    {
        Description = "JSON file to write: values, curves, notes.",
        HelpName = "FILE",
    };

    /// <inheritdoc/>
    public override Command Create()
    {
        var command = new Command(kind, summary);
        command.Add(_potential);
        foreach (Option option in _options.Options)
        {
            command.Add(option);
        }

        command.Add(_json);
        command.Add(_threads);
        command.Add(Plugins);
        command.Add(_overwrite);
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        using ServiceProvider services = Services(parsed);
        int threads = _threads.Of(parsed);
        string named = parsed.GetRequiredValue(_potential);
        var record = (PropertyOptions)_options.Bind(parsed);
        IPotentialSource source = services.GetRequiredService<DeckReader>().ReadPotential(named);
        string? json = parsed.GetValue(_json);
        bool overwrite = parsed.GetValue(_overwrite);
        if (json is not null)
        {
            IEnumerable<string> inputs = services.GetRequiredService<InputFiles>().Of(source);
            OutputGuard.Check([("--json", json)], [.. inputs, .. _options.InputFiles(record)], overwrite);
        }

        IProperty property = record.Create();
        IPotential potential = source.Create();
        using var workers = new WorkerPool(threads);
        PropertyResult result = Watch(kind, progress => property.Compute(potential, new PropertyContext(workers, progress, Host.Stop)));
        PropertyTable.Write(Host.Output, result);
        if (json is not null)
        {
            using FileStream stream = OutputFile.Open(json, overwrite);
            PropertyJson.Write(stream, result, named);
        }

        return ExitCode.Done;
    }
}
