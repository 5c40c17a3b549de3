namespace MdEngine.Cli.Decks;

/// <summary>Columns of a trajectory, by their ASE names.</summary>
public enum TrajectoryColumn
{
    /// <summary>Element symbol.</summary>
    Species,

    /// <summary>Position, Angstrom.</summary>
    Pos,

    /// <summary>Velocity, Angstrom/fs.</summary>
    Velocities,

    /// <summary>Force, eV/Angstrom.</summary>
    Forces,

    /// <summary>Mass, u.</summary>
    Masses,

    /// <summary>Charge, e.</summary>
    Charges,

    /// <summary>Identity of the atom: its index in the initial structure, from 1.</summary>
    Id,

    /// <summary>Uncertainty, in the unit of the potential's measure, where it has one.</summary>
    Uncertainty,
}
