using System;

namespace MdEngine.Dynamics.Minimizers;

/// <summary>What is minimised, and when it is enough.</summary>
public sealed record MinimizationTarget
{
    /// <summary>Largest force on any atom, eV/Angstrom.</summary>
    public double ForceTolerance { get; init; } = 1e-3;

    /// <summary>Largest stress component beyond that of the pressure, GPa; without meaning for a fixed cell.</summary>
    public double StressTolerance { get; init; } = 1e-2;

    /// <summary>What of the cell is relaxed.</summary>
    public CellRelaxation Cell { get; init; }

    /// <summary>Pressure that acts on a relaxed cell, GPa: the enthalpy E + p V is minimised.</summary>
    public double Pressure { get; init; }

    /// <summary>Farthest that an atom moves in one step, Angstrom.</summary>
    public double MaxStep { get; init; } = 0.2;

    /// <summary>True when a run must not go on without convergence.</summary>
    public bool RequireConvergence { get; init; } = true;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance or step that is not positive, or a pressure that is no number.</exception>
    internal void Check()
    {
        bool sound = ForceTolerance > 0.0 && StressTolerance > 0.0 && MaxStep > 0.0
            && double.IsFinite(Pressure) && double.IsFinite(MaxStep);
        if (!sound)
        {
            throw new ArgumentOutOfRangeException(
                nameof(MinimizationTarget), this, "tolerances and the largest step are positive numbers, the pressure a finite one");
        }
    }
}
