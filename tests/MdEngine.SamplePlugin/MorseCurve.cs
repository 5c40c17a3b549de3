using System;

namespace MdEngine.SamplePlugin;

/// <summary>
/// The law of one pair, force-shifted: V(r) = M(r) - M(rc) - (r - rc) M'(rc) with
/// M(r) = D (exp(-2a(r - r0)) - 2 exp(-a(r - r0))); energy and force go to zero at the cutoff without a jump.
/// </summary>
/// <remarks>
/// P. M. Morse, Phys. Rev. 34, 57 (1929), doi:10.1103/PhysRev.34.57. Force shift: S. Toxvaerd, J. C. Dyre,
/// J. Chem. Phys. 134, 081102 (2011), doi:10.1063/1.3558787.
/// </remarks>
public readonly struct MorseCurve
{
    private readonly double _depth, _width, _distance;
    private readonly double _shift, _slope;

    /// <summary>Makes a curve.</summary>
    /// <param name="depth">D, eV.</param>
    /// <param name="width">a, 1/Angstrom.</param>
    /// <param name="distance">r0, Angstrom.</param>
    /// <param name="cutoff">rc, Angstrom.</param>
    public MorseCurve(double depth, double width, double distance, double cutoff)
    {
        (_depth, _width, _distance, Cutoff) = (depth, width, distance, cutoff);
        (_shift, _slope) = Plain(cutoff);
    }

    /// <summary>Cutoff, Angstrom.</summary>
    public double Cutoff { get; }

    /// <summary>Energy (eV) and its derivative by distance (eV/Angstrom); zero from the cutoff on.</summary>
    public (double Energy, double Slope) At(double r)
    {
        if (r >= Cutoff)
        {
            return (0.0, 0.0);
        }

        (double energy, double slope) = Plain(r);
        return (energy - _shift - ((r - Cutoff) * _slope), slope - _slope);
    }

    private (double Energy, double Slope) Plain(double r)
    {
        double e = Math.Exp(-_width * (r - _distance));
        return (_depth * e * (e - 2.0), 2.0 * _depth * _width * e * (1.0 - e));
    }
}
