using System;
using MdEngine.Core;

namespace MdEngine.Potentials.Table;

/// <summary>
/// A table brought onto a grid that is even in squared distances, as coefficients by interval: of the energy and of the
/// force over the distance, each c0 + c1 t + c2 (s^3 - s) + c3 (t^3 - t) with s = 1 - t.
/// </summary>
internal sealed class TableGrid
{
    public const int Stride = 8;

    // Of an interval: where LAMMPS takes its secants at the ends.
    private const double Secant = 0.1;

    public TableGrid(TableSection table, TableInterpolation interpolation, int points, double? cutoff, string file)
    {
        double first = table.R[0], last = table.R[^1];
        Cutoff = cutoff ?? last;
        if (Cutoff > last * (1.0 + 1e-9))
        {
            throw new InputException($"the cutoff of {Cutoff:g6} Angstrom lies beyond the table, which ends at {last:g6}", file);
        }

        if (Cutoff <= first)
        {
            throw new InputException($"the cutoff of {Cutoff:g6} Angstrom lies before the table, which begins at {first:g6}", file);
        }

        Inner2 = first * first;
        Step = ((Cutoff * Cutoff) - Inner2) / (points - 1);
        (double[] energy, double[] force) = Sample(table, interpolation, points, out Func<double, double> forceAt);
        double[] square = new double[points], ratio = new double[points];
        for (int k = 0; k < points; k++)
        {
            square[k] = Inner2 + (k * Step);
            ratio[k] = force[k] / Math.Sqrt(square[k]);
        }

        double[] energyBend = new double[points], ratioBend = new double[points];
        if (interpolation == TableInterpolation.Spline)
        {
            energyBend = CubicSpline.Curvatures(square, energy, -force[0] / (2.0 * first), -force[^1] / (2.0 * Cutoff));
            ratioBend = CubicSpline.Curvatures(square, ratio, FirstSlope(table, force, forceAt), LastSlope(table, force, forceAt));
        }

        Coefficients = new double[Stride * (points - 1)];
        for (int k = 0; k < points - 1; k++)
        {
            Span<double> c = Coefficients.AsSpan(Stride * k, Stride);
            double h = Step * Step / 6.0;
            (c[0], c[1], c[2], c[3]) = (energy[k], energy[k + 1] - energy[k], h * energyBend[k], h * energyBend[k + 1]);
            (c[4], c[5], c[6], c[7]) = (ratio[k], ratio[k + 1] - ratio[k], h * ratioBend[k], h * ratioBend[k + 1]);
        }
    }

    public double Cutoff { get; }

    /// <summary>Square of the first distance.</summary>
    public double Inner2 { get; }

    /// <summary>Step of squared distances.</summary>
    public double Step { get; }

    public double[] Coefficients { get; }

    /// <summary>Energies and forces of the file at the points of the grid.</summary>
    private (double[] Energy, double[] Force) Sample(
        TableSection table, TableInterpolation interpolation, int points, out Func<double, double> forceAt)
    {
        double[] r = table.R;
        double firstSlope = table.FirstSlope ?? ((table.Force[1] - table.Force[0]) / (r[1] - r[0]));
        double lastSlope = table.LastSlope ?? ((table.Force[^1] - table.Force[^2]) / (r[^1] - r[^2]));
        double[] energyBend = CubicSpline.Curvatures(r, table.Energy, -table.Force[0], -table.Force[^1]);
        double[] forceBend = CubicSpline.Curvatures(r, table.Force, firstSlope, lastSlope);
        forceAt = at => CubicSpline.Value(r, table.Force, forceBend, at);
        // The points of such a file are those of the grid already.
        if (interpolation == TableInterpolation.Linear && table.IsEvenInSquares && r.Length == points && Cutoff == r[^1])
        {
            return (table.Energy, table.Force);
        }

        double[] energy = new double[points], force = new double[points];
        for (int k = 0; k < points; k++)
        {
            double at = Math.Sqrt(Inner2 + (k * Step));
            energy[k] = CubicSpline.Value(r, table.Energy, energyBend, at);
            force[k] = forceAt(at);
        }

        return (energy, force);
    }

    /// <summary>Derivative of force over distance by the squared distance at the first point.</summary>
    private double FirstSlope(TableSection table, double[] force, Func<double, double> forceAt)
    {
        double r = Math.Sqrt(Inner2);
        if (table.FirstSlope is { } given)
        {
            return ((given / r) - (force[0] / Inner2)) / (2.0 * r);
        }

        double next = Math.Sqrt(Inner2 + (Secant * Step));
        return ((forceAt(next) / next) - (force[0] / r)) / (Secant * Step);
    }

    /// <summary>The same at the last point.</summary>
    private double LastSlope(TableSection table, double[] force, Func<double, double> forceAt)
    {
        if (table.LastSlope is { } given && Cutoff == table.R[^1])
        {
            return ((given / Cutoff) - (force[^1] / (Cutoff * Cutoff))) / (2.0 * Cutoff);
        }

        double before = Math.Sqrt((Cutoff * Cutoff) - (Secant * Step));
        return ((force[^1] / Cutoff) - (forceAt(before) / before)) / (Secant * Step);
    }
}
