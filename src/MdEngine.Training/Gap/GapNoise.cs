namespace MdEngine.Training.Gap;

/// <summary>What the sigma of an energy or a virial, which is given per atom, means for a frame of N atoms.</summary>
public enum GapNoise
{
    /// <summary>Errors of atoms are independent of each other, as in gap_fit: sigma sqrt(N) of the total.</summary>
    PerAtom,

    /// <summary>The whole frame is off: sigma N of the total.</summary>
    PerFrame,
}
