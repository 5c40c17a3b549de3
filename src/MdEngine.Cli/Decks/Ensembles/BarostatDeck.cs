using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Binding;
using MdEngine.Core.Options;
using MdEngine.Dynamics.Barostats;

namespace MdEngine.Cli.Decks.Ensembles;

/// <summary>What all barostats have: a pressure or stress that may change linearly over the stage, and how the cell deforms.</summary>
[ExactlyOne("pressure_GPa", "stress_GPa")]
[OnlyWith("pressure_GPa", "pressure_end_GPa")]
[OnlyWith("stress_GPa", "stress_end_GPa")]
public abstract record BarostatDeck : IValidatedOptions
{
    /// <summary>Pressure at the beginning of the stage, GPa.</summary>
    [Option("pressure_GPa", "Pressure, GPa.", Min = -1e4, Max = 1e4)]
    public double? Pressure { get; init; }

    /// <summary>Pressure at the end of the stage, GPa; constant when null.</summary>
    [Option("pressure_end_GPa", "Pressure at the end of the stage, reached linearly, GPa; constant when absent.",
        Min = -1e4, Max = 1e4)]
    public double? PressureEnd { get; init; }

    /// <summary>Stress at the beginning of the stage, GPa, tension positive.</summary>
    [Option("stress_GPa", "Stress xx, yy, zz, yz, xz, xy, GPa, tension positive.", Min = -1e4, Max = 1e4,
        MinCount = 6, MaxCount = 6)]
    public IReadOnlyList<double>? Stress { get; init; }

    /// <summary>Stress at the end of the stage, GPa; constant when null.</summary>
    [Option("stress_end_GPa", "Stress at the end of the stage, reached linearly, GPa; constant when absent.",
        Min = -1e4, Max = 1e4, MinCount = 6, MaxCount = 6)]
    public IReadOnlyList<double>? StressEnd { get; init; }

    /// <summary>Relaxation time of the cell, fs.</summary>
    [Option("relaxation_fs", "Relaxation time of the cell, fs.", Min = 0, ExclusiveMin = true, Max = 1e9)]
    public double Relaxation { get; init; }

    /// <summary>How the cell may deform.</summary>
    [Option("coupling", "How the cell may deform: \"isotropic\" keeps its shape, \"axes\" stretches each axis by itself, "
        + "\"full\" changes lengths and angles.", Required = false)]
    public CellCoupling Coupling { get; init; } = CellCoupling.Isotropic;

    /// <summary>Cartesian axes that may stretch.</summary>
    [Option("axes", "Cartesian axes that may stretch; all when absent.", MinCount = 1, MaxCount = 3)]
    public IReadOnlyList<AxisName>? Axes { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Axes is not null && Axes.Distinct().Count() < Axes.Count)
        {
            yield return ("axes", "an axis is named twice; expected each once at most");
        }

        if (Axes is { Count: < 3 } && Coupling == CellCoupling.Full)
        {
            yield return ("axes", "a full cell stretches along all axes; leave the key out, or take the coupling \"axes\"");
        }

        foreach ((string key, IReadOnlyList<double>? stress) in new[] { ("stress_GPa", Stress), ("stress_end_GPa", StressEnd) })
        {
            if (stress is null)
            {
                continue;
            }

            if (Coupling == CellCoupling.Isotropic)
            {
                yield return (key, "a cell that keeps its shape follows the pressure alone; give \"pressure_GPa\", or "
                    + "the coupling \"axes\" or \"full\"");
            }
            else if (Coupling == CellCoupling.Axes && stress.Skip(3).Any(s => s != 0.0))
            {
                yield return (key, "with the coupling \"axes\" the cell cannot follow a shear stress (the last three "
                    + "numbers); make them 0, or take the coupling \"full\"");
            }
        }
    }
}
