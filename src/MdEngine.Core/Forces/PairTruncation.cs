namespace MdEngine.Core.Forces;

/// <summary>What is done about the step at the cutoff of a pair law.</summary>
public enum PairTruncation
{
    /// <summary>Nothing: energy and force jump to zero.</summary>
    None,

    /// <summary>The energy is shifted to vanish at the cutoff; the force jumps.</summary>
    Energy,

    /// <summary>Force and energy are shifted to vanish at the cutoff.</summary>
    Force,
}
