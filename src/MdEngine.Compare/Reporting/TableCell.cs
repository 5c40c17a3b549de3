namespace MdEngine.Compare.Reporting;

/// <summary>A cell of a table: a number or a text.</summary>
/// <param name="Text">Text; null for a number, which the column formats.</param>
/// <param name="Value">Number, also what a text is sorted by; null for none, NaN for one that does not exist.</param>
public sealed record TableCell(string? Text, double? Value = null)
{
    /// <summary>An empty cell.</summary>
    public static TableCell Empty { get; } = new("");

    /// <summary>One standard error of the value, shown behind it; null without.</summary>
    public double? Error { get; init; }

    /// <summary>How it was made, or what it means: shown on request beside the cell; may be empty.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Anchor of the section or block that it leads to; null without.</summary>
    public string? Link { get; init; }

    /// <summary>The name of <see cref="ReportDocument.Series"/> whose colour it bears; null without.</summary>
    public string? Series { get; init; }

    /// <summary>What it says beside its value.</summary>
    public CellStatus Status { get; init; }

    /// <summary>Figures behind the point, where they differ from the column's; null for the column's.</summary>
    public int? Decimals { get; init; }

    /// <summary>A number.</summary>
    /// <param name="value">Value; NaN or null is shown as a dash.</param>
    /// <param name="error">One standard error.</param>
    public static TableCell Of(double? value, double? error = null) => new(null, value ?? double.NaN) { Error = error };

    /// <summary>A text.</summary>
    public static TableCell Of(string text) => new(text);

    /// <summary>The name of a series with its colour.</summary>
    public static TableCell OfSeries(string name) => new(name) { Series = name };
}
