using System;

namespace MdEngine.Potentials.Pace.Radial;

/// <summary>Gives the values of some functions, and their derivatives, at a distance.</summary>
/// <param name="r">Distance, Angstrom.</param>
/// <param name="values">Values, for all functions.</param>
/// <param name="slopes">Derivatives by r, for all functions.</param>
public delegate void RadialFunctions(double r, Span<double> values, Span<double> slopes);
