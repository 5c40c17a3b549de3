using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Measuring;
using MdEngine.Cli.Plugins;
using MdEngine.Cli.Running;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.IO.Files;
using MdEngine.IO.Formats;
using MdEngine.IO.Xyz;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Commands;

/// <summary><c>bench</c>: the speed of molecular dynamics with a potential.</summary>
/// <param name="host">What the program stands in.</param>
public sealed class BenchCommand(HostEnvironment host) : CliCommand(host)
{
    private readonly PotentialOption _potential = new(required: false);
    private readonly ThreadsOption _threads = new();
    private readonly OverwriteOption _overwrite = new();
    private readonly Option<string?> _structure = new("--structure", "-s")
    {
        Description = "Structure file; of several frames the last one.",
        HelpName = "F",
    };

    private readonly Option<int?> _steps = new("--steps") { Description = "Steps to time (200).", HelpName = "N" };

    private readonly Option<double> _temperature = new("--temperature", "--temperature_K")
    {
        Description = "Temperature of the initial velocities, K.",
        HelpName = "K",
        DefaultValueFactory = _ => 300.0,
    };

    private readonly Option<double> _timestep = new("--timestep_fs", "--timestep")
    {
        Description = "Time step, fs.",
        HelpName = "fs",
        DefaultValueFactory = _ => 1.0,
    };

    private readonly Option<double> _skin = new("--skin", "--skin_A")
    {
        Description = "Distance beyond the cutoff up to which neighbours are listed, Angstrom.",
        HelpName = "A",
        DefaultValueFactory = _ => 1.0,
    };

    private readonly Option<string?> _json = new("--json")
    {
        Description = "JSON file to write the figures to.",
        HelpName = "FILE",
    };

    /// <inheritdoc/>
    public override Command Create()
    {
        var command = new Command("bench",
            "Measures the speed of dynamics at constant energy from Maxwell-Boltzmann velocities: atom-steps/s, ns/day, "
            + "time per phase. Without --potential and --structure: a Lennard-Jones melt of 32,000 atoms in double and "
            + "in mixed precision, and liquid argon.");
        Option[] options = [_potential, _structure, _steps, _temperature, _timestep, _threads, _skin, _json, Plugins, _overwrite];
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        using ServiceProvider services = Services(parsed);
        int threads = _threads.Of(parsed);
        string? potential = parsed.GetValue(_potential), structure = parsed.GetValue(_structure);
        if (potential is null != structure is null)
        {
            throw new InputException("bench: --potential and --structure go together; give both, or neither for the shipped set");
        }

        CheckNumbers(parsed);
        BenchCase[] cases = potential is null
            ? [.. ShippedBenches.Create(services.GetRequiredService<PotentialRegistry>().Find("lennard-jones")!)
                .Select(c => c with { Steps = parsed.GetValue(_steps) ?? c.Steps })]
            : [Named(parsed, services, potential, structure!)];
        string? json = parsed.GetValue(_json);
        var results = new List<(BenchCase What, RunSummary Result)>();
        foreach (BenchCase what in cases)
        {
            RunSummary result = BenchRun.Execute(what, threads, Host.Stop);
            results.Add((what, result));
            Host.Output.WriteLine($"# {what.Name}");
            result.Write(Host.Output);
            Host.Output.WriteLine();
        }

        if (json is not null)
        {
            using FileStream stream = OutputFile.Open(json, parsed.GetValue(_overwrite));
            if (potential is null)
            {
                BenchReport.WriteJson(stream, results);
            }
            else
            {
                BenchReport.WriteJson(stream, results[0].What, results[0].Result);
            }
        }

        return ExitCode.Done;
    }

    private BenchCase Named(ParseResult parsed, ServiceProvider services, string potential, string structure)
    {
        IPotentialSource source = services.GetRequiredService<DeckReader>().ReadPotential(potential);
        if (parsed.GetValue(_json) is { } json)
        {
            OutputGuard.Check(
                [("--json", json)], [structure, .. services.GetRequiredService<InputFiles>().Of(source)],
                parsed.GetValue(_overwrite));
        }

        var options = new StructureReadOptions { Xyz = new ExtendedXyzReadOptions { Velocities = VelocitiesUnit.Ignore } };
        Structure atoms = StructureFormats.Read(structure, null, -1, options);
        return new BenchCase($"{potential}, {structure}", atoms, source.Create())
        {
            Steps = parsed.GetValue(_steps) ?? 200,
            Temperature = parsed.GetValue(_temperature),
            Timestep = parsed.GetValue(_timestep),
            Skin = parsed.GetValue(_skin),
        };
    }

    private void CheckNumbers(ParseResult parsed)
    {
        (string Name, double Value, double Least, double Most)[] numbers =
        [
            ("--steps", parsed.GetValue(_steps) ?? 1, 1, int.MaxValue),
            ("--temperature", parsed.GetValue(_temperature), 0, 1e7),
            ("--timestep_fs", parsed.GetValue(_timestep), 1e-9, 1000),
            ("--skin", parsed.GetValue(_skin), 0, 100),
        ];
        foreach ((string name, double value, double least, double most) in numbers)
        {
            if (!(value >= least && value <= most))
            {
                throw new InputException(System.FormattableString.Invariant(
                    $"{name} {value}: expected a number >= {least} and <= {most}"));
            }
        }
    }
}
