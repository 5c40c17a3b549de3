using System;
using MdEngine.Core.Options;

namespace MdEngine.Training.Optimizers;

/// <summary>Settings of <see cref="MatrixAdam"/>.</summary>
public record AdamSettings
{
    /// <summary>Memory of the mean gradient.</summary>
    [Option("beta1", "Memory of the mean gradient.", Required = false, Min = 0.0, Max = 0.999999)]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Memory of the mean square gradient.</summary>
    [Option("beta2", "Memory of the mean square gradient.", Required = false, Min = 0.0, Max = 0.9999999)]
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the mean square.</summary>
    [Option("epsilon", "Number added to the root of the mean square gradient.", Required = false, Min = 0.0, ExclusiveMin = true)]
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Decay of the parameters, a factor of the rate.</summary>
    [Option("weight_decay", "Decay of the parameters in each step, as a factor of the rate (AdamW).", Required = false, Min = 0.0)]
    public double WeightDecay { get; init; }

    /// <summary>Rate of the first step.</summary>
    [Option("rate", "Learning rate at the beginning.", Required = false, Min = 0.0, ExclusiveMin = true)]
    public double Rate { get; init; } = 0.005;

    /// <summary>Rate of the last step.</summary>
    [Option("last_rate", "Learning rate at the end; it falls in between as half a cosine.", Required = false, Min = 0.0)]
    public double LastRate { get; init; } = 1e-5;

    /// <summary>The rate when a part of all steps has been done: half a period of a cosine.</summary>
    /// <param name="done">Part done, 0 to 1.</param>
    public double RateAt(double done) =>
        LastRate + (0.5 * (Rate - LastRate) * (1.0 + Math.Cos(Math.PI * Math.Clamp(done, 0.0, 1.0))));
}
