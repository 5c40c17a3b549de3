using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MdEngine.Dynamics.Observables;

/// <summary>Sums over the coordinates of many atoms at two times.</summary>
internal static class LagKernels
{
    /// <summary>Sum of the squares of the differences.</summary>
    public static double SquareDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref double x = ref MemoryMarshal.GetReference(a), y = ref MemoryMarshal.GetReference(b);
        Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
        int lanes = Vector<double>.Count, k = 0;
        for (; k <= a.Length - (4 * lanes); k += 4 * lanes)
        {
            Vector<double> d0 = Load(ref x, k) - Load(ref y, k);
            Vector<double> d1 = Load(ref x, k + lanes) - Load(ref y, k + lanes);
            Vector<double> d2 = Load(ref x, k + (2 * lanes)) - Load(ref y, k + (2 * lanes));
            Vector<double> d3 = Load(ref x, k + (3 * lanes)) - Load(ref y, k + (3 * lanes));
            s0 = Vector.FusedMultiplyAdd(d0, d0, s0);
            s1 = Vector.FusedMultiplyAdd(d1, d1, s1);
            s2 = Vector.FusedMultiplyAdd(d2, d2, s2);
            s3 = Vector.FusedMultiplyAdd(d3, d3, s3);
        }

        double sum = Vector.Sum((s0 + s1) + (s2 + s3));
        for (; k < a.Length; k++)
        {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }

        return sum;
    }

    /// <summary>Sum of the products.</summary>
    public static double Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref double x = ref MemoryMarshal.GetReference(a), y = ref MemoryMarshal.GetReference(b);
        Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
        int lanes = Vector<double>.Count, k = 0;
        for (; k <= a.Length - (4 * lanes); k += 4 * lanes)
        {
            s0 = Vector.FusedMultiplyAdd(Load(ref x, k), Load(ref y, k), s0);
            s1 = Vector.FusedMultiplyAdd(Load(ref x, k + lanes), Load(ref y, k + lanes), s1);
            s2 = Vector.FusedMultiplyAdd(Load(ref x, k + (2 * lanes)), Load(ref y, k + (2 * lanes)), s2);
            s3 = Vector.FusedMultiplyAdd(Load(ref x, k + (3 * lanes)), Load(ref y, k + (3 * lanes)), s3);
        }

        double sum = Vector.Sum((s0 + s1) + (s2 + s3));
        for (; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Load(ref double from, int at) => Vector.LoadUnsafe(ref from, (nuint)at);
}
