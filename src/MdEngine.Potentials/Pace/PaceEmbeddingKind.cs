namespace MdEngine.Potentials.Pace;

/// <summary>How a density enters the energy of an atom.</summary>
public enum PaceEmbeddingKind
{
    /// <summary>sign(rho) |rho|^m, with a smooth passage to a straight line near zero.</summary>
    FinnisSinclair,

    /// <summary>sign(rho) ((s + |rho|)^m - t), shifted and scaled so that it begins at zero with slope one.</summary>
    FinnisSinclairShiftedScaled,
}
