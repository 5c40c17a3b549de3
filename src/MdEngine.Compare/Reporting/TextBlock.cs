namespace MdEngine.Compare.Reporting;

/// <summary>Plain text.</summary>
/// <param name="Text">Text; an empty line begins a paragraph.</param>
public sealed record TextBlock(string Text) : ReportBlock;
