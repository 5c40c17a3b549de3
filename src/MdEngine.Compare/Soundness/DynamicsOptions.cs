using System.Collections.Generic;
using MdEngine.Compare.Properties;
using MdEngine.Core.Options;

namespace MdEngine.Compare.Soundness;

/// <summary>Options of checks by molecular dynamics.</summary>
public abstract record DynamicsOptions : CrystalOptions
{
    /// <summary>Copies of the crystal along its vectors.</summary>
    [Option("replicate", "Copies of the relaxed crystal along each of its vectors; as many as \"least_length_A\" wants when absent.",
        Min = 1, Max = 100, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<int>? Replicate { get; init; }

    /// <summary>Least length of the supercell, Angstrom.</summary>
    [Option("least_length_A", "Least distance between opposite faces of the supercell, Angstrom.",
        Required = false, Min = 1, Max = 1000)]
    public double LeastLength { get; init; } = 8.0;

    /// <summary>Time step, fs.</summary>
    [Option("timestep_fs", "Time step, fs.", Required = false, Min = 0, ExclusiveMin = true, Max = 100)]
    public double Timestep { get; init; } = 1.0;

    /// <summary>Number of steps.</summary>
    [Option("steps", "Number of steps that are judged.", Required = false, Min = 20, Max = 100000000)]
    public int Steps { get; init; } = 2000;

    /// <summary>Seed of velocities and noise.</summary>
    [Option("seed", "Seed of velocities and noise.", Required = false)]
    public ulong Seed { get; init; } = 1;
}
