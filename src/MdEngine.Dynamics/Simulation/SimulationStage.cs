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
    /// <exception cref="ArgumentOutOfRangeException">Steps negative, or timestep not positive and finite.</exception>
    public SimulationStage(string name, long steps, double timestep, IIntegrator integrator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (!(timestep > 0.0 && double.IsFinite(timestep)))
        {
            throw new ArgumentOutOfRangeException(nameof(timestep), timestep, "the timestep is a positive number of fs");
        }

        Name = name;
        Steps = steps;
        Timestep = timestep;
        Integrator = integrator;
    }

    /// <summary>Name for logs and thermo.</summary>
    public string Name { get; }

    /// <summary>Number of steps.</summary>
    public long Steps { get; }

    /// <summary>Time step, fs.</summary>
    public double Timestep { get; }

    /// <summary>What advances the atoms.</summary>
    public IIntegrator Integrator { get; }
}
