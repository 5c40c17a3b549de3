namespace MdEngine.Compare.Reporting;

/// <summary>A part of a report's section.</summary>
public abstract record ReportBlock
{
    /// <summary>
    /// Name that <see cref="TableCell.Link"/> refers to, of letters, digits and hyphens, one in the document; null when
    /// nothing does.
    /// </summary>
    public string? Anchor { get; init; }
}
