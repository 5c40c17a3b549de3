using System;

namespace MdEngine.Potentials.Meam;

/// <summary>
/// A pair energy as piecewise cubics on even distances, with the same slopes at the knots as LAMMPS has, so that its numbers
/// come out.
/// </summary>
internal sealed class MeamPairTable
{
    // Those of LAMMPS: 1000 knots up to 1.1 times the cutoff.
    private const int Knots = 1000;
    private const double Margin = 1.1;

    private readonly double[] _coefficients = new double[4 * Knots];
    private readonly double _inverse;

    /// <summary>Tabulates a function.</summary>
    public MeamPairTable(Func<double, double> energy, double cutoff)
    {
        double spacing = Margin * cutoff / Knots;
        _inverse = 1.0 / spacing;
        var v = new double[Knots];
        for (int k = 0; k < Knots; k++)
        {
            double value = energy(k * spacing);
            // Where atoms are on top of each other even Rose's equation may overflow: nobody gets there.
            v[k] = double.IsFinite(value) ? value : 0.0;
        }

        var d = new double[Knots];
        for (int k = 2; k < Knots - 2; k++)
        {
            d[k] = ((v[k - 2] - v[k + 2]) + (8.0 * (v[k + 1] - v[k - 1]))) / 12.0;
        }

        d[0] = v[1] - v[0];
        d[1] = 0.5 * (v[2] - v[0]);
        d[Knots - 2] = 0.5 * (v[Knots - 1] - v[Knots - 3]);
        for (int k = 0; k < Knots - 1; k++)
        {
            double step = v[k + 1] - v[k];
            _coefficients[4 * k] = v[k];
            _coefficients[(4 * k) + 1] = d[k];
            _coefficients[(4 * k) + 2] = (3.0 * step) - (2.0 * d[k]) - d[k + 1];
            _coefficients[(4 * k) + 3] = d[k] + d[k + 1] - (2.0 * step);
        }
    }

    /// <summary>Energy at a distance within the cutoff, and its slope.</summary>
    public double Evaluate(double r, out double slope)
    {
        double p = r * _inverse;
        int k = Math.Min((int)p, Knots - 2);
        p -= k;
        ReadOnlySpan<double> c = _coefficients.AsSpan(4 * k, 4);
        slope = ((((3.0 * c[3] * p) + (2.0 * c[2])) * p) + c[1]) * _inverse;
        return (((((c[3] * p) + c[2]) * p) + c[1]) * p) + c[0];
    }
}
