using System;

namespace MdEngine.Training.Optimizers;

/// <summary>A function of a vector of parameters that is to be made small.</summary>
public interface ILossFunction
{
    /// <summary>Number of parameters.</summary>
    int Parameters { get; }

    /// <summary>The loss and its gradient.</summary>
    /// <param name="parameters">Parameters.</param>
    /// <param name="gradient">Room for the derivatives by the parameters; overwritten.</param>
    /// <returns>The loss; it may be infinite or NaN where the function has no value, which a line search steps back from.</returns>
    double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient);
}
