namespace MdEngine.Training.Data;

/// <summary>Where the energies of isolated atoms come from.</summary>
public enum IsolatedAtomMethod
{
    /// <summary>Given ones first, then frames of one atom, then a least-squares fit.</summary>
    Auto,

    /// <summary>All are given.</summary>
    Given,

    /// <summary>All from frames of one atom.</summary>
    Frames,

    /// <summary>All by least squares from the energies and compositions of the training frames.</summary>
    Fit,
}
