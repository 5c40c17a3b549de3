namespace MdEngine.IO.Xyz;

/// <summary>What a trajectory holds and how often.</summary>
public sealed record TrajectoryOptions
{
    /// <summary>A frame is written at each step whose number this divides, step 0 included.</summary>
    public long Every { get; init; } = 100;

    /// <summary>Columns after species and position.</summary>
    public XyzColumns Columns { get; init; }

    /// <summary>True to follow the atoms out of the cell; false to write their images inside it.</summary>
    public bool Unwrapped { get; init; }

    /// <summary>True to write the potential energy, eV, of each frame.</summary>
    public bool Energy { get; init; } = true;

    /// <summary>True to write the stress, eV/Angstrom^3 (without kinetic part), where the cell has a volume.</summary>
    public bool Stress { get; init; } = true;

    /// <summary>Digits of real numbers; 0 for the shortest that give the same number again.</summary>
    public int SignificantDigits { get; init; }

    /// <summary>Frames that may wait to be written before the run has to wait; memory grows with it.</summary>
    public int Queue { get; init; } = 2;

    /// <summary>True to replace a file that exists.</summary>
    public bool Overwrite { get; init; }
}
