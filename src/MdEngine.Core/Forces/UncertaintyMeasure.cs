namespace MdEngine.Core.Forces;

/// <summary>
/// What a potential's uncertainty of an atom is: the variance that a Gaussian process predicts, the spread of a
/// committee, an extrapolation grade. Larger is less certain.
/// </summary>
/// <param name="Name">Short name for columns and logs, in words: "predicted variance".</param>
/// <param name="Unit">Unit: "eV^2", "eV"; empty for a pure number.</param>
public sealed record UncertaintyMeasure(string Name, string Unit);
