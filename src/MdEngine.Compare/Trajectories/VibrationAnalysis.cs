using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Observables;

namespace MdEngine.Compare.Trajectories;

/// <summary>
/// Velocity autocorrelation and vibrational density of states: from velocities, or from the differences of positions where a
/// trajectory has none.
/// </summary>
/// <param name="options">Longest time, window, blocks.</param>
public sealed class VibrationAnalysis(VibrationOptions options) : ITrajectoryAnalysis
{
    private const int MostOrigins = 256, MostLags = 100_000;
    private const double TerahertzPerInverseFemtosecond = 1000.0;

    private VelocityAutocorrelation? _correlation;
    private Double3[] _last = [], _velocity = [];
    private double _time = double.NaN;
    private bool _fromPositions;

    /// <inheritdoc/>
    public string Kind => "vdos";

    /// <inheritdoc/>
    public TrajectoryNeeds Needs => TrajectoryNeeds.Paths | TrajectoryNeeds.Velocities;

    /// <inheritdoc/>
    public object? NewCount() => null;

    /// <inheritdoc/>
    public void Count(Structure frame, object? count)
    {
    }

    /// <inheritdoc/>
    public void Add(TrajectoryFrame frame, object? count)
    {
        if (double.IsNaN(_time))
        {
            // The first frame waits for the second, which tells the time between them.
            _fromPositions = frame.Velocities is null;
            _last = [.. frame.Velocities ?? frame.Positions];
            _time = frame.Time;
            return;
        }

        if (frame.Velocities is null != _fromPositions)
        {
            throw new InputException($"frame {frame.Index + 1} has {(_fromPositions ? "" : "no ")}velocities, unlike those before it");
        }

        double interval = frame.Time - _time;
        if (_correlation is null)
        {
            Begin(frame, interval);
        }

        if (_fromPositions)
        {
            for (int i = 0; i < _velocity.Length; i++)
            {
                _velocity[i] = (1.0 / interval) * (frame.Positions[i] - _last[i]);
            }

            _correlation!.Add(_time, _velocity, frame.Elements, frame.Masses);
            frame.Positions.CopyTo(_last, 0);
        }
        else
        {
            _correlation!.Add(frame.Time, frame.Velocities, frame.Elements, frame.Masses);
        }

        _time = frame.Time;
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("time", _time);
        into.Set("positions", _fromPositions);
        into.Set("last", [.. _last.SelectMany(v => new[] { v.X, v.Y, v.Z })]);
        if (_correlation is { } correlation)
        {
            into.Set("longest", correlation.Longest);
            into.Set("spacing", correlation.Spacing);
            correlation.Save(into.Section("correlation"));
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _time = from.Real("time");
        _fromPositions = from.Flag("positions");
        double[] last = from.Reals("last");
        _last = [.. Enumerable.Range(0, last.Length / 3).Select(i => new Double3(last[3 * i], last[(3 * i) + 1], last[(3 * i) + 2]))];
        _velocity = new Double3[_last.Length];
        _correlation = null;
        if (from.Contains("correlation"))
        {
            long longest = from.Integer("longest"), spacing = from.Integer("spacing");
            if (longest is < 1 or > MostLags || spacing < 1 || spacing > longest + 1)
            {
                throw new InputException($"the saved autocorrelation of {longest} lags, origins every {spacing}, cannot be");
            }

            _correlation = new VelocityAutocorrelation((int)longest, (int)spacing);
            _correlation.Restore(from.Section("correlation"));
        }
    }

    /// <inheritdoc/>
    public PropertyResult Result()
    {
        if (_correlation is not { Lags: >= 4 } vacf)
        {
            throw new InputException($"{_correlation?.Frames ?? 1} frames are too few for vibrations; expected 8 at least");
        }

        var values = new List<PropertyValue>();
        List<PropertyCurve> correlations = [], densities = [];
        var notes = new List<string>();
        double longest = (vacf.Lags - 1) * vacf.Interval;
        double[] frequencies =
            [.. PowerSpectrum.Frequencies(vacf.Lags, vacf.Interval).Select(f => TerahertzPerInverseFemtosecond * f)];
        values.Add(new("Highest frequency", frequencies[^1], "THz"));
        values.Add(new("Line width", TerahertzPerInverseFemtosecond * WidthFactor(options.Window) / longest, "THz"));
        Add(values, correlations, densities, null, frequencies);
        if (vacf.Elements.Count > 1)
        {
            foreach (Element element in vacf.Elements)
            {
                Add(values, correlations, densities, element, frequencies);
            }
        }

        double[] total = [.. densities[0].Y];
        if (total[^(total.Length / 20 + 1)..].Average() > 0.05 * total.Max())
        {
            notes.Add(FormattableString.Invariant($"The spectrum has not fallen to nothing at the highest frequency, {frequencies[^1]:G4} THz: faster ")
                + "vibrations are folded back into it. Write frames more often.");
        }

        string source = _fromPositions
            ? "Velocities are the differences of positions between frames; the spectrum is divided by sinc^2(pi f interval), which that "
                + "multiplies it with (the autocorrelation is left as it is). "
            : "Velocities of the file. ";
        return new PropertyResult(
            Kind, "Vibrational density of states",
            source + FormattableString.Invariant($"Autocorrelation relative to the centre of mass to {longest:G6} fs, an origin every {vacf.Spacing} ")
            + $"frames; cosine transform with mass weights and the window {options.Window.ToString().ToLowerInvariant()}, integral over "
            + $"frequency set to 3 for each atom; errors: one standard error from the scatter of up to {options.Blocks} blocks.",
            values, [.. densities, .. correlations], notes);
    }

    private static double WidthFactor(SpectralWindow window) =>
        window switch { SpectralWindow.Hann => 1.0, SpectralWindow.Gaussian => 1.12, _ => 0.6 };

    private void Begin(TrajectoryFrame frame, double interval)
    {
        double lags = Math.Round(options.Longest / interval);
        if (!(lags >= 2.0))
        {
            throw new InputException(FormattableString.Invariant($"the longest time of the autocorrelation, {options.Longest:G6} fs, is less ")
                + FormattableString.Invariant($"than two frames, {interval:G6} fs apart; give a longer one, longest_fs"));
        }

        if (lags > MostLags)
        {
            throw new InputException(FormattableString.Invariant($"an autocorrelation of {options.Longest:G6} fs has {lags} lags of {interval:G6} fs, ")
                + $"more than {MostLags}; give a shorter one, longest_fs");
        }

        int spacing = options.OriginEvery ?? (int)Math.Ceiling((lags + 1.0) / MostOrigins);
        _correlation = new VelocityAutocorrelation((int)lags, (int)Math.Min(spacing, lags));
        _velocity = new Double3[frame.Count];
        if (!_fromPositions)
        {
            _correlation.Add(_time, _last, frame.Elements, frame.Masses);
        }
    }

    private void Add(
        List<PropertyValue> values, List<PropertyCurve> correlations, List<PropertyCurve> densities, Element? element, double[] frequencies)
    {
        VelocityAutocorrelation vacf = _correlation!;
        string name = element?.Symbol ?? "all";
        int atoms = element is null ? vacf.Numbers.Sum() : vacf.Numbers[((List<Element>)[.. vacf.Elements]).IndexOf(element)];
        double[] weighted = vacf.Weighted(element), density = Density(weighted, atoms);
        double[][] blocks = [.. vacf.WeightedBlocks(options.Blocks, element).Where(b => !b.Any(double.IsNaN))];
        double[][] densityBlocks = [.. blocks.Select(b => Density(b, atoms))];
        double width = frequencies[1] - frequencies[0];
        // Equipartition: m v^2 = 3 kT for each atom, less what the centre of mass has.
        int all = vacf.Numbers.Sum();
        double kelvin = PhysicalConstants.MassVelocitySquared / (3.0 * PhysicalConstants.Boltzmann) * all / Math.Max(1.0, all - 1.0);
        double[] temperatures = [.. blocks.Select(b => kelvin * b[0])];
        values.Add(new(
            $"{(_fromPositions ? "Temperature below the highest frequency" : "Temperature")} {name}", kelvin * weighted[0], "K", Error(temperatures)));
        values.Add(new($"Integral {name}", Trapezoid(density, width), ""));
        values.Add(new(
            $"Mean frequency {name}", Moment(density, frequencies, width), "THz", Error([.. densityBlocks.Select(d => Moment(d, frequencies, width))])));
        values.Add(new($"Highest peak {name}", frequencies[Array.IndexOf(density, density.Max())], "THz"));
        densities.Add(new PropertyCurve(
            $"Density of states, {name}", "Frequency (THz)", "Density of states (1/THz)", frequencies, density, Errors(densityBlocks, density.Length)));
        double[] curve = Normalized(vacf.Curve(element));
        double[][] curveBlocks = [.. vacf.BlockCurves(options.Blocks, element).Where(b => !b.Any(double.IsNaN)).Select(Normalized)];
        correlations.Add(new PropertyCurve(
            $"Autocorrelation, {name}", "Time (fs)", "Velocity autocorrelation", [.. Enumerable.Range(0, curve.Length).Select(k => k * vacf.Interval)],
            curve, Errors(curveBlocks, curve.Length)));
    }

    /// <summary>Density of states, 1/THz, whose integral is 3 for each atom.</summary>
    private double[] Density(double[] weighted, int atoms)
    {
        double interval = _correlation!.Interval;
        double[] density = PowerSpectrum.Of(weighted, interval, options.Window);
        double[] frequencies = PowerSpectrum.Frequencies(weighted.Length, interval);
        for (int k = 1; _fromPositions && k < density.Length; k++)
        {
            double x = Math.PI * frequencies[k] * interval, sinc = Math.Sin(x) / x;
            density[k] /= sinc * sinc;
        }

        double sum = Trapezoid(density, TerahertzPerInverseFemtosecond * (frequencies[1] - frequencies[0]));
        return [.. density.Select(d => sum > 0.0 ? d * 3.0 * atoms / sum : 0.0)];
    }

    private static double Trapezoid(double[] y, double width) => width * (y.Sum() - (0.5 * (y[0] + y[^1])));

    private static double Moment(double[] density, double[] frequencies, double width) =>
        Trapezoid([.. density.Zip(frequencies, (d, f) => d * f)], width) / Trapezoid(density, width);

    private static double[] Normalized(double[] curve) => [.. curve.Select(c => curve[0] > 0.0 ? c / curve[0] : 0.0)];

    private static double? Error(double[] blocks) => blocks.Length < 2 ? null : BlockStatistics.Of(blocks).Error;

    private static double[]? Errors(double[][] blocks, int count) => blocks.Length < 2
        ? null
        : [.. Enumerable.Range(0, count).Select(k => BlockStatistics.Of([.. blocks.Select(b => b[k])]).Error)];
}
