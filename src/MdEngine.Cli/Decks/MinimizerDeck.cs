using System.Collections.Generic;
using MdEngine.Core.Options;
using MdEngine.Dynamics.Minimizers;

namespace MdEngine.Cli.Decks;

/// <summary>What all minimisations have in common.</summary>
public abstract record MinimizerDeck : DynamicsDeck, IValidatedOptions
{
    /// <summary>Largest force, eV/Angstrom.</summary>
    [Option("force_tolerance_eV_A", "Converged when no atom feels a larger force, eV/Angstrom.",
        Required = false, Min = 0, ExclusiveMin = true, Max = 1e6)]
    public double ForceTolerance { get; init; } = 1e-3;

    /// <summary>What of the cell is relaxed.</summary>
    [Option("cell", "What of the cell is relaxed with the atoms.", Required = false)]
    public CellRelaxation Cell { get; init; }

    /// <summary>Largest stress component, GPa.</summary>
    [Option("stress_tolerance_GPa", "Converged when no component of the stress that the cell is free to follow is off by more, GPa.",
        Min = 0, ExclusiveMin = true, Max = 1e6)]
    public double? StressTolerance { get; init; }

    /// <summary>Pressure on the cell, GPa.</summary>
    [Option("pressure_GPa", "Pressure that acts on a relaxed cell, GPa; none when absent.", Min = -1e5, Max = 1e6)]
    public double? Pressure { get; init; }

    /// <summary>Farthest that an atom moves in one step, Angstrom.</summary>
    [Option("max_step_A", "Farthest that an atom moves in one step, Angstrom.",
        Required = false, Min = 0, ExclusiveMin = true, Max = 10)]
    public double MaxStep { get; init; } = 0.2;

    /// <summary>Whether the run ends with an error without convergence.</summary>
    [Option("require_convergence", "False: the run goes on when the steps of the stage did not suffice.", Required = false)]
    public bool RequireConvergence { get; init; } = true;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Cell == CellRelaxation.Fixed && StressTolerance is not null)
        {
            yield return ("stress_tolerance_GPa", "means nothing for a fixed cell; leave the key out, or say what of the \"cell\" is relaxed");
        }

        if (Cell is CellRelaxation.Fixed or CellRelaxation.Shape && Pressure is not null)
        {
            yield return ("pressure_GPa", "means nothing at constant volume; leave the key out, or relax the \"cell\" with its volume");
        }
    }
}
