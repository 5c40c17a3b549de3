using System;
using System.Collections.Generic;

namespace MdEngine.Compare.Reporting;

/// <summary>A report as data: what it says, in order, without how it is drawn.</summary>
/// <param name="Title">Title.</param>
/// <param name="Subtitle">What was done, in a sentence; may be empty.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Program">Program and version that made it.</param>
/// <param name="Series">
/// Names that keep one colour throughout, the potentials for instance, in order. Traces, bars, cells and scenes refer
/// to them by name.
/// </param>
/// <param name="Summary">What stands first: the table that sums it all up, and what the reader should be warned of.</param>
/// <param name="Sections">Sections in order.</param>
public sealed record ReportDocument(
    string Title,
    string Subtitle,
    DateTimeOffset Made,
    string Program,
    IReadOnlyList<string> Series,
    IReadOnlyList<ReportBlock> Summary,
    IReadOnlyList<ReportSection> Sections);
