using MdEngine.Core.Options;

namespace MdEngine.Training.Data;

/// <summary>What a data set calls its labels.</summary>
public sealed record DataKeys
{
    /// <summary>Key of the energy, eV.</summary>
    [Option("energy", "Key of the energy of a frame, eV.", Required = false)]
    public string Energy { get; init; } = "energy";

    /// <summary>Column of the forces, eV/Angstrom; "forces" or "force" when null.</summary>
    [Option("forces", "Column of the forces, eV/Angstrom; \"forces\" or \"force\" when absent.")]
    public string? Forces { get; init; }

    /// <summary>Key of the stress, eV/Angstrom^3, +dE/dstrain/volume.</summary>
    [Option("stress", "Key of the stress, eV/Angstrom^3, positive for tension as in ASE.", Required = false)]
    public string Stress { get; init; } = "stress";

    /// <summary>Key of the virial, eV, -volume times stress, where there is no stress.</summary>
    [Option("virial", "Key of the virial, eV (minus volume times stress), used where there is no stress.", Required = false)]
    public string Virial { get; init; } = "virial";

    /// <summary>Key of the name of a frame's group.</summary>
    [Option("group", "Key of the name of a frame's group.", Required = false)]
    public string Group { get; init; } = "config_type";
}
