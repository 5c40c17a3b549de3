using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Composition;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.IO.Formats;
using MdEngine.IO.LammpsData;

namespace MdEngine.Cli.Commands;

/// <summary><c>convert IN OUT</c>: from one format of structures and trajectories to another.</summary>
/// <param name="host">What the program stands in.</param>
public sealed class ConvertCommand(HostEnvironment host) : CliCommand(host)
{
    private static readonly string Formats = string.Join(", ", StructureFormats.All.Select(f => f.Name));
    private readonly Argument<string> _input = new("IN") { Description = "File to read." };
    private readonly Argument<string> _output = new("OUT") { Description = "File to write; compressed when its name ends in .gz." };
    private readonly OverwriteOption _overwrite = new();
    private readonly Option<string?> _from = new("--from")
    {
        Description = $"Format of IN ({Formats}); told from its name and content when absent.",
        HelpName = "F",
    };

    private readonly Option<string?> _to = new("--to")
    {
        Description = $"Format of OUT ({Formats}); told from its name when absent.",
        HelpName = "F",
    };

    private readonly Option<string> _frame = new("--frame")
    {
        Description = "Frame to convert, from 0; negative ones count from the end; \"all\" (the default) for all of them.",
        HelpName = "N",
        DefaultValueFactory = _ => "all",
    };

    private readonly Option<string[]> _elements = new("--elements")
    {
        Description = "Elements of the types of a LAMMPS data file, in order: --elements Si O, or --elements Si,O.",
        HelpName = "E",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <inheritdoc/>
    public override Command Create()
    {
        var command = new Command("convert", "Converts structures and trajectories from one format to another.");
        command.Add(_input);
        command.Add(_output);
        command.Add(_from);
        command.Add(_to);
        command.Add(_frame);
        command.Add(_elements);
        command.Add(_overwrite);
        command.SetAction(parsed =>
        {
            string output = parsed.GetRequiredValue(_output);
            StructureFormats.Convert(
                parsed.GetRequiredValue(_input),
                output,
                parsed.GetValue(_from),
                parsed.GetValue(_to),
                FrameOf(parsed.GetRequiredValue(_frame)),
                parsed.GetValue(_overwrite),
                new StructureReadOptions { LammpsData = new LammpsDataReadOptions { Elements = ElementsOf(parsed) } });
            Host.Output.WriteLine($"wrote {output}");
            return ExitCode.Done;
        });
        return command;
    }

    private static int? FrameOf(string text)
    {
        if (text.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int frame)
            ? frame
            : throw new InputException($"--frame {DeckPath.Clean(text)}: expected a number such as 0 or -1, or \"all\"");
    }

    private Element[]? ElementsOf(ParseResult parsed)
    {
        string[] symbols = [.. (parsed.GetValue(_elements) ?? []).SelectMany(e => e.Split(','))];
        foreach (string symbol in symbols)
        {
            if (!PeriodicTable.TryGet(symbol, out _))
            {
                string? nearest = NearestName.Of(symbol, PeriodicTable.All.Select(e => e.Symbol));
                throw new InputException($"--elements: '{DeckPath.Clean(symbol)}' is no element"
                    + (nearest is null ? "" : $"; did you mean '{nearest}'?"));
            }
        }

        return symbols.Length == 0 ? null : Array.ConvertAll(symbols, PeriodicTable.Get);
    }
}
