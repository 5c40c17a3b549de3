namespace MdEngine.Compare.Results;

/// <summary>A cell of the summary.</summary>
/// <param name="Text">Text; null for a number.</param>
/// <param name="Value">Number; NaN where there is none.</param>
/// <param name="Detail">More of it, such as the reason of a failure; may be empty.</param>
/// <param name="IsBad">Whether it stands for a failure.</param>
public sealed record SummaryCell(string? Text, double Value, string Detail = "", bool IsBad = false)
{
    /// <summary>A number.</summary>
    public static SummaryCell Of(double? value) => new(null, value ?? double.NaN);
}
