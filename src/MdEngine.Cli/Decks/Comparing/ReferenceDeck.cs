using System.Collections.Generic;
using MdEngine.Compare.Accuracy;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Comparing;

/// <summary>A set of reference data of a comparison.</summary>
public sealed record ReferenceDeck : IValidatedOptions
{
    /// <summary>Name for tables.</summary>
    [Option("name", "Name for tables and plots.")]
    public string Name { get; init; } = "";

    /// <summary>File, full path.</summary>
    [Option("file", "Frames with reference energies, forces and stresses, extended XYZ (also .gz).", InputFile = true)]
    public string File { get; init; } = "";

    /// <summary>Key of the energy.</summary>
    [Option("energy_key", "Key of the energy, eV.", Required = false)]
    public string EnergyKey { get; init; } = "energy";

    /// <summary>Column of the forces.</summary>
    [Option("forces_column", "Column of the forces, eV/Angstrom; \"forces\" or \"force\" when absent.")]
    public string? ForcesColumn { get; init; }

    /// <summary>Key of the stress.</summary>
    [Option("stress_key", "Key of the stress, eV/Angstrom^3, positive under tension.", Required = false)]
    public string StressKey { get; init; } = "stress";

    /// <summary>Key of the virial.</summary>
    [Option("virial_key", "Key of the virial, eV, used where there is no stress (stress = -virial / volume).", Required = false)]
    public string VirialKey { get; init; } = "virial";

    /// <summary>Key of the group of a frame.</summary>
    [Option("group_key", "Key of the name of a frame's group, by which errors are given too.", Required = false)]
    public string GroupKey { get; init; } = "config_type";

    /// <summary>How energies are compared.</summary>
    [Option("energy_offsets", "Whether energies are compared after an offset for each element has been fitted by least squares.",
        Required = false)]
    public EnergyAlignment Offsets { get; init; }

    /// <summary>Most points of a plot.</summary>
    [Option("plot_points", "Most points of each quantity that are kept for plots, the worst among them.", Required = false,
        Min = 10, Max = 1000000)]
    public int PlotPoints { get; init; } = 2000;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate() => ComparisonNames.CheckName(Name);

    /// <summary>The set.</summary>
    public ReferenceSet Create() => new(Name, File)
    {
        EnergyKey = EnergyKey,
        ForcesColumn = ForcesColumn,
        StressKey = StressKey,
        VirialKey = VirialKey,
        GroupKey = GroupKey,
        FitOffsets = Offsets == EnergyAlignment.PerElement,
        MostPoints = PlotPoints,
    };
}
