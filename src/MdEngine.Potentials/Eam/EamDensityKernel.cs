using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Eam;

/// <summary>
/// First stage: densities. Lists hold pairs of the skin too; those within the cutoff are packed side by side, so that
/// no lane of the costly part is idle, and noted for the second stage.
/// </summary>
/// <remarks>
/// Notes of an atom: the number of its pairs in the first of four entries; four times the slots of the others, filled up
/// to a multiple of four with its own; likewise their types where there are several.
/// </remarks>
internal static unsafe class EamDensityKernel
{
    private const int Lanes = EamScratch.Lanes;

    /// <summary>Adds the densities of a block and writes its notes.</summary>
    /// <typeparam name="TTypes">On: functions by pair of types; off: a single type.</typeparam>
    public static void Gather<TTypes>(in ForceBlock block, AtomSums into, EamTables tables, EamScratch scratch)
        where TTypes : struct, IFlag
    {
        var list = (ClusterList)block.Neighbors;
        scratch.Window.Load(in block, into.Segments);
        double* positions = scratch.Window.Positions;
        int* note = ReserveNotes(in block, list, TTypes.Value ? 2 : 1);
        for (int i = block.Start; i < block.End;)
        {
            int first = i, pairs = 0;
            int* notes = note;
            for (; i < block.End && pairs < EamScratch.Enough; i++)
            {
                int own = Lanes * into.Slot(i);
                int* row = list.Row(block.Index, i, out int count);
                scratch.Reserve(pairs + count);
                int n = Pack<TTypes>(positions, own, row, count, tables.Cutoff, scratch, pairs, note + Lanes);
                int padded = EamScratch.Padded(n);
                *note = n;
                note += Lanes + padded;
                for (int k = 0; TTypes.Value && k < padded; k++)
                {
                    scratch.Centers[(pairs + k) / Lanes] = *(int*)(positions + own + 3);
                    *note++ = scratch.Types[pairs + k];
                }

                pairs += padded;
            }

            LookUp<TTypes>(tables, scratch, pairs);
            int at = 0;
            for (int a = first; a < i; a++)
            {
                int n = *notes, padded = EamScratch.Padded(n);
                int slot = into.Slot(a);
                double sum = Add<TTypes>(notes + Lanes, n, scratch, at, into.Values);
                into.Values[slot] += sum;
                notes += Lanes + (TTypes.Value ? 2 * padded : padded);
                at += padded;
            }
        }
    }

    private static int* ReserveNotes(in ForceBlock block, ClusterList list, int numbers)
    {
        int room = 0;
        for (int i = block.Start; i < block.End; i++)
        {
            list.Row(block.Index, i, out int count);
            room += Lanes + ((count + (2 * Lanes)) * numbers);
        }

        AlignedBuffer<int> notes = block.Notes;
        notes.Grow(room);
        return notes.Pointer;
    }

