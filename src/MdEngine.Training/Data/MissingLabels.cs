namespace MdEngine.Training.Data;

/// <summary>What becomes of frames without energy or forces.</summary>
public enum MissingLabels
{
    /// <summary>They are a fault of the data.</summary>
    Refuse,

    /// <summary>The fit makes do with what they have.</summary>
    Allow,
}
