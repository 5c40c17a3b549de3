namespace MdEngine.Potentials.Pace.Radial;

/// <summary>The smooth step of ACE models: 1 below, 0 above, a polynomial of the fifth degree between.</summary>
public static class SwitchFunction
{
    /// <summary>
    /// P(x): 1 for x up to <paramref name="end"/> - <paramref name="width"/>, 0 from <paramref name="end"/> on.
    /// </summary>
    /// <param name="x">Argument.</param>
    /// <param name="end">Where it has become 0.</param>
    /// <param name="width">Width of the passage; may be 0.</param>
    /// <param name="slope">dP/dx.</param>
    public static double Evaluate(double x, double end, double width, out double slope)
    {
        slope = 0.0;
        // The ends first: a width of 0 occurs.
        if (x <= end - width)
        {
            return 1.0;
        }

        if (x >= end)
        {
            return 0.0;
        }

        double u = 1.0 - (2.0 * (1.0 + ((x - end) / width))), u2 = u * u;
        slope = -7.5 / width * (0.25 - (0.5 * u2) + (0.25 * u2 * u2));
        return 0.5 + (3.75 * u * (0.25 - (u2 / 6.0) + (u2 * u2 / 20.0)));
    }
}
