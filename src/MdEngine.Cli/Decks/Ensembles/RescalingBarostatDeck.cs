using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Ensembles;

/// <summary>The barostat of stochastic cell rescaling.</summary>
public sealed record RescalingBarostatDeck : BarostatDeck
{
    /// <summary>Isothermal compressibility, 1/GPa.</summary>
    [Option("compressibility_per_GPa", "Isothermal compressibility, 1/GPa; sets the speed only, an estimate is enough.",
        Min = 0, ExclusiveMin = true, Max = 1e6)]
    public double Compressibility { get; init; }
}