    /// <summary>Packs the pairs of a row that lie within the cutoff; returns how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Pack<TTypes>(
        double* positions, int own, int* row, int count, double cutoff, EamScratch scratch, int pairs, int* slots)
        where TTypes : struct, IFlag
    {
        double* center = positions + own, toR2 = scratch.R2 + pairs;
        int* toType = scratch.Types + pairs;
        int* doubles = scratch.Order.Doubles, integers = scratch.Order.Integers;
        Vector256<double> x = Vector256.Create(center[0]), y = Vector256.Create(center[1]), z = Vector256.Create(center[2]);
        Vector256<double> cutoff2 = Vector256.Create(cutoff * cutoff);
        int* last = stackalloc int[Lanes];
        int n = 0;
        for (int k = 0; k < count; k += Lanes)
        {
            uint lanes = (1u << Lanes) - 1;
            int* at = row + k;
            if (count - k < Lanes)
            {
                // The row may end with the list: read no further.
                for (int lane = 0; lane < Lanes; lane++)
                {
                    last[lane] = lane < count - k ? at[lane] : own;
                }

                at = last;
                lanes >>= Lanes - (count - k);
            }

            Quadruples.Load(
                positions, at, out Vector256<double> dx, out Vector256<double> dy, out Vector256<double> dz, out Vector256<double> w);
            dx = x - dx;
            dy = y - dy;
            dz = z - dz;
            Vector256<double> r2 = Vector256.MultiplyAddEstimate(dx, dx, Vector256.MultiplyAddEstimate(dy, dy, dz * dz));
            lanes &= Vector256.LessThan(r2, cutoff2).ExtractMostSignificantBits();
            LaneOrder.Choose(r2, Vector256.Load(doubles + (2 * Lanes * lanes))).Store(toR2 + n);
            Vector128<int> chosen = Vector128.Load(integers + (Lanes * lanes));
            LaneOrder.Choose(Vector128.Load(at), chosen).Store(slots + n);
            if (TTypes.Value)
            {
                LaneOrder.Choose(Vector256.Narrow(w.AsInt64(), w.AsInt64()).GetLower(), chosen).Store(toType + n);
            }

            n += BitOperations.PopCount(lanes);
        }

        // What fills up the last register is masked later.
        cutoff2.Store(toR2 + n);
        Vector128.Create(own).Store(slots + n);
        if (TTypes.Value)
        {
            Vector128<int>.Zero.Store(toType + n);
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LookUp<TTypes>(EamTables tables, EamScratch scratch, int pairs)
        where TTypes : struct, IFlag
    {
        double* table = tables.Coefficients, r2 = scratch.R2, given = scratch.Given, taken = scratch.Taken;
        int* offsets = tables.DensityOffsets.Pointer, types = scratch.Types, centers = scratch.Centers;
        int number = tables.Types;
        double* single = table + offsets[0];
        var grid = new EamGrid(tables);
        for (int k = 0; k < pairs; k += Lanes)
        {
            Vector128<int> interval = grid.Interval(Vector256.Sqrt(Vector256.Load(r2 + k)), out Vector256<double> t);
            if (TTypes.Value)
            {
                int center = centers[k / Lanes];
                EamGrid.Lookup(table, interval, offsets + (number * center), types + k, 1).Value(t).Store(given + k);
                EamGrid.Lookup(table, interval, offsets + center, types + k, number).Value(t).Store(taken + k);
            }
            else
            {
                EamGrid.Lookup(single, interval).Value(t).Store(given + k);
            }
        }
    }

    /// <summary>Adds what the pairs of an atom give to the others; returns what they give to the atom itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Add<TTypes>(int* slots, int count, EamScratch scratch, int pairs, double* sums)
        where TTypes : struct, IFlag
    {
        double* given = scratch.Given + pairs, taken = TTypes.Value ? scratch.Taken + pairs : given;
        if (count == 0)
        {
            return 0.0;
        }

        int tail = (count - 1) & -Lanes;
        Vector256<double> real = Vector256.Load(scratch.Tails + (Lanes * (count & (Lanes - 1))));
        (Vector256.Load(given + tail) & real).Store(given + tail);
        if (TTypes.Value)
        {
            (Vector256.Load(taken + tail) & real).Store(taken + tail);
        }

        Vector256<double> sum = default;
        for (int k = 0; k < count; k += Lanes)
        {
            sum += Vector256.Load(taken + k);
            // Slots are counted in quadruples of 32 bytes; sums are 8 bytes each.
            int* at = slots + k;
            *(double*)((byte*)sums + (2UL * (uint)at[0])) += given[k];
            *(double*)((byte*)sums + (2UL * (uint)at[1])) += given[k + 1];
            *(double*)((byte*)sums + (2UL * (uint)at[2])) += given[k + 2];
            *(double*)((byte*)sums + (2UL * (uint)at[3])) += given[k + 3];
        }

        return Vector256.Sum(sum);
    }
}
