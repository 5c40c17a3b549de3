using System;

namespace MdEngine.Compare.Reporting;

/// <summary>Mean and scatter of a sequence of numbers, without loss where the scatter is small against the mean.</summary>
/// <remarks>B. P. Welford, Technometrics 4 (1962) 419.</remarks>
public sealed class ThermoMoments
{
    private int _count;
    private double _squares;

    /// <summary>Mean; NaN without values.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>Standard deviation of the single values; NaN with fewer than two.</summary>
    public double Scatter => _count < 2 ? double.NaN : Math.Sqrt(_squares / (_count - 1));

    /// <summary>Adds a value; one that is not finite is left out.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            return;
        }

        double before = _count == 0 ? value : Mean;
        _count++;
        Mean = before + ((value - before) / _count);
        _squares += (value - before) * (value - Mean);
    }
}
