using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Meam;

/// <summary>
/// A pair energy as piecewise cubics on even distances, with the same slopes at the knots as LAMMPS has, so that its numbers
/// come out.
/// </summary>
internal sealed unsafe class MeamPairTable
{
    // Those of LAMMPS: 1000 knots up to 1.1 times the cutoff.
    private const int Knots = 1000;
    private const double Margin = 1.1;

    private readonly AlignedBuffer<double> _coefficients = new(4 * Knots);

    /// <summary>Tabulates a function.</summary>
    public MeamPairTable(Func<double, double> energy, double cutoff)
    {
        double spacing = Margin * cutoff / Knots;
        Inverse = 1.0 / spacing;
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

    /// <summary>Last piece that reaches as far as it should.</summary>
    public static int Last => Knots - 2;

    /// <summary>Pieces per Angstrom.</summary>
    public double Inverse { get; }

    /// <summary>Coefficients of the cubics, four a piece from the constant on, in the distance from its begin in pieces.</summary>
    public double* Coefficients => _coefficients.Pointer;
}
