namespace MdEngine.Compare.Reporting;

/// <summary>Text as a machine has it: a deck, versions.</summary>
/// <param name="Title">Title, such as the name of the file.</param>
/// <param name="Text">Text.</param>
public sealed record CodeBlock(string Title, string Text) : ReportBlock;
