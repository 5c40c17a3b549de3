namespace MdEngine.Compare.Reporting;

/// <summary>A remark that stands out.</summary>
/// <param name="Kind">How much it matters.</param>
/// <param name="Text">Text.</param>
public sealed record NoteBlock(NoteKind Kind, string Text) : ReportBlock;
