using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Eam;

/// <summary>Densities and forces of packed pairs, four at a time, from cubic tables.</summary>
/// <remarks>
/// The four coefficients of an interval stand side by side, so a lane's are two loads into the halves of registers, and a
/// transposition gives those of all lanes: less work for the processor than gathering them one by one.
/// </remarks>
internal static unsafe class EamKernel
{
    /// <summary>Adds the densities that the pairs give to the others to these, and returns that of the atom itself.</summary>
    /// <typeparam name="TTypes">On: functions by pair of types; off: a single type.</typeparam>
    public static double AddDensities<TTypes>(PairRow pairs, EamTables tables, double* sums)
        where TTypes : struct, IFlag
    {
        double* table = tables.Coefficients;
        int* offsets = tables.DensityOffsets.Pointer;
        int types = tables.Types, center = pairs.CenterType, count = pairs.Count;
        Vector256<double> sum = default, left = Vector256.Create(count, count - 1.0, count - 2.0, count - 3.0);
        for (int k = 0; k < count; k += 4)
        {
            Vector256<double> r = Vector256.Sqrt(Vector256.Load(pairs.R2 + k));
            Vector128<int> interval = Interval(r, tables, out Vector256<double> t);
            Vector256<double> real = Vector256.GreaterThan(left, Vector256<double>.Zero);
            left -= Vector256.Create(4.0);
            int* type = pairs.Types + k, at = pairs.Slots + k;
            Vector256<double> given, taken;
            if (TTypes.Value)
            {
                given = real & Value(Lookup(table, interval, offsets + (types * center), type, 1), t);
                taken = real & Value(Lookup(table, interval, offsets + center, type, types), t);
            }
            else
            {
                given = taken = real & Value(Lookup(table + offsets[0], interval), t);
            }

            sum += taken;
            // Slots are counted in quadruples of 32 bytes; sums are 8 bytes each.
            *(double*)((byte*)sums + (2L * at[0])) += given.GetElement(0);
            *(double*)((byte*)sums + (2L * at[1])) += given.GetElement(1);
            *(double*)((byte*)sums + (2L * at[2])) += given.GetElement(2);
            *(double*)((byte*)sums + (2L * at[3])) += given.GetElement(3);
        }

        return Vector256.Sum(sum);
    }

