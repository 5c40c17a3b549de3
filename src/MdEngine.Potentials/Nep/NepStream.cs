using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MdEngine.Potentials.Nep;

/// <summary>Neighbours that are written one after the other; arrays have room for a register beyond the last.</summary>
internal unsafe struct NepStream
{
    public double* X, Y, Z;
    public int* Index;
    public int Count;

    // For each set of four lanes the halves of doubles, and the integers, that move to the front.
    private static ReadOnlySpan<int> Halves =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 2, 3, 0, 1, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7,
        4, 5, 0, 1, 2, 3, 6, 7, 0, 1, 4, 5, 2, 3, 6, 7, 2, 3, 4, 5, 0, 1, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7,
        6, 7, 0, 1, 2, 3, 4, 5, 0, 1, 6, 7, 2, 3, 4, 5, 2, 3, 6, 7, 0, 1, 4, 5, 0, 1, 2, 3, 6, 7, 4, 5,
        4, 5, 6, 7, 0, 1, 2, 3, 0, 1, 4, 5, 6, 7, 2, 3, 2, 3, 4, 5, 6, 7, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7,
    ];

    private static ReadOnlySpan<int> Lanes =>
    [
        0, 1, 2, 3, 0, 1, 2, 3, 1, 0, 2, 3, 0, 1, 2, 3, 2, 0, 1, 3, 0, 2, 1, 3, 1, 2, 0, 3, 0, 1, 2, 3,
        3, 0, 1, 2, 0, 3, 1, 2, 1, 3, 0, 2, 0, 1, 3, 2, 2, 3, 0, 1, 0, 2, 3, 1, 1, 2, 3, 0, 0, 1, 2, 3,
    ];

    /// <summary>Appends one neighbour if it is to be kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(double dx, double dy, double dz, int index, bool keep)
    {
        X[Count] = dx;
        Y[Count] = dy;
        Z[Count] = dz;
        Index[Count] = index;
        Count += keep ? 1 : 0;
    }

    /// <summary>Appends those of four neighbours whose bit is set; needs AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(Vector256<double> dx, Vector256<double> dy, Vector256<double> dz, Vector128<int> index, uint keep)
    {
        Vector256<int> halves = Vector256.LoadUnsafe(in Halves[8 * (int)keep]);
        Vector128<int> lanes = Vector128.LoadUnsafe(in Lanes[4 * (int)keep]);
        Avx2.PermuteVar8x32(dx.AsInt32(), halves).AsDouble().Store(X + Count);
        Avx2.PermuteVar8x32(dy.AsInt32(), halves).AsDouble().Store(Y + Count);
        Avx2.PermuteVar8x32(dz.AsInt32(), halves).AsDouble().Store(Z + Count);
        Avx.PermuteVar(index.AsSingle(), lanes).AsInt32().Store(Index + Count);
        Count += BitOperations.PopCount(keep);
    }
}
