using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Groups;

/// <summary>Removal of the motion of the whole.</summary>
public sealed record DriftDeck : IValidatedOptions
{
    /// <summary>Steps between removals.</summary>
    [Option("every", "Steps between removals.", Min = 1, Max = 1e15)]
    public long Every { get; init; }

    /// <summary>Take the velocity of the centre of mass away.</summary>
    [Option("linear", "Take the velocity of the centre of mass away.", Required = false)]
    public bool Linear { get; init; } = true;

    /// <summary>Take the rotation about the centre of mass away.</summary>
    [Option("angular", "Take the rotation about the centre of mass away; in open space only.", Required = false)]
    public bool Angular { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!Linear && !Angular)
        {
            yield return ("", "neither \"linear\" nor \"angular\" is true; expected one at least, or no \"remove_drift\"");
        }
    }
}
