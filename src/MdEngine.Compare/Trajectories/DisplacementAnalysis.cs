using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Observables;

namespace MdEngine.Compare.Trajectories;

/// <summary>Mean square displacement and diffusion coefficients.</summary>
/// <param name="options">Range of the fit, blocks.</param>
public sealed class DisplacementAnalysis(DisplacementOptions options) : ITrajectoryAnalysis
{
    private const double StandardFrom = 0.025, StandardTo = 0.1;
    private readonly MeanSquareDisplacement _msd = new();

    /// <inheritdoc/>
    public string Kind => "msd";

    /// <inheritdoc/>
    public TrajectoryNeeds Needs => TrajectoryNeeds.Paths;

    /// <inheritdoc/>
    public object? NewCount() => null;

    /// <inheritdoc/>
    public void Count(Structure frame, object? count)
    {
    }

    /// <inheritdoc/>
    public void Add(TrajectoryFrame frame, object? count) =>
        _msd.Add(frame.Time, frame.Positions, frame.Elements, frame.Masses);

    /// <inheritdoc/>
    public void Save(StateBag into) => _msd.Save(into);

    /// <inheritdoc/>
    public void Restore(StateBag from) => _msd.Restore(from);

    /// <inheritdoc/>
    public PropertyResult Result()
    {
        double[] lags = _msd.Lags();
        if (lags.Length < 3)
        {
            throw new InputException($"{_msd.Frames} frames are too few for a mean square displacement; expected 4 at least");
        }

        double length = (_msd.Frames - 1) * _msd.Interval;
        // Two lags at least lie in the range, whatever the user wants of it.
        double from = options.From ?? Math.Max(StandardFrom * length, _msd.Interval);
        double to = options.To ?? Math.Max(StandardTo * length, from + (2.0 * _msd.Interval));
        var values = new List<PropertyValue>();
        var curves = new List<PropertyCurve>();
        var notes = new List<string>();
        Add(values, curves, notes, null, lags, from, to);
        if (_msd.Elements.Count > 1)
        {
            foreach (Element element in _msd.Elements)
            {
                Add(values, curves, notes, element, lags, from, to);
            }
        }

        notes.Add("D is that of the periodic cell; in a fluid it grows with the length L of a cubic cell towards D + 2.837 kT/(6 pi "
            + "viscosity L) (Yeh and Hummer, J. Phys. Chem. B 108, 15873 (2004)).");
        return new PropertyResult(
            Kind, "Mean square displacement",
            FormattableString.Invariant($"Displacements relative to the centre of mass, over all origins in time (every frame up to lags of ")
            + FormattableString.Invariant($"{MeanSquareDisplacement.LagsPerLevel} frames, fewer for longer ones), {length:G6} fs in all. D: a sixth of the slope of ")
            + FormattableString.Invariant($"the straight line from {from:G6} to {to:G6} fs, mean and one standard error of {options.Blocks} blocks ")
            + "that share no displacement.",
            values, curves, notes);
    }

    private void Add(
        List<PropertyValue> values, List<PropertyCurve> curves, List<string> notes, Element? element, double[] lags, double from, double to)
    {
        string name = element?.Symbol ?? "all";
        double[] msd = _msd.Curve(element);
        curves.Add(new PropertyCurve(
            name, "Time (fs)", "Mean square displacement (Angstrom^2)", lags, msd, _msd.Errors(options.Blocks, element)));
        try
        {
            DiffusionEstimate d = _msd.SelfDiffusion(from, to, options.Blocks, element);
            values.Add(new($"D {name}", d.InSquareCentimetrePerSecond, "cm^2/s", d.ErrorInSquareCentimetrePerSecond));
            double exponent = Exponent(lags, msd, from, to);
            values.Add(new($"Exponent {name}", exponent, ""));
            if (!(Math.Abs(exponent - 1.0) <= 0.2))
            {
                notes.Add(FormattableString.Invariant($"The mean square displacement of {name} grows as the power {exponent:F2} of time in the ")
                    + "range of the fit, not 1: the motion is not diffusive there (solid, caged or ballistic), and D means little.");
            }
        }
        catch (ArgumentException e)
        {
            values.Add(new($"D {name}", double.NaN, "cm^2/s"));
            if (element is null)
            {
                notes.Add($"No diffusion coefficient: {e.Message}.");
            }
        }
    }

    private static double Exponent(double[] lags, double[] msd, double from, double to)
    {
        (double X, double Y)[] points =
        [
            .. lags.Zip(msd).Where(p => p.First >= from * (1.0 - 1e-9) && p.First <= to * (1.0 + 1e-9) && p.First > 0.0 && p.Second > 0.0)
                .Select(p => (Math.Log(p.First), Math.Log(p.Second))),
        ];
        if (points.Length < 2)
        {
            return double.NaN;
        }

        double x = points.Average(p => p.X), y = points.Average(p => p.Y);
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }
}
