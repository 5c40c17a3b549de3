using MdEngine.Compare.Properties;
using MdEngine.Core.Options;

namespace MdEngine.Compare.Soundness;

/// <summary>Options of the compression ramp.</summary>
[OptionVariant("compression", "Soundness: whether a crystal survives a ramp of the pressure, and how far.")]
public sealed record CompressionOptions : DynamicsOptions
{
    /// <summary>Temperature, K.</summary>
    [Option("temperature_K", "Temperature, K.", Required = false, Min = 0, ExclusiveMin = true, Max = 100000)]
    public double Temperature { get; init; } = 300.0;

    /// <summary>Pressure at the end, GPa.</summary>
    [Option("pressure_end_GPa", "Pressure at the end, GPa; it begins with none.", Required = false, Min = 0, ExclusiveMin = true, Max = 100000)]
    public double PressureEnd { get; init; } = 100.0;

    /// <inheritdoc/>
    public override IProperty Create() => new CompressionProperty(this);
}
