namespace MdEngine.Training.Data;

/// <summary>What frames are for.</summary>
public enum DataPart
{
    /// <summary>The split decides.</summary>
    Split,

    /// <summary>The fit sees them.</summary>
    Training,

    /// <summary>They decide when the fit stops.</summary>
    Validation,

    /// <summary>They judge the model that came out.</summary>
    Test,

    /// <summary>Nothing: they are left out.</summary>
    None,
}
