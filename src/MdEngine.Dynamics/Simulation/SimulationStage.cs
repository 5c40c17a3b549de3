using System;
using MdEngine.Core.Motion;

namespace MdEngine.Dynamics.Simulation;

/// <summary>A part of a run under one integrator.</summary>
public sealed record SimulationStage
{
    /// <summary>Makes a stage.</summary>
    /// <param name="name">Name for logs and thermo.</param>
    /// <param name="steps">Number of steps, 0 or more.</param>
    /// <param name="timestep">Time step, fs; positive.</param>
    /// <param name="integrator">What advances the atoms; not shared with another stage of the run.</param>
    /// <param name="largestMove">
    /// Distance, Angstrom, that no atom shall move in a step: the timestep is shortened where needed; null: never.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">Steps negative, or timestep or distance not positive and finite.</exception>
    public SimulationStage(
        string name, long steps, double timestep, IIntegrator integrator, double? largestMove = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (!(timestep > 0.0 && double.IsFinite(timestep)))
        {
            throw new ArgumentOutOfRangeException(nameof(timestep), timestep, "the timestep is a positive number of fs");
        }

        if (largestMove is { } move && !(move > 0.0 && double.IsFinite(move)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(largestMove), move, "the largest move is a positive number of Angstrom");
        }

        Name = name;
        Steps = steps;
        Timestep = timestep;
        Integrator = integrator;
        LargestMove = largestMove;
    }

    /// <summary>Name for logs and thermo.</summary>
    public string Name { get; }

    /// <summary>Number of steps.</summary>
    public long Steps { get; }

    /// <summary>Time step, fs.</summary>
    public double Timestep { get; }

    /// <summary>What advances the atoms.</summary>
    public IIntegrator Integrator { get; }

    /// <summary>Distance, Angstrom, to which the timestep limits the move of an atom; null: the timestep is constant.</summary>
    public double? LargestMove { get; }
}
