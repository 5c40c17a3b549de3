using System.Collections.Generic;
using MdEngine.Compare.Properties;
using MdEngine.Core.Options;

namespace MdEngine.Compare.Soundness;

/// <summary>Options of the check of dimers.</summary>
[OptionVariant("dimer", "Soundness: energy and force of each pair of elements by distance, one well without jumps, repulsive inside.")]
public sealed record DimerOptions : PropertyOptions, IValidatedOptions
{
    /// <summary>Elements whose pairs are looked at.</summary>
    [Option("elements", "Elements whose pairs are looked at; all that the potential covers when absent.",
        ElementSymbol = true, MinCount = 1)]
    public IReadOnlyList<string>? Elements { get; init; }

    /// <summary>Least distance, Angstrom.</summary>
    [Option("least_distance_A", "Least distance, Angstrom.", Required = false, Min = 0.2, Max = 100)]
    public double LeastDistance { get; init; } = 0.8;

    /// <summary>Largest distance, Angstrom.</summary>
    [Option("largest_distance_A", "Largest distance, Angstrom; the potential's cutoff when absent.", Min = 0.3, Max = 1000)]
    public double? LargestDistance { get; init; }

    /// <summary>Step, Angstrom.</summary>
    [Option("step_A", "Step of the distance, Angstrom.", Required = false, Min = 1e-4, Max = 1)]
    public double Step { get; init; } = 0.01;

    /// <summary>Energy up to which the curve is judged in full, eV.</summary>
    [Option("energy_cap_eV", "Up to this energy above the minimum the curve is judged in full, eV; above it need only be repulsive.",
        Required = false, Min = 0.1, Max = 1e6)]
    public double EnergyCap { get; init; } = 20.0;

    /// <summary>Largest sound tortuosity.</summary>
    [Option("largest_tortuosity", "Tortuosity up to which a curve is sound: all that the energy goes up and down over what one well would.",
        Required = false, Min = 1, Max = 1e6)]
    public double MostTortuosity { get; init; } = 1.05;

    /// <summary>Largest sound number of changes of the force's direction.</summary>
    [Option("most_force_flips", "Changes of the force's direction up to which a curve is sound; one well has one.",
        Required = false, Min = 0, Max = 1000000)]
    public int MostFlips { get; init; } = 1;

    /// <summary>Largest sound jump of the energy, meV.</summary>
    [Option("largest_jump_meV", "Change of energy over two steps that forces do not account for up to which a curve is sound, meV.",
        Required = false, Min = 0, Max = 1e9)]
    public double MostJump { get; init; } = 5.0;

    /// <summary>Largest sound mean difference of forces and the energy's derivative, eV/Angstrom.</summary>
    [Option("largest_force_deviation_eV_A", "Mean difference of forces and the energy's derivative up to which a curve is sound, "
        + "eV/Angstrom, beside 1 % of the forces.", Required = false, Min = 0, Max = 1e9)]
    public double MostForceError { get; init; } = 0.01;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (LargestDistance <= LeastDistance + (4.0 * Step))
        {
            yield return ("largest_distance_A", "expected a distance beyond least_distance_A by several steps");
        }
    }

    /// <inheritdoc/>
    public override IProperty Create() => new DimerProperty(this);
}
