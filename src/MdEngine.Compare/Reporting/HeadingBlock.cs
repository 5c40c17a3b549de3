namespace MdEngine.Compare.Reporting;

/// <summary>A heading inside a section.</summary>
/// <param name="Text">Heading.</param>
public sealed record HeadingBlock(string Text) : ReportBlock;
