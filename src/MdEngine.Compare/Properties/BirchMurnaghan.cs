using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Properties;

/// <summary>The equation of state of third order of Birch and Murnaghan, fitted to energies by volume.</summary>
/// <remarks>
/// F. Birch, Phys. Rev. 71, 809 (1947), doi:10.1103/PhysRev.71.809. In x = V^(-2/3) its energy is a polynomial of third
/// degree, so that the fit is linear.
/// </remarks>
public sealed class BirchMurnaghan
{
    private readonly double _reference;
    private readonly double[] _coefficients;

    /// <summary>Fits energies.</summary>
    /// <param name="volumes">Volumes, Angstrom^3; at least five.</param>
    /// <param name="energies">Energies, eV.</param>
    /// <exception cref="PhysicsException">The energies have no minimum within the volumes.</exception>
    public BirchMurnaghan(IReadOnlyList<double> volumes, IReadOnlyList<double> energies)
    {
        _reference = volumes[volumes.Count / 2];
        _coefficients = Fit(volumes, energies);
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double volume in volumes)
        {
            (low, high) = (Math.Min(low, volume), Math.Max(high, volume));
        }

        Volume = Minimum(low, high) ?? throw new PhysicsException(FormattableString.Invariant(
            $"the energies have no minimum between {low:G6} and {high:G6} Angstrom^3: no equation of state fits"));
        double x = Variable(Volume), y = x + 1.0;
        double second = Derivative(2, x), third = Derivative(3, x);

        // d2E/dV2 and d3E/dV3 where dE/dx is zero, with dx/dV = -2 y/(3 V).
        double slope = -2.0 * y / (3.0 * Volume), bend = 10.0 * y / (9.0 * Volume * Volume);
        double curvature = second * slope * slope;
        double change = (third * slope * slope * slope) + (3.0 * second * slope * bend);
        Energy = Derivative(0, x);
        BulkModulus = Volume * curvature;
        PressureDerivative = -1.0 - (Volume * change / curvature);
        double sum = 0.0;
        for (int k = 0; k < volumes.Count; k++)
        {
            double d = energies[k] - At(volumes[k]);
            sum += d * d;
        }

        Residual = Math.Sqrt(sum / volumes.Count);
    }

    /// <summary>Volume of the minimum, Angstrom^3.</summary>
    public double Volume { get; }

    /// <summary>Energy there, eV.</summary>
    public double Energy { get; }

    /// <summary>Bulk modulus there, eV/Angstrom^3.</summary>
    public double BulkModulus { get; }

    /// <summary>Its derivative by the pressure.</summary>
    public double PressureDerivative { get; }

    /// <summary>Root mean square of what the fit leaves, eV.</summary>
    public double Residual { get; }

    /// <summary>Energy of the fit at a volume, eV.</summary>
    public double At(double volume) => Derivative(0, Variable(volume));

    private double Variable(double volume) => Math.Pow(volume / _reference, -2.0 / 3.0) - 1.0;

    private double Derivative(int order, double x)
    {
        double sum = 0.0;
        for (int k = 3; k >= order; k--)
        {
            double factor = 1.0;
            for (int j = 0; j < order; j++)
            {
                factor *= k - j;
            }

            sum = (sum * x) + (factor * _coefficients[k]);
        }

        return sum;
    }

    private double[] Fit(IReadOnlyList<double> volumes, IReadOnlyList<double> energies)
    {
        // Scaled to a range of about one, and energies to their mean, so that the normal equations keep their digits.
        double scale = 0.0, mean = 0.0;
        foreach (double volume in volumes)
        {
            scale = Math.Max(scale, Math.Abs(Variable(volume)));
        }

        foreach (double energy in energies)
        {
            mean += energy / energies.Count;
        }

        double[,] normal = new double[4, 4], right = new double[4, 1];
        for (int n = 0; n < volumes.Count; n++)
        {
            double x = Variable(volumes[n]) / scale;
            double[] powers = [1.0, x, x * x, x * x * x];
            for (int k = 0; k < 16; k++)
            {
                normal[k / 4, k % 4] += powers[k / 4] * powers[k % 4];
            }

            for (int k = 0; k < 4; k++)
            {
                right[k, 0] += powers[k] * (energies[n] - mean);
            }
        }

        double[,] solution = DenseFactors.Solve(normal, right)
            ?? throw new PhysicsException("the volumes are too few or too alike to fit an equation of state");
        return
        [
            solution[0, 0] + mean, solution[1, 0] / scale, solution[2, 0] / (scale * scale),
            solution[3, 0] / (scale * scale * scale),
        ];
    }

    /// <summary>Where the slope is zero and the energy bends upwards.</summary>
    private double? Minimum(double low, double high)
    {
        double a = 3.0 * _coefficients[3], b = 2.0 * _coefficients[2], c = _coefficients[1];
        double root = Math.Sqrt((b * b) - (4.0 * a * c));

        // The root at which the second derivative, 2 a x + b, is +root; written so that it holds for a small too.
        double x = 2.0 * c / (-b - root);
        double volume = _reference * Math.Pow(x + 1.0, -1.5);
        return volume >= low && volume <= high ? volume : null;
    }
}
