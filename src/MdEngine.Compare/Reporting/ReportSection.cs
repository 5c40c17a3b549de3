using System.Collections.Generic;

namespace MdEngine.Compare.Reporting;

/// <summary>A section of a report, with an entry in its contents.</summary>
/// <param name="Title">Title.</param>
/// <param name="Blocks">Blocks in order; charts that follow each other stand side by side where the page is wide.</param>
public sealed record ReportSection(string Title, IReadOnlyList<ReportBlock> Blocks)
{
    /// <summary>
    /// Name that <see cref="TableCell.Link"/> refers to, of letters, digits and hyphens, one in the document; made from
    /// the title when null.
    /// </summary>
    public string? Anchor { get; init; }
}
