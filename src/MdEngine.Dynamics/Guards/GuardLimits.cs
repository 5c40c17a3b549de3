namespace MdEngine.Dynamics.Guards;

/// <summary>Limits at which a run is given up; infinite (or zero for a distance) where there is none.</summary>
public sealed record GuardLimits
{
    /// <summary>Steps between checks.</summary>
    public long Every { get; init; } = 10;

    /// <summary>Highest kinetic temperature, K.</summary>
    public double Temperature { get; init; } = 20_000.0;

    /// <summary>Farthest that an atom may move in a step, Angstrom.</summary>
    public double Displacement { get; init; } = 1.0;

    /// <summary>Greatest change of the potential energy since the first check, eV per atom.</summary>
    public double Energy { get; init; } = 100.0;

    /// <summary>Least distance of two atoms, Angstrom.</summary>
    public double Distance { get; init; } = 0.2;

    /// <summary>Steps between searches for close atoms.</summary>
    public long DistanceEvery { get; init; } = 500;

    /// <summary>Largest coordinate, Angstrom.</summary>
    public double Lost { get; init; } = 1e6;

    /// <summary>Whether lists of a fixed interval that may miss neighbours are a fault.</summary>
    public bool Lists { get; init; } = true;
}
