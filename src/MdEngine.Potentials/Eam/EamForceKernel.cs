using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Eam;

/// <summary>Second stage: forces of the noted pairs, from positions and embedding slopes side by side.</summary>
internal static unsafe class EamForceKernel
{
    private const int Lanes = EamScratch.Lanes;

    /// <summary>Adds the forces of a block; with <typeparamref name="TTotals"/> its energy and virial too.</summary>
    /// <typeparam name="TTypes">On: functions by pair of types; off: a single type.</typeparam>
    /// <typeparam name="TTotals">On: energy and virial are wanted.</typeparam>
    public static void Compute<TTypes, TTotals>(in ForceBlock block, ForceAccumulator into, EamTables tables, EamScratch scratch)
        where TTypes : struct, IFlag
        where TTotals : struct, IFlag
    {
        scratch.Window.Open(in block, into, block.Values);
        double* positions = scratch.Window.Positions, forces = scratch.Window.Forces;
        int* note = block.Notes.Pointer;
        for (int i = block.Start; i < block.End;)
        {
            int first = i, pairs = 0;
            int* notes = note;
            for (; i < block.End && pairs < EamScratch.Enough; i++)
            {
                int count = *note, padded = EamScratch.Padded(count);
                scratch.Reserve(pairs + padded);
                Prepare<TTypes>(note + Lanes, padded, Lanes * into.Slot(i), positions, tables, scratch, pairs);
                note += Lanes + padded;
                for (int k = 0; TTypes.Value && k < padded; k++)
                {
                    scratch.Centers[(pairs + k) / Lanes] = block.Types[i];
                    scratch.Types[pairs + k] = *note++;
                }

                pairs += padded;
            }

            LookUp<TTypes, TTotals>(tables, scratch, pairs);
            int at = 0;
            for (int a = first; a < i; a++)
            {
                int own = Lanes * into.Slot(a), count = *notes, padded = EamScratch.Padded(count);
                Add(notes + Lanes, count, own, forces, scratch, at);
                if (TTotals.Value)
                {
                    into.AddEnergy(a, tables.Embed(block.Types[a], block.Sums[a], out _));
                    AddTotals(notes + Lanes, count, own, scratch, at, into);
                }

                notes += Lanes + (TTypes.Value ? 2 * padded : padded);
                at += padded;
            }
        }

        scratch.Window.Close(into);
    }

