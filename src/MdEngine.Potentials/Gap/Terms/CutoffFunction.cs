using System;

namespace MdEngine.Potentials.Gap.Terms;

/// <summary>QUIP's cutoff: 1 up to rc - w, half a cosine down to 0 at rc.</summary>
internal static class CutoffFunction
{
    public static double Value(double r, double cutoff, double width) =>
        r <= cutoff - width ? 1.0 : r > cutoff ? 0.0 : 0.5 * (Math.Cos(Math.PI * (r - cutoff + width) / width) + 1.0);

    public static double Value(double r, double cutoff, double width, out double slope)
    {
        slope = 0.0;
        if (r <= cutoff - width || r > cutoff)
        {
            return r > cutoff ? 0.0 : 1.0;
        }

        (double sin, double cos) = Math.SinCos(Math.PI * (r - cutoff + width) / width);
        slope = -0.5 * Math.PI / width * sin;
        return 0.5 * (cos + 1.0);
    }
}
