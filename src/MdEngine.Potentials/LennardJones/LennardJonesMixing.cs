namespace MdEngine.Potentials.LennardJones;

/// <summary>How the parameters of unlike pairs follow from those of like pairs.</summary>
public enum LennardJonesMixing
{
    /// <summary>Not at all: every pair must be given.</summary>
    None,

    /// <summary>Arithmetic mean of sigma, geometric mean of epsilon.</summary>
    LorentzBerthelot,

    /// <summary>Geometric mean of both.</summary>
    Geometric,
}
