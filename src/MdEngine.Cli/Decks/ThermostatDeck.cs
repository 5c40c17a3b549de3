using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>What all thermostats have: a temperature that may change linearly over the stage.</summary>
public abstract record ThermostatDeck : DynamicsDeck
{
    /// <summary>Temperature at the beginning of the stage, K.</summary>
    [Option("temperature_K", "Temperature, K.", Min = 0, ExclusiveMin = true, Max = 1e7)]
    public double Temperature { get; init; }

    /// <summary>Temperature at the end of the stage, K; constant when null.</summary>
    [Option("temperature_end_K", "Temperature at the end of the stage, reached linearly, K; constant when absent.",
        Min = 0, ExclusiveMin = true, Max = 1e7)]
    public double? TemperatureEnd { get; init; }
}
