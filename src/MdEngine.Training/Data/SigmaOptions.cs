using MdEngine.Core.Options;

namespace MdEngine.Training.Data;

/// <summary>How far a fit may be off labels; what is null is as for all other frames.</summary>
public record SigmaOptions
{
    /// <summary>Of energies, eV/atom.</summary>
    [Option("energy_eV_atom", "How far a fit may be off an energy, eV/atom (one standard deviation).",
        Min = 0, ExclusiveMin = true, Max = 1e3)]
    public double? Energy { get; init; }

    /// <summary>Of force components, eV/Angstrom.</summary>
    [Option("forces_eV_A", "How far it may be off a component of a force, eV/Angstrom.", Min = 0, ExclusiveMin = true, Max = 1e4)]
    public double? Forces { get; init; }

    /// <summary>Of virial components, eV/atom.</summary>
    [Option("virial_eV_atom", "How far it may be off a component of the virial, eV/atom (stress times volume per atom).",
        Min = 0, ExclusiveMin = true, Max = 1e3)]
    public double? Virial { get; init; }
}
