using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Measuring;

/// <summary>What is measured.</summary>
/// <param name="Name">Name for the report.</param>
/// <param name="Structure">Atoms and cell.</param>
/// <param name="Potential">Potential.</param>
public sealed record BenchCase(string Name, Structure Structure, IPotential Potential)
{
    /// <summary>Steps that are timed.</summary>
    public int Steps { get; init; }

    /// <summary>Temperature of the initial velocities, K.</summary>
    public double Temperature { get; init; }

    /// <summary>Time step, fs.</summary>
    public double Timestep { get; init; }

    /// <summary>Distance beyond the cutoff up to which neighbours are listed, Angstrom.</summary>
    public double Skin { get; init; }

    /// <summary>Steps between rebuilds of the lists; 0 rebuilds on displacement.</summary>
    public int RebuildEvery { get; init; }
}
