using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Groups;

/// <summary>Which atoms make up a group: those that meet all that is given.</summary>
public sealed record GroupDeck : IValidatedOptions
{
    /// <summary>Elements.</summary>
    [Option("elements", "Elements of the atoms.", ElementSymbol = true, MinCount = 1)]
    public IReadOnlyList<string>? Elements { get; init; }

    /// <summary>Indices, from 0.</summary>
    [Option("indices", "Indices of the atoms in the structure, from 0.", MinCount = 1, Min = 0)]
    public IReadOnlyList<int>? Indices { get; init; }

    /// <summary>Ranges of indices, both ends included.</summary>
    [Option("ranges", "Ranges [first, last] of indices of the atoms in the structure, from 0, both ends included.",
        MinCount = 1, Min = 0)]
    public IReadOnlyList<IReadOnlyList<int>>? Ranges { get; init; }

    /// <summary>Region in which they stand at the beginning of the run.</summary>
    [Option("region", "Region in which the atoms (or images of them) stand in the structure; the group stays when they leave.")]
    public RegionDeck? Region { get; init; }

    /// <summary>All other atoms instead.</summary>
    [Option("invert", "True: all other atoms instead.", Required = false)]
    public bool Invert { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Elements is null && Indices is null && Ranges is null && Region is null)
        {
            yield return ("", "nothing says which atoms; expected \"elements\", \"indices\", \"ranges\" or \"region\"");
        }

        for (int k = 0; k < Ranges?.Count; k++)
        {
            if (Ranges[k].Count != 2 || Ranges[k][1] < Ranges[k][0])
            {
                yield return ($"ranges:{k}", "expected two indices, the lower one first");
            }
        }
    }
}
