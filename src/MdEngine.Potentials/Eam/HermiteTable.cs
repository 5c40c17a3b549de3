namespace MdEngine.Potentials.Eam;

/// <summary>
/// Piecewise cubic interpolation of an equidistant table: values are met, slopes are five-point differences of
/// neighbouring values (fewer at the ends). The interpolation of the DYNAMO code, which the tables are made for.
/// </summary>
/// <remarks>S. M. Foiles, M. I. Baskes, M. S. Daw, Phys. Rev. B 33, 7983 (1986) and its DYNAMO program.</remarks>
internal static unsafe class HermiteTable
{
    /// <summary>Least number of values.</summary>
    public const int LeastValues = 5;

    /// <summary>Coefficients of an interval: c0 + c1 t + c2 t^2 + c3 t^3 with t from 0 to 1.</summary>
    public const int Stride = 4;

    /// <summary>Number of doubles that <see cref="Fill"/> writes for a table of so many values.</summary>
    public static int Length(int values) => Stride * (values - 1);

    /// <summary>Writes the coefficients of every interval.</summary>
    public static void Fill(double[] f, double* to)
    {
        int last = f.Length - 1;
        double slope = Slope(f, 0);
        for (int k = 0; k < last; k++)
        {
            double next = Slope(f, k + 1);
            double rise = f[k + 1] - f[k];
            to[0] = f[k];
            to[1] = slope;
            to[2] = (3.0 * rise) - (2.0 * slope) - next;
            to[3] = slope + next - (2.0 * rise);
            to += Stride;
            slope = next;
        }
    }

    private static double Slope(double[] f, int k)
    {
        int last = f.Length - 1;
        if (k == 0)
        {
            return f[1] - f[0];
        }

        if (k == last)
        {
            return f[last] - f[last - 1];
        }

        return k == 1 || k == last - 1
            ? 0.5 * (f[k + 1] - f[k - 1])
            : ((f[k - 2] - f[k + 2]) + (8.0 * (f[k + 1] - f[k - 1]))) / 12.0;
    }
}
