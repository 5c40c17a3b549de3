using System;

namespace MdEngine.Dynamics.Thermostats;

/// <summary>A target temperature that goes linearly from one value to another over a stage.</summary>
public readonly record struct TemperatureRamp
{
    /// <summary>Makes a ramp.</summary>
    /// <param name="start">Temperature at the start of the stage, K; zero or more.</param>
    /// <param name="end">Temperature at its end, K; zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A temperature is negative or not finite.</exception>
    public TemperatureRamp(double start, double end)
    {
        if (!(start >= 0.0 && double.IsFinite(start)))
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, "a temperature is a finite number, 0 K or more");
        }

        if (!(end >= 0.0 && double.IsFinite(end)))
        {
            throw new ArgumentOutOfRangeException(nameof(end), end, "a temperature is a finite number, 0 K or more");
        }

        Start = start;
        End = end;
    }

    /// <summary>Temperature at the start of the stage, K.</summary>
    public double Start { get; }

    /// <summary>Temperature at its end, K.</summary>
    public double End { get; }

    /// <summary>Mean of the two, K.</summary>
    public double Mean => 0.5 * (Start + End);

    /// <summary>The same temperature throughout.</summary>
    public static TemperatureRamp Constant(double temperature) => new(temperature, temperature);

    /// <summary>Temperature, K, when a fraction of the stage is done.</summary>
    /// <param name="progress">From 0 to 1, as <see cref="MdEngine.Core.Motion.StepContext.Progress"/>.</param>
    public double At(double progress) => Start == End ? Start : (Start * (1.0 - progress)) + (End * progress);
}
