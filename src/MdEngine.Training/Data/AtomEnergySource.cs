namespace MdEngine.Training.Data;

/// <summary>Where the energy of an isolated atom comes from.</summary>
public enum AtomEnergySource
{
    /// <summary>The deck.</summary>
    Given,

    /// <summary>A frame of one atom.</summary>
    Frame,

    /// <summary>A least-squares fit of the training energies to their compositions.</summary>
    Fitted,
}
