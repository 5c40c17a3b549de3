using System;
using MdEngine.Core.Evaluation;

namespace MdEngine.Compare.Accuracy;

/// <summary>Adds up the errors of one quantity and remembers the worst.</summary>
/// <param name="unit">Unit of the errors.</param>
public sealed class ErrorTally(string unit)
{
    private readonly ErrorSum _sum = new();
    private double _total, _worst = double.NaN;
    private long _frame = -1;
    private int _atom;

    /// <summary>Number of values.</summary>
    public long Count => _sum.Count;

    /// <summary>The figures of what was added.</summary>
    public ErrorFigures Figures => new(
        unit, _sum.Count, _sum.RootMeanSquare, _sum.MeanAbsolute, _total / _sum.Count, _worst, _frame, _atom);

    /// <summary>Adds the error of one value.</summary>
    /// <param name="error">Predicted minus reference.</param>
    /// <param name="frame">Its frame, from 0.</param>
    /// <param name="atom">Its atom, from 1; 0 for a quantity of the whole frame.</param>
    public void Add(double error, long frame, int atom = 0)
    {
        _sum.Add(error);
        _total += error;
        if (!(Math.Abs(error) <= Math.Abs(_worst)))
        {
            (_worst, _frame, _atom) = (error, frame, atom);
        }
    }
}