    /// <summary>Distances, intervals and slopes of the pairs of an atom.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Prepare<TTypes>(
        int* slots, int padded, int own, double* positions, EamTables tables, EamScratch scratch, int pairs)
        where TTypes : struct, IFlag
    {
        double* atom = positions + own;
        Vector256<double> x = Vector256.Create(atom[0]), y = Vector256.Create(atom[1]), z = Vector256.Create(atom[2]);
        Vector256<double> slope = Vector256.Create(TTypes.Value ? 0.0 : atom[3]);
        var grid = new EamGrid(tables);
        double* record = scratch.Records + (pairs / Lanes * EamScratch.Record);
        for (int* end = slots + padded; slots < end; slots += Lanes)
        {
            Quadruples.Load(
                positions, slots,
                out Vector256<double> dx, out Vector256<double> dy, out Vector256<double> dz, out Vector256<double> other);
            dx = x - dx;
            dy = y - dy;
            dz = z - dz;
            dx.Store(record);
            dy.Store(record + EamScratch.Y);
            dz.Store(record + EamScratch.Z);
            (TTypes.Value ? other : slope + other).Store(record + EamScratch.Slope);
            Vector256<double> r2 = Vector256.MultiplyAddEstimate(dx, dx, Vector256.MultiplyAddEstimate(dy, dy, dz * dz));
            Vector256<double> r = Vector256.Sqrt(r2);
            (Vector256<double>.One / r).Store(record + EamScratch.Inverse);
            grid.Interval(r, out Vector256<double> t).Store((int*)(record + EamScratch.Interval));
            t.Store(record + EamScratch.Place);
            record += EamScratch.Record;
        }

        for (int k = 0; TTypes.Value && k < padded; k += Lanes)
        {
            scratch.Slopes[(pairs + k) / Lanes] = atom[3];
        }
    }

    /// <summary>Energies and forces over distances.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LookUp<TTypes, TTotals>(EamTables tables, EamScratch scratch, int pairs)
        where TTypes : struct, IFlag
        where TTotals : struct, IFlag
    {
        double* table = tables.Coefficients, own = scratch.Slopes, record = scratch.Records;
        int* density = tables.DensityOffsets.Pointer, pair = tables.PairOffsets.Pointer;
        int* types = scratch.Types, centers = scratch.Centers;
        int number = tables.Types;
        double* singleDensity = table + density[0], singlePair = table + pair[0];
        Vector256<double> scale = Vector256.Create(tables.DistanceScale);
        for (int k = 0; k < pairs; k += Lanes)
        {
            Vector256<double> t = Vector256.Load(record + EamScratch.Place), inverse = Vector256.Load(record + EamScratch.Inverse);
            var at = (int*)(record + EamScratch.Interval);
            Vector256<double> embedding = Vector256.Load(record + EamScratch.Slope);
            Cubic phi;
            if (TTypes.Value)
            {
                int center = centers[k / Lanes];
                Vector256<double> given = EamGrid.Lookup(table, at, density + (number * center), types + k, 1).Slope(t);
                Vector256<double> taken = EamGrid.Lookup(table, at, density + center, types + k, number).Slope(t);
                embedding = Vector256.MultiplyAddEstimate(Vector256.Create(own[k / Lanes]), taken, embedding * given);
                phi = EamGrid.Lookup(table, at, pair + (number * center), types + k, 1);
            }
            else
            {
                embedding *= EamGrid.Lookup(singleDensity, at).Slope(t);
                phi = EamGrid.Lookup(singlePair, at);
            }

            Vector256<double> energy = phi.Value(t) * inverse;
            Vector256<double> derivative = Vector256.MultiplyAddEstimate(phi.Slope(t), inverse, embedding) * scale;
            (((energy * inverse) - derivative) * inverse).Store(record + EamScratch.Force);
            if (TTotals.Value)
            {
                energy.Store(record + EamScratch.Energy);
            }

            record += EamScratch.Record;
        }
    }

    /// <summary>Adds the forces of the pairs of an atom.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(int* slots, int count, int own, double* forces, EamScratch scratch, int pairs)
    {
        if (count == 0)
        {
            return;
        }

        double* record = scratch.Records + (pairs / Lanes * EamScratch.Record);
        double* last = record + ((count - 1) / Lanes * EamScratch.Record) + EamScratch.Force;
        // The rest of the last register is the atom with itself, at no distance: infinities, not numbers.
        Vector256<double> real = Vector256.Load(scratch.Tails + (Lanes * (count & (Lanes - 1))));
        (Vector256.Load(last) & real).Store(last);
        Vector256<double> fx = default, fy = default, fz = default;
        for (int* end = slots + count; slots < end; slots += Lanes)
        {
            Vector256<double> force = Vector256.Load(record + EamScratch.Force);
            Vector256<double> gx = force * Vector256.Load(record);
            Vector256<double> gy = force * Vector256.Load(record + EamScratch.Y);
            Vector256<double> gz = force * Vector256.Load(record + EamScratch.Z);
            fx += gx;
            fy += gy;
            fz += gz;
            Quadruples.Subtract(forces, slots, gx, gy, gz);
            record += EamScratch.Record;
        }

        double* to = forces + own;
        to[0] += Vector256.Sum(fx);
        to[1] += Vector256.Sum(fy);
        to[2] += Vector256.Sum(fz);
    }

    private static void AddTotals(int* slots, int count, int own, EamScratch scratch, int pairs, ForceAccumulator into)
    {
        PairRow row = scratch.Pairs;
        row.Begin(count, 0);
        for (int k = 0; k < count; k++)
        {
            double* record = scratch.Records + ((pairs + k) / Lanes * EamScratch.Record) + (k % Lanes);
            row.Dx[k] = record[0];
            row.Dy[k] = record[EamScratch.Y];
            row.Dz[k] = record[EamScratch.Z];
            row.Force[k] = record[EamScratch.Force];
            row.Energy[k] = record[EamScratch.Energy];
            row.Slots[k] = slots[k];
        }

        row.AddTotals(own, into);
    }
}
