namespace MdEngine.Cli.Decks.Comparing;

/// <summary>How energies of two scales are made comparable.</summary>
public enum EnergyAlignment
{
    /// <summary>They are compared as they are.</summary>
    None,

    /// <summary>After an offset for each element has been fitted by least squares, and said so.</summary>
    PerElement,
}
