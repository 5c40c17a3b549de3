namespace MdEngine.Conformance;

/// <summary>What a potential promises of an atom that crosses its cutoff.</summary>
public enum CutoffContinuity
{
    /// <summary>Nothing: energy and force jump (plain truncation).</summary>
    None,

    /// <summary>The energy is continuous, the force jumps (shifted energy).</summary>
    Energy,

    /// <summary>Energy and force are continuous.</summary>
    Force,
}
