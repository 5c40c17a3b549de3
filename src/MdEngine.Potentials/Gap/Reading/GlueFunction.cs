namespace MdEngine.Potentials.Gap.Reading;

/// <summary>Knots of one function of a glue potential, as the file gives them.</summary>
/// <param name="X">Abscissas, ascending.</param>
/// <param name="Y">Values.</param>
/// <param name="FirstSlope">Slope at the first knot; over 0.99e30 for no curvature there.</param>
/// <param name="LastSlope">Slope at the last knot; over 0.99e30 for no curvature there.</param>
/// <param name="Spline">True for a cubic spline; false for A (x_last - x)^3 with A fitted to the values.</param>
public sealed record GlueFunction(double[] X, double[] Y, double FirstSlope, double LastSlope, bool Spline);
