using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Commands;
using MdEngine.Core;

namespace MdEngine.Cli.Composition;

/// <summary>The program: parses the command line, runs a command and turns every failure into a message and an exit code.</summary>
/// <param name="host">What it stands in.</param>
public sealed class CommandLineApplication(HostEnvironment host)
{
    /// <summary>Runs one command line.</summary>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public int Run(params IReadOnlyList<string> args)
    {
        try
        {
            return Execute(args);
        }
        catch (Exception e)
        {
            return Report(e is AggregateException { InnerExceptions: [var only] } ? only : e);
        }
    }

    private RootCommand CreateRoot()
    {
        var root = new RootCommand("Molecular dynamics with classical and machine-learned potentials.");
        CliCommand[] commands =
        [
            new RunCommand(host),
            new ValidateCommand(host),
            new EvaluateCommand(host),
            new TrainCommand(host),
            new ConvertCommand(host),
            new AnalyseCommand(host),
            new BenchCommand(host),
            new PotentialsCommand(host),
            new SchemaCommand(host),
        ];
        foreach (CliCommand command in commands)
        {
            root.Add(command.Create());
        }

        return root;
    }

    private int Execute(IReadOnlyList<string> args)
    {
        // Arguments are taken as they are: no @files, no bundles such as -abc.
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
        ParseResult parsed = CreateRoot().Parse(args, parsing);
        string[] messages = [.. Messages(parsed, args)];
        if (messages.Length > 0)
        {
            foreach (string message in messages)
            {
                host.Error.WriteLine($"error: {message}");
            }

            host.Error.WriteLine($"Try 'mdengine {NameOf(parsed.CommandResult)}--help'.");
            return ExitCode.BadInput;
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = host.Output,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private int Report(Exception e)
    {
        (int code, string message) = e switch
        {
            InputException => (ExitCode.BadInput, e.Message),
            PhysicsException => (ExitCode.Physics, e.Message),
            IOException or UnauthorizedAccessException => (ExitCode.InputOutput, e.Message),
            OperationCanceledException => (ExitCode.Interrupted, "interrupted"),
            OutOfMemoryException => (ExitCode.Defect, "not enough memory"),
            _ => (ExitCode.Defect, $"a defect of the program or of a plug-in: {e.GetType().Name} in "
                + $"{e.TargetSite?.DeclaringType?.FullName}.{e.TargetSite?.Name}: {e.Message}"),
        };
        foreach (string line in message.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            host.Error.WriteLine($"error: {line.TrimEnd('\r')}");
        }

        return code;
    }

    private static IEnumerable<string> Messages(ParseResult parsed, IReadOnlyList<string> args)
    {
        CommandResult command = parsed.CommandResult;
        bool choosing = command.Command.Subcommands.Count > 0;

        // An unknown option is taken for the argument when that is still missing; only after "--" may one begin so.
        IEnumerable<string> taken = args.Contains("--")
            ? []
            : command.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value)
                .Where(t => t.Length > 1 && t.StartsWith('-'));
        string[] unknown = [.. taken, .. choosing ? parsed.UnmatchedTokens.Take(1) : parsed.UnmatchedTokens];
        foreach (string token in unknown)
        {
            yield return Unknown(token, command.Command);
        }

        foreach (ParseError error in parsed.Errors)
        {
            // Those about unknown tokens are said better above, and an unknown command is not a missing one.
            bool isSaid = unknown.Any(t => error.Message.Contains($"'{t}'", StringComparison.Ordinal))
                || (unknown.Length > 0 && choosing);
            if (!isSaid)
            {
                yield return DeckPath.Clean(error.Message, 300);
            }
        }
    }

    private static string Unknown(string token, Command command)
    {
        bool isOption = token.StartsWith('-');
        IEnumerable<string> candidates = isOption
            ? command.Options.SelectMany(o => o.Aliases.Prepend(o.Name))
            : command.Subcommands.Select(c => c.Name);
        string? nearest = NearestName.Of(token.Split('=')[0], candidates);
        string kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return $"unknown {kind} '{DeckPath.Clean(token)}'" + (nearest is null ? "" : $"; did you mean '{nearest}'?");
    }

    private static string NameOf(CommandResult result) => result.Command is RootCommand
        ? ""
        : (result.Parent is CommandResult parent ? NameOf(parent) : "") + result.Command.Name + " ";
}
