using System.Collections.Generic;

namespace MdEngine.Compare.Reporting;

/// <summary>Blocks behind a line that opens on request; a link to an anchor inside opens it too.</summary>
/// <param name="Title">The line.</param>
/// <param name="Blocks">Blocks.</param>
public sealed record FoldBlock(string Title, IReadOnlyList<ReportBlock> Blocks) : ReportBlock
{
    /// <summary>Whether it is open at first.</summary>
    public bool IsOpen { get; init; }
}
