namespace MdEngine.IO.Xyz;

/// <summary>What to do with a column named "velocities" or "velocity", whose unit no convention fixes.</summary>
public enum VelocitiesUnit
{
    /// <summary>Refuse the file and say how to name the column.</summary>
    Refuse,

    /// <summary>Take it as Angstrom/fs.</summary>
    AngstromPerFemtosecond,

    /// <summary>Take it as ASE's unit, Angstrom / (Angstrom sqrt(u/eV)).</summary>
    Ase,

    /// <summary>Keep it as an extra column: the structure has no velocities.</summary>
    Ignore,
}
