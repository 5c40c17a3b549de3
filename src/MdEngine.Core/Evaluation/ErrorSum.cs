using System;

namespace MdEngine.Core.Evaluation;

/// <summary>Sums of errors of one quantity.</summary>
public sealed class ErrorSum
{
    private double _squares;
    private double _absolutes;

    /// <summary>Number of values.</summary>
    public long Count { get; private set; }

    /// <summary>Root mean square error; NaN without values.</summary>
    public double RootMeanSquare => Math.Sqrt(_squares / Count);

    /// <summary>Mean absolute error; NaN without values.</summary>
    public double MeanAbsolute => _absolutes / Count;

    /// <summary>Adds the error of one value.</summary>
    public void Add(double error)
    {
        Count++;
        _squares += error * error;
        _absolutes += Math.Abs(error);
    }
}
