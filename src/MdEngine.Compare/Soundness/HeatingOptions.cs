using MdEngine.Compare.Properties;
using MdEngine.Core.Options;

namespace MdEngine.Compare.Soundness;

/// <summary>Options of the heating ramp.</summary>
[OptionVariant("heating", "Soundness: whether a crystal survives a heating ramp at constant volume, and how far.")]
public sealed record HeatingOptions : DynamicsOptions
{
    /// <summary>Temperature at the start, K.</summary>
    [Option("temperature_K", "Temperature at the start, K.", Required = false, Min = 0, ExclusiveMin = true, Max = 100000)]
    public double Temperature { get; init; } = 300.0;

    /// <summary>Temperature at the end, K.</summary>
    [Option("temperature_end_K", "Temperature at the end, K.", Required = false, Min = 0, ExclusiveMin = true, Max = 100000)]
    public double TemperatureEnd { get; init; } = 3000.0;

    /// <inheritdoc/>
    public override IProperty Create() => new HeatingProperty(this);
}
