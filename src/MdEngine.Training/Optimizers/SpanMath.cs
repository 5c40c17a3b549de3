using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Optimizers;

/// <summary>Sums and products of vectors of the same length.</summary>
internal static unsafe class SpanMath
{
    /// <summary>Sum of products.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        fixed (double* x = a, y = b)
        {
            return MatrixKernels.Dot(x, y, a.Length);
        }
    }

    /// <summary>Adds a multiple of another vector.</summary>
    public static void AddTimes(Span<double> to, double factor, ReadOnlySpan<double> x)
    {
        Span<Vector256<double>> a = MemoryMarshal.Cast<double, Vector256<double>>(to);
        ReadOnlySpan<Vector256<double>> b = MemoryMarshal.Cast<double, Vector256<double>>(x[..to.Length]);
        var f = Vector256.Create(factor);
        for (int k = 0; k < a.Length; k++)
        {
            a[k] = Vector256.MultiplyAddEstimate(f, b[k], a[k]);
        }

        for (int k = 4 * a.Length; k < to.Length; k++)
        {
            to[k] += factor * x[k];
        }
    }

    /// <summary>to = x + factor y.</summary>
    public static void Combine(Span<double> to, ReadOnlySpan<double> x, double factor, ReadOnlySpan<double> y)
    {
        x.CopyTo(to);
        AddTimes(to, factor, y);
    }

    /// <summary>Multiplies by a number.</summary>
    public static void Scale(Span<double> x, double factor)
    {
        foreach (ref double value in x)
        {
            value *= factor;
        }
    }
}
