namespace MdEngine.Compare.Reporting;

/// <summary>How an axis is divided.</summary>
public enum AxisScale
{
    /// <summary>Evenly.</summary>
    Linear,

    /// <summary>By powers of ten; values that are not positive are left out.</summary>
    Logarithmic,
}
