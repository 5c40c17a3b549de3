using System.Collections.Generic;
using MdEngine.Core.Forces;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Comparing;

/// <summary>A potential of a comparison.</summary>
public sealed record NamedPotentialDeck : IValidatedOptions
{
    /// <summary>Name for tables.</summary>
    [Option("name", "Name for tables and plots.")]
    public string Name { get; init; } = "";

    /// <summary>Potential.</summary>
    [Option("potential", "Potential: an object with \"type\", or the path of a potential.json.")]
    public IPotentialSource Potential { get; init; } = null!;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate() => ComparisonNames.CheckName(Name);
}
