using System.Collections.Generic;
using MdEngine.Core.Atoms;

namespace MdEngine.Compare.Cost;

/// <summary>How the cost of potentials is measured: dynamics at constant energy from Maxwell-Boltzmann velocities.</summary>
public sealed record CostOptions
{
    /// <summary>Structures to measure on, usually of growing size; each with its name.</summary>
    public IReadOnlyList<Structure> Structures { get; init; } = [];

    /// <summary>Numbers of threads.</summary>
    public IReadOnlyList<int> Threads { get; init; } = [1];

    /// <summary>Temperature of the initial velocities, K.</summary>
    public double Temperature { get; init; } = 300.0;

    /// <summary>Time step, fs.</summary>
    public double Timestep { get; init; } = 1.0;

    /// <summary>Distance beyond the cutoff up to which neighbours are listed, Angstrom.</summary>
    public double Skin { get; init; } = 1.0;

    /// <summary>Measurements of each case.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Wall time that a measurement takes at least, s; it makes one step at least.</summary>
    public double Seconds { get; init; } = 0.5;

    /// <summary>Wall time of steps before the first measurement, s; one step at least.</summary>
    public double WarmUpSeconds { get; init; } = 0.5;
}
