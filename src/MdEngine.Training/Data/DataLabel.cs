namespace MdEngine.Training.Data;

/// <summary>What a model may be fitted to.</summary>
public enum DataLabel
{
    /// <summary>Energies.</summary>
    Energy,

    /// <summary>Forces.</summary>
    Forces,

    /// <summary>Stress.</summary>
    Stress,
}
