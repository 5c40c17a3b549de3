namespace MdEngine.Compare.Reporting;

/// <summary>How the values of a trace are drawn.</summary>
public enum TraceKind
{
    /// <summary>A line through them; broken at NaN.</summary>
    Lines,

    /// <summary>A mark each.</summary>
    Markers,

    /// <summary>A line and marks.</summary>
    LinesAndMarkers,

    /// <summary>A bar each, beside those of the other traces.</summary>
    Bars,
}
