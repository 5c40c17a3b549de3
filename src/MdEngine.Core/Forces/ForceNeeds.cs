using System;

namespace MdEngine.Core.Forces;

/// <summary>What is wanted of a force evaluation beside the forces themselves.</summary>
[Flags]
public enum ForceNeeds
{
    /// <summary>Forces only.</summary>
    None = 0,

    /// <summary>Potential energy of the whole system.</summary>
    Energy = 1,

    /// <summary>Virial of the whole system.</summary>
    Virial = 2,

    /// <summary>Energy of each atom (site energies; half a pair energy to either atom).</summary>
    AtomEnergies = 4,

    /// <summary>Virial of each atom.</summary>
    AtomVirials = 8,

    /// <summary>
    /// How far each atom's environment is from what the potential was fitted to, where the potential can tell
    /// (<see cref="IPotential.Uncertainty"/>).
    /// </summary>
    AtomUncertainties = 16,
}
