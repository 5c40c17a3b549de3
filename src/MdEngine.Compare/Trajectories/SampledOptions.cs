using System.Collections.Generic;
using MdEngine.Compare.Properties;
using MdEngine.Core.Options;

namespace MdEngine.Compare.Trajectories;

/// <summary>Options of a property that is sampled from a short simulation.</summary>
public abstract record SampledOptions : PropertyOptions, IValidatedOptions
{
    /// <summary>The structure.</summary>
    [Option("structure", "The structure: a file, or a lattice to build.")]
    public StructureOptions Structure { get; init; } = new();

    /// <summary>Copies along the lattice vectors.</summary>
    [Option("repeat", "Copies of the structure along its three lattice vectors.", Required = false, Min = 1, Max = 1000, MinCount = 3,
        MaxCount = 3)]
    public IReadOnlyList<int> Repeat { get; init; } = [1, 1, 1];

    /// <summary>Ensemble.</summary>
    [Option("ensemble", "Ensemble of the sampled part; before it the system is brought to its temperature in nvt (npt for npt).",
        Required = false)]
    public SampledEnsemble Ensemble { get; init; } = SampledEnsemble.Nvt;

    /// <summary>Temperature, K.</summary>
    [Option("temperature_K", "Temperature, K.", Min = 0, ExclusiveMin = true, Max = 100000)]
    public double Temperature { get; init; }

    /// <summary>Pressure, GPa.</summary>
    [Option("pressure_GPa", "Pressure of npt, GPa.", Required = false, Min = -1000, Max = 10000)]
    public double Pressure { get; init; }

    /// <summary>Time step, fs.</summary>
    [Option("timestep_fs", "Time step, fs.", Required = false, Min = 0, ExclusiveMin = true, Max = 100)]
    public double Timestep { get; init; } = 1.0;

    /// <summary>Steps before the sampled part.</summary>
    [Option("equilibration_steps", "Steps before the sampled part.", Required = false, Min = 0)]
    public long EquilibrationSteps { get; init; } = 2000;

    /// <summary>Steps of the sampled part.</summary>
    [Option("steps", "Steps of the sampled part.", Required = false, Min = 1)]
    public long Steps { get; init; } = 10_000;

    /// <summary>Steps between samples.</summary>
    [Option("sample_every", "Steps between samples.", Required = false, Min = 1)]
    public long Every { get; init; } = 10;

    /// <summary>Seed.</summary>
    [Option("seed", "Seed of velocities and heat bath.", Required = false)]
    public ulong Seed { get; init; } = 1;

    /// <summary>The analysis of the samples.</summary>
    public abstract TrajectoryAnalysisOptions Sampled { get; }

    /// <inheritdoc/>
    public override IProperty Create() => new SampledProperty(this);

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Pressure != 0.0 && Ensemble != SampledEnsemble.Npt)
        {
            yield return ("pressure_GPa", "only npt has a pressure; leave it out, or choose ensemble npt");
        }
    }
}