    /// <summary>Sets energies and forces of the pairs.</summary>
    /// <typeparam name="TTypes">On: functions by pair of types; off: a single type.</typeparam>
    /// <param name="pairs">The pairs.</param>
    /// <param name="tables">Functions.</param>
    /// <param name="slope">dF/drho of the atom.</param>
    /// <param name="slopes">dF/drho by slot.</param>
    public static void SetForces<TTypes>(PairRow pairs, EamTables tables, double slope, double* slopes)
        where TTypes : struct, IFlag
    {
        double* table = tables.Coefficients;
        int* density = tables.DensityOffsets.Pointer, pair = tables.PairOffsets.Pointer;
        int types = tables.Types, center = pairs.CenterType, count = pairs.Count;
        Vector256<double> own = Vector256.Create(slope), scale = Vector256.Create(tables.DistanceScale);
        for (int k = 0; k < count; k += 4)
        {
            Vector256<double> r = Vector256.Sqrt(Vector256.Load(pairs.R2 + k));
            Vector256<double> inverse = Vector256<double>.One / r;
            Vector128<int> interval = Interval(r, tables, out Vector256<double> t);
            int* type = pairs.Types + k, at = pairs.Slots + k;
            Vector256<double> other = Vector256.Create(
                *(double*)((byte*)slopes + (2L * at[0])), *(double*)((byte*)slopes + (2L * at[1])),
                *(double*)((byte*)slopes + (2L * at[2])), *(double*)((byte*)slopes + (2L * at[3])));
            Vector256<double> embedding;
            Cubic z;
            if (TTypes.Value)
            {
                Vector256<double> given = Slope(Lookup(table, interval, density + (types * center), type, 1), t);
                Vector256<double> taken = Slope(Lookup(table, interval, density + center, type, types), t);
                embedding = Vector256.MultiplyAddEstimate(own, taken, other * given);
                z = Lookup(table, interval, pair + (types * center), type, 1);
            }
            else
            {
                embedding = (own + other) * Slope(Lookup(table + density[0], interval), t);
                z = Lookup(table + pair[0], interval);
            }

            Vector256<double> energy = Value(z, t) * inverse;
            Vector256<double> derivative = Vector256.MultiplyAddEstimate(Slope(z, t), inverse, embedding) * scale;
            derivative -= energy * inverse;
            energy.Store(pairs.Energy + k);
            (-(derivative * inverse)).Store(pairs.Force + k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Interval(Vector256<double> r, EamTables tables, out Vector256<double> t)
    {
        Vector256<double> p = r * Vector256.Create(tables.DistanceScale);
        Vector256<double> floor = Vector256.MinNative(
            Vector256.Floor(p), Vector256.Create(tables.DistanceIntervals - 1.0));
        t = Vector256.MinNative(p - floor, Vector256<double>.One);
        // Four doubles an interval.
        Vector256<double> offset = floor * Vector256.Create((double)HermiteTable.Stride);
        return Avx.IsSupported
            ? Avx.ConvertToVector128Int32(offset)
            : Vector128.Create((int)offset[0], (int)offset[1], (int)offset[2], (int)offset[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Cubic Lookup(double* table, Vector128<int> at) => new(
        table + at.GetElement(0), table + at.GetElement(1), table + at.GetElement(2), table + at.GetElement(3));

    /// <summary>As above, in the table that an offset by the lane's type points to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Cubic Lookup(double* table, Vector128<int> at, int* offsets, int* type, int stride) => new(
        table + offsets[stride * type[0]] + at.GetElement(0), table + offsets[stride * type[1]] + at.GetElement(1),
        table + offsets[stride * type[2]] + at.GetElement(2), table + offsets[stride * type[3]] + at.GetElement(3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Value(Cubic c, Vector256<double> t) =>
        Vector256.MultiplyAddEstimate(
            Vector256.MultiplyAddEstimate(Vector256.MultiplyAddEstimate(c.C3, t, c.C2), t, c.C1), t, c.C0);

    /// <summary>Derivative by t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Slope(Cubic c, Vector256<double> t) =>
        Vector256.MultiplyAddEstimate(
            Vector256.MultiplyAddEstimate(Vector256.Create(3.0) * c.C3, t, c.C2 + c.C2), t, c.C1);

    /// <summary>Coefficients of an interval for each lane.</summary>
    private readonly struct Cubic
    {
        public readonly Vector256<double> C0, C1, C2, C3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Cubic(double* a, double* b, double* c, double* d)
        {
            Vector256<double> lowAc = Vector256.Create(Vector128.Load(a), Vector128.Load(c));
            Vector256<double> lowBd = Vector256.Create(Vector128.Load(b), Vector128.Load(d));
            Vector256<double> highAc = Vector256.Create(Vector128.Load(a + 2), Vector128.Load(c + 2));
            Vector256<double> highBd = Vector256.Create(Vector128.Load(b + 2), Vector128.Load(d + 2));
            if (Avx.IsSupported)
            {
                C0 = Avx.UnpackLow(lowAc, lowBd);
                C1 = Avx.UnpackHigh(lowAc, lowBd);
                C2 = Avx.UnpackLow(highAc, highBd);
                C3 = Avx.UnpackHigh(highAc, highBd);
            }
            else
            {
                C0 = Vector256.Create(a[0], b[0], c[0], d[0]);
                C1 = Vector256.Create(a[1], b[1], c[1], d[1]);
                C2 = Vector256.Create(a[2], b[2], c[2], d[2]);
                C3 = Vector256.Create(a[3], b[3], c[3], d[3]);
            }
        }
    }
}
