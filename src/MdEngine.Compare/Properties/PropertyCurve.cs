using System.Collections.Generic;

namespace MdEngine.Compare.Properties;

/// <summary>A function that belongs to a property, such as the energy by volume.</summary>
/// <param name="Name">Name of the curve: "Si-Si".</param>
/// <param name="XLabel">What x is, with unit: "Volume (Angstrom^3/atom)".</param>
/// <param name="YLabel">What y is, with unit.</param>
/// <param name="X">Abscissae.</param>
/// <param name="Y">Ordinates, one for each x; NaN where there is none.</param>
/// <param name="Error">One standard error of each y; null where there is none.</param>
public sealed record PropertyCurve(
    string Name, string XLabel, string YLabel, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double>? Error = null);
