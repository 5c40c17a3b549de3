using System;
using MdEngine.Core.Persistence;

namespace MdEngine.Dynamics.Minimizers;

/// <summary>
/// Finds how far to go along a direction: to where the value has fallen enough and the slope is small enough (strong
/// Wolfe conditions), by bracketing and cubic interpolation, one evaluation at a time.
/// </summary>
/// <remarks>
/// J. Nocedal, S. J. Wright, Numerical Optimization (2nd ed., Springer 2006), algorithms 3.5 and 3.6. Where the value
/// changes by no more than its rounding, the slope alone decides (approximate Wolfe conditions): W. W. Hager, H. Zhang,
/// SIAM J. Optim. 16, 170 (2005), doi:10.1137/030601880.
/// </remarks>
internal sealed class LineSearch : IResumable
{
    private const double Decrease = 1e-4, Curvature = 0.9, Rounding = 1e-10, MostGrowth = 10.0;
    private const int MaxTrials = 15;
    private double _value, _slope, _largest;
    private (double At, double Value, double Slope) _low, _high;
    private bool _bracketed, _last;
    private int _trials;

    /// <summary>Begins a search.</summary>
    /// <param name="value">Value at the start.</param>
    /// <param name="slope">Slope there, negative.</param>
    /// <param name="largest">Farthest to go.</param>
    public void Start(double value, double slope, double largest)
    {
        (_value, _slope, _largest) = (value, slope, largest);
        _low = (0.0, value, slope);
        _bracketed = _last = false;
        _trials = 0;
    }

    /// <summary>Looks at a trial.</summary>
    /// <param name="at">Where.</param>
    /// <param name="value">Value there; may be anything, also no number.</param>
    /// <param name="slope">Slope there.</param>
    /// <returns>0 when the trial is good; NaN when there is no better place than the start; else where to try next.</returns>
    public double Next(double at, double value, double slope)
    {
        bool finite = double.IsFinite(value) && double.IsFinite(slope);
        double noise = Rounding * Math.Abs(_value);
        bool enough = value <= _value + (Decrease * at * _slope)
            || (value <= _value + noise && slope <= (1.0 - (2.0 * Decrease)) * -_slope);
        if (finite && enough && (_last || Math.Abs(slope) <= Curvature * -_slope))
        {
            return 0.0;
        }

        if (_last)
        {
            return double.NaN;
        }

        if (!finite || !enough || value > _low.Value + noise)
        {
            _high = (at, finite ? value : double.PositiveInfinity, finite ? slope : double.NaN);
            _bracketed = true;
        }
        else
        {
            // Too steep still: onwards when it falls towards the other end, else the least value lies on the way back.
            if (slope * (_bracketed ? _high.At - at : 1.0) >= 0.0)
            {
                _high = _low;
                _bracketed = true;
            }
            else if (!_bracketed && at >= _largest)
            {
                return 0.0;
            }

            (double At, double Value, double Slope) before = _low;
            _low = (at, value, slope);
            if (!_bracketed)
            {
                return Math.Min(_largest, Extrapolate(before));
            }
        }

        return ++_trials < MaxTrials ? Interpolate() : GiveUp();
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("start", (double[])[_value, _slope, _largest]);
        into.Set("low", (double[])[_low.At, _low.Value, _low.Slope]);
        into.Set("high", (double[])[_high.At, _high.Value, _high.Slope]);
        into.Set("bracketed", _bracketed);
        into.Set("last", _last);
        into.Set("trials", _trials);
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        double[] start = from.Reals("start", 3), low = from.Reals("low", 3), high = from.Reals("high", 3);
        (_value, _slope, _largest) = (start[0], start[1], start[2]);
        _low = (low[0], low[1], low[2]);
        _high = (high[0], high[1], high[2]);
        _bracketed = from.Flag("bracketed");
        _last = from.Flag("last");
        _trials = (int)from.Integer("trials");
    }

    private double GiveUp()
    {
        // Not for a difference within rounding.
        _last = _low.At > 0.0 && _low.Value <= _value + (Decrease * _low.At * _slope);
        return _last ? _low.At : double.NaN;
    }

    /// <summary>Where the slope would vanish if it went on changing as it did.</summary>
    private double Extrapolate((double At, double Value, double Slope) before)
    {
        double change = _low.Slope - before.Slope;
        double secant = _low.At - (_low.Slope * (_low.At - before.At) / change);
        bool sound = change > 0.0 && double.IsFinite(secant);
        return sound ? Math.Clamp(secant, 2.0 * _low.At, MostGrowth * _low.At) : MostGrowth * _low.At;
    }

    /// <summary>The least value of the cubic through both ends, or half-way; away from the ends.</summary>
    private double Interpolate()
    {
        double width = _high.At - _low.At;
        double at = 0.5;
        if (double.IsFinite(_high.Value))
        {
            double d1 = _low.Slope + _high.Slope - (3.0 * (_low.Value - _high.Value) / (_low.At - _high.At));
            double root = (d1 * d1) - (_low.Slope * _high.Slope);
            double d2 = Math.Sign(width) * Math.Sqrt(root);
            double cubic = 1.0 - ((_high.Slope + d2 - d1) / (_high.Slope - _low.Slope + (2.0 * d2)));
            at = double.IsFinite(cubic) ? cubic : 0.5;
        }

        return _low.At + (width * Math.Clamp(at, 0.1, 0.9));
    }
}
