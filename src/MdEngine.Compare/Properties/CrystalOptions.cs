using MdEngine.Core.Options;

namespace MdEngine.Compare.Properties;

/// <summary>Options of properties of a crystal that is relaxed first.</summary>
public abstract record CrystalOptions : PropertyOptions
{
    /// <summary>The crystal.</summary>
    [Option("structure", "The crystal, about as the potential has it: a file, or a lattice to build.")]
    public StructureOptions Structure { get; init; } = new();

    /// <summary>Largest force of a relaxed structure, eV/Angstrom.</summary>
    [Option("force_tolerance_eV_A", "A structure is relaxed when no atom feels a larger force, eV/Angstrom.",
        Required = false, Min = 0, ExclusiveMin = true, Max = 1)]
    public double ForceTolerance { get; init; } = 1e-6;

    /// <summary>Largest stress of a relaxed cell, GPa.</summary>
    [Option("stress_tolerance_GPa", "A cell is relaxed when no component of its stress is larger, GPa.",
        Required = false, Min = 0, ExclusiveMin = true, Max = 10)]
    public double StressTolerance { get; init; } = 1e-5;

    /// <summary>Most steps of a relaxation.</summary>
    [Option("max_steps", "Most steps of a relaxation.", Required = false, Min = 1, Max = 1000000)]
    public int MaxSteps { get; init; } = 2000;
}
