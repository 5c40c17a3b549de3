namespace MdEngine.Compare.Properties;

/// <summary>A number with what is needed to use it.</summary>
/// <param name="Name">Name, such as "C11".</param>
/// <param name="Value">Value; NaN when it does not exist (a note says why).</param>
/// <param name="Unit">Unit, such as "GPa"; empty for a pure number.</param>
/// <param name="Error">One standard error, of the same unit; null for a number without statistical error.</param>
/// <param name="Reference">What experiment, theory or the literature gives; null if unknown.</param>
/// <param name="Source">Where the reference comes from; empty without one.</param>
public sealed record PropertyValue(
    string Name, double Value, string Unit, double? Error = null, double? Reference = null, string Source = "");
