using MdEngine.Compare.Properties;
using MdEngine.Core.Options;

namespace MdEngine.Compare.Soundness;

/// <summary>Options of the check of the energy by volume.</summary>
[OptionVariant("energy-volume", "Soundness: energy of a crystal by its volume, far to both sides: one minimum, without jumps.")]
public sealed record EnergyVolumeOptions : CrystalOptions
{
    /// <summary>Largest relative change of the volume.</summary>
    [Option("volume_range", "How far the volume goes from that of the relaxed crystal to both sides, as a fraction of it.",
        Required = false, Min = 0.01, Max = 0.9)]
    public double VolumeRange { get; init; } = 0.2;

    /// <summary>Number of volumes.</summary>
    [Option("points", "Number of volumes.", Required = false, Min = 5, Max = 10001)]
    public int Points { get; init; } = 81;

    /// <inheritdoc/>
    public override IProperty Create() => new EnergyVolumeProperty(this);
}
