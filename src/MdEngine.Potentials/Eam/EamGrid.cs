using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MdEngine.Potentials.Eam;

/// <summary>Finds the intervals of four distances, and their coefficients.</summary>
/// <remarks>
/// The four coefficients of an interval stand side by side, so a lane's are two loads into the halves of registers, and four
/// shuffles give those of all lanes: less work for the processor than gathering them one by one.
/// </remarks>
internal readonly unsafe struct EamGrid(EamTables tables)
{
    private readonly Vector256<double> _scale = Vector256.Create(tables.DistanceScale);
    private readonly Vector256<double> _last = Vector256.Create(tables.DistanceIntervals - 1.0);

    /// <summary>Offsets of the intervals in doubles, and where in them the distances are, from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> Interval(Vector256<double> r, out Vector256<double> t)
    {
        Vector256<double> p = r * _scale;
        Vector256<double> floor = Vector256.MinNative(Vector256.Floor(p), _last);
        t = Vector256.MinNative(p - floor, Vector256<double>.One);
        Vector256<double> offset = floor * Vector256.Create((double)HermiteTable.Stride);
        return Avx.IsSupported
            ? Avx.ConvertToVector128Int32(offset)
            : Vector128.Create((int)offset[0], (int)offset[1], (int)offset[2], (int)offset[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Cubic Lookup(double* table, Vector128<int> at) => new(
        table + (uint)at.GetElement(0), table + (uint)at.GetElement(1),
        table + (uint)at.GetElement(2), table + (uint)at.GetElement(3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Cubic Lookup(double* table, int* at) =>
        new(table + (uint)at[0], table + (uint)at[1], table + (uint)at[2], table + (uint)at[3]);

    /// <summary>As above, in the table that an offset by the lane's type points to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Cubic Lookup(double* table, Vector128<int> at, int* offsets, int* type, int stride) => new(
        table + offsets[stride * type[0]] + (uint)at.GetElement(0), table + offsets[stride * type[1]] + (uint)at.GetElement(1),
        table + offsets[stride * type[2]] + (uint)at.GetElement(2), table + offsets[stride * type[3]] + (uint)at.GetElement(3));

    /// <summary>As above, with the offsets in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Cubic Lookup(double* table, int* at, int* offsets, int* type, int stride) => new(
        table + offsets[stride * type[0]] + (uint)at[0], table + offsets[stride * type[1]] + (uint)at[1],
        table + offsets[stride * type[2]] + (uint)at[2], table + offsets[stride * type[3]] + (uint)at[3]);
}
