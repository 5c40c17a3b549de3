using MdEngine.Core.Options;

namespace MdEngine.Compare.Properties;

/// <summary>Options of the energy-volume curve.</summary>
[OptionVariant("equation-of-state", "Energy by volume of a crystal, with the bulk modulus by a fit of Birch and Murnaghan.")]
public sealed record EquationOfStateOptions : CrystalOptions
{
    /// <summary>Largest relative change of the volume.</summary>
    [Option("volume_range", "How far the volume goes from that of the relaxed crystal to both sides, as a fraction of it.",
        Required = false, Min = 0.001, Max = 0.5)]
    public double VolumeRange { get; init; } = 0.06;

    /// <summary>Number of volumes.</summary>
    [Option("points", "Number of volumes.", Required = false, Min = 5, Max = 1001)]
    public int Points { get; init; } = 13;

    /// <summary>Whether the cell's shape relaxes at each volume.</summary>
    [Option("relax_shape", "True: the shape of the cell relaxes at each volume; false: it keeps that of the relaxed crystal.",
        Required = false)]
    public bool RelaxShape { get; init; }

    /// <inheritdoc/>
    public override IProperty Create() => new EquationOfStateProperty(this);
}
