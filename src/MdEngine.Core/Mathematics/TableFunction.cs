using System;

namespace MdEngine.Core.Mathematics;

/// <summary>Fills in the values of several functions at one abscissa.</summary>
/// <param name="x">Abscissa.</param>
/// <param name="values">Values to set, zero before.</param>
public delegate void TableFunction(double x, Span<double> values);
