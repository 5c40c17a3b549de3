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

    /// <summary>Largest sound tortuosity.</summary>
    [Option("largest_tortuosity", "Tortuosity up to which the curve is sound: all that the energy goes up and down over what one minimum would.",
        Required = false, Min = 1, Max = 1e6)]
    public double MostTortuosity { get; init; } = 1.01;

    /// <summary>Largest sound jump of the energy, meV/atom.</summary>
    [Option("largest_jump_meV", "Change of energy over two steps that the pressure does not account for up to which the curve is sound, "
        + "meV/atom.", Required = false, Min = 0, Max = 1e9)]
    public double MostJump { get; init; } = 5.0;

    /// <inheritdoc/>
    public override IProperty Create() => new EnergyVolumeProperty(this);
}
