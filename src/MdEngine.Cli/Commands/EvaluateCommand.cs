using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Evaluation;
using MdEngine.Cli.Running;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.IO.Files;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Commands;

/// <summary><c>evaluate</c>: energy, forces and stress of every frame of a file.</summary>
/// <param name="host">What the program stands in.</param>
public sealed class EvaluateCommand(HostEnvironment host) : CliCommand(host)
{
    private readonly Argument<string> _file = new("FILE") { Description = "Frames, extended XYZ (also .gz)." };
    private readonly PotentialOption _potential = new();
    private readonly ThreadsOption _threads = new();
    private readonly OverwriteOption _overwrite = new();
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Extended-XYZ file to write: the frames in their order, with energy, forces and stress by the potential.",
        HelpName = "OUT.xyz",
    };

    private readonly Option<string?> _json = new("--json")
    {
        Description = "JSON file to write: the errors against the reference values that FILE holds.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _uncertainty = new("--uncertainty")
    {
        Description = "Compute how uncertain the potential is of each atom, where it can tell: a column \"uncertainty\" in OUT.xyz.",
    };

    /// <inheritdoc/>
    public override Command Create()
    {
        var command = new Command("evaluate",
            "Computes energy, forces and stress of every frame of a file by a potential. Where the file has reference "
            + "values, tells RMSE and MAE (meV/atom, eV/Angstrom, GPa), overall and per config_type.");
        command.Add(_file);
        command.Add(_potential);
        command.Add(_output);
        command.Add(_json);
        command.Add(_uncertainty);
        command.Add(_threads);
        command.Add(Plugins);
        command.Add(_overwrite);
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        using ServiceProvider services = Services(parsed);
        string file = parsed.GetRequiredValue(_file);
        string? output = parsed.GetValue(_output), json = parsed.GetValue(_json);
        bool overwrite = parsed.GetValue(_overwrite);
        int threads = _threads.Of(parsed);
        IPotentialSource source = services.GetRequiredService<DeckReader>().ReadPotential(parsed.GetRequiredValue(_potential));
        OutputGuard.Check(
            Outputs(output, json), [file, .. services.GetRequiredService<InputFiles>().Of(source)], overwrite);
        using var workers = new WorkerPool(threads);
        EvaluationReport report = EvaluationRun.Execute(
            Potential(source, parsed.GetValue(_uncertainty)), workers, file, output, overwrite, parsed.GetValue(_uncertainty),
            Host.Stop.ThrowIfCancellationRequested, line => Host.Error.WriteLine($"warning: {line}"));
        report.Write(Host.Output);
        if (json is not null)
        {
            using FileStream stream = OutputFile.Open(json, overwrite);
            report.WriteJson(stream, file, parsed.GetRequiredValue(_potential));
        }

        return ExitCode.Done;
    }

    private static IPotential Potential(IPotentialSource source, bool uncertainty)
    {
        IPotential potential = source.Create();
        return !uncertainty || potential.Uncertainty is not null ? potential : throw new InputException(
            $"--uncertainty: {source.TypeName} cannot tell how uncertain it is; leave the option out");
    }

    private static IEnumerable<(string Name, string File)> Outputs(string? output, string? json)
    {
        if (output is not null)
        {
            yield return ("-o", output);
        }

        if (json is not null)
        {
            yield return ("--json", json);
        }
    }
}
