using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>Initial velocities from the Maxwell-Boltzmann distribution.</summary>
public sealed record VelocitiesDeck
{
    /// <summary>Temperature, K.</summary>
    [Option("temperature_K", "Temperature of the Maxwell-Boltzmann distribution, K.", Min = 0, Max = 1e7)]
    public double Temperature { get; init; }

    /// <summary>Scale to exactly this temperature.</summary>
    [Option("exact", "Scale the velocities to exactly this temperature.", Required = false)]
    public bool Exact { get; init; }

    /// <summary>Take the total momentum away.</summary>
    [Option("zero_momentum", "Take the total momentum away.", Required = false)]
    public bool ZeroMomentum { get; init; } = true;
}
