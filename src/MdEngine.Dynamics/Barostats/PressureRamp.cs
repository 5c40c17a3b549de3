using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Barostats;

/// <summary>A target pressure, or pressure tensor, that goes linearly from one value to another over a stage.</summary>
public readonly record struct PressureRamp
{
    /// <summary>Makes a ramp.</summary>
    /// <param name="start">Pressure tensor at the start of the stage, GPa: compression positive, symmetric.</param>
    /// <param name="end">Pressure tensor at its end, GPa.</param>
    /// <exception cref="ArgumentException">A tensor is not finite or not symmetric.</exception>
    public PressureRamp(Matrix3 start, Matrix3 end)
    {
        Check(start, nameof(start));
        Check(end, nameof(end));
        Start = start;
        End = end;
    }

    /// <summary>Pressure tensor at the start of the stage, GPa.</summary>
    public Matrix3 Start { get; }

    /// <summary>Pressure tensor at its end, GPa.</summary>
    public Matrix3 End { get; }

    /// <summary>The same pressure, GPa, throughout.</summary>
    public static PressureRamp Constant(double pressure) => Linear(pressure, pressure);

    /// <summary>A pressure, GPa, that goes from one value to another.</summary>
    public static PressureRamp Linear(double start, double end) =>
        new(start * Matrix3.Identity, end * Matrix3.Identity);

    /// <summary>A stress, GPa, tension positive, that goes from one value to another.</summary>
    public static PressureRamp FromStress(Matrix3 start, Matrix3 end) => new(-1.0 * start, -1.0 * end);

    /// <summary>Pressure tensor, GPa, when a fraction of the stage is done.</summary>
    /// <param name="progress">From 0 to 1, as <see cref="MdEngine.Core.Motion.StepContext.Progress"/>.</param>
    public Matrix3 At(double progress) => Start == End ? Start : ((1.0 - progress) * Start) + (progress * End);

    private static void Check(Matrix3 tensor, string name)
    {
        if (!tensor.IsFinite || tensor != tensor.Transpose())
        {
            throw new ArgumentException("a pressure tensor is finite and symmetric", name);
        }
    }
}
