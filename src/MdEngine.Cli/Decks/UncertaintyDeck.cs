using System.Collections.Generic;
using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>Record of how uncertain the potential is of the atoms, and what is done about it.</summary>
public sealed record UncertaintyDeck : IValidatedOptions
{
    /// <summary>CSV file, full path.</summary>
    [Option("file", "CSV file of the mean and the largest uncertainty of the atoms.")]
    [OutputFile]
    public string File { get; init; } = "";

    /// <summary>Steps between rows.</summary>
    [Option("every", "Steps between rows; between them nothing is computed or checked.", Required = false, Min = 1)]
    public int Every { get; init; } = 10;

    /// <summary>Uncertainty of an atom from which on the log warns.</summary>
    [Option("warn_above", "Uncertainty of an atom above which the log warns, in the unit of the potential's measure.", Min = 0)]
    public double? WarnAbove { get; init; }

    /// <summary>Uncertainty of an atom from which on the run ends.</summary>
    [Option("stop_above", "Uncertainty of an atom above which the run ends as failed, in the unit of the potential's measure.", Min = 0)]
    public double? StopAbove { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (WarnAbove > StopAbove)
        {
            yield return ("warn_above", "expected a number below \"stop_above\", or the run ends before it warns");
        }
    }
}
