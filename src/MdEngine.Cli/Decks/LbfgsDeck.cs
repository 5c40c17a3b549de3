using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>Minimisation by L-BFGS.</summary>
public sealed record LbfgsDeck : MinimizerDeck
{
    /// <summary>Steps that are remembered.</summary>
    [Option("memory", "Number of latest steps that tell the curvature.", Required = false, Min = 1, Max = 256)]
    public int Memory { get; init; } = 10;
}
