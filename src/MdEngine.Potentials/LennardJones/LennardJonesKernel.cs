using System.Runtime.CompilerServices;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.LennardJones;

/// <summary>
/// Lennard-Jones forces over tiles of four i atoms and one register of j atoms.
/// </summary>
/// <remarks>
/// The four i atoms are broadcast in turn, the j atoms are one load; forces on i gather over the row of tiles, forces on
/// j go back once a tile. Lanes beyond the cutoff are masked, not branched on. The method is kept short: the compiler
/// inlines nothing more once a method has several hundred locals.
/// </remarks>
/// <typeparam name="TLanes">Register.</typeparam>
/// <typeparam name="TReal">Its number.</typeparam>
/// <typeparam name="TWindow">On: positions are by slot (a block's own copy); off: by atom.</typeparam>
internal static unsafe class LennardJonesKernel<TLanes, TReal, TWindow>
    where TLanes : unmanaged, ILanes<TLanes, TReal>
    where TReal : unmanaged
    where TWindow : struct, IFlag
{
    private const int Rows = ClusterPairList.Rows;

    /// <summary>Forces of a block; with <typeparamref name="TTotals"/> its energy and virial too.</summary>
    /// <typeparam name="TTypes">On: parameters by pair of types; off: a single type.</typeparam>
    /// <typeparam name="TShift">On: the force is shifted.</typeparam>
    /// <typeparam name="TTotals">On: energy and virial are wanted.</typeparam>
    public static void Compute<TTypes, TShift, TTotals>(ref readonly LennardJonesTask<TReal> task)
        where TTypes : struct, IFlag
        where TShift : struct, IFlag
        where TTotals : struct, IFlag
    {
        int* shifts = task.Shifts;
        TReal* forces = stackalloc TReal[3 * Rows * TLanes.Count];
        for (int i = task.Start; i < task.End; i += Rows)
        {
            int* row = task.List.Row(task.Block, i, out int count);
            int slot = i + shifts[i >> ForceWindows.SegmentBits];
            for (int k = 0; k < 3 * Rows; k++)
            {
                TLanes.Store(forces + (k * TLanes.Count), TLanes.Zero);
            }

            // The first tile holds the i atoms themselves: only the triangle j > i counts.
            TReal* triangle = task.Triangle + ((i - row[0]) * TLanes.Count);
            var sums = default(Totals);
            Sweep<TTypes, TShift, TTotals, On>(in task, i, row, 1, forces, triangle, ref sums);
            Sweep<TTypes, TShift, TTotals, Off>(in task, i, row + 1, count - 1, forces, triangle, ref sums);
            AddForces(forces, task.Fx + slot);
            AddForces(forces + (Rows * TLanes.Count), task.Fy + slot);
            AddForces(forces + (2 * Rows * TLanes.Count), task.Fz + slot);
            if (TTotals.Value)
            {
                sums.AddTo(task.Totals);
            }
        }
    }

    /// <summary>The tiles of one i cluster; forces on its atoms go to <paramref name="forces"/>, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep<TTypes, TShift, TTotals, TMask>(
        ref readonly LennardJonesTask<TReal> task, int i, int* row, int count, TReal* forces, TReal* triangle, ref Totals sums)
        where TTypes : struct, IFlag
        where TShift : struct, IFlag
        where TTotals : struct, IFlag
        where TMask : struct, IFlag
    {
        TReal* x = task.X, y = task.Y, z = task.Z;
        TReal* fx = task.Fx, fy = task.Fy, fz = task.Fz;
        int* shifts = task.Shifts;
        int position = TWindow.Value ? i + shifts[i >> ForceWindows.SegmentBits] : i;
        TReal* xi = x + position, yi = y + position, zi = z + position;
        int* types = task.Types;
        TReal* repulsions = task.Repulsion, attractions = task.Attraction;
        TLanes cutoff2 = TLanes.Create(task.Cutoff * task.Cutoff);
        TLanes repulsion = TLanes.Broadcast(repulsions[0]);
        TLanes attraction = TLanes.Broadcast(attractions[0]);
        TLanes forceShift = TLanes.Broadcast(task.ForceShift[0]);
        for (int k = 0; k < count; k++)
        {
            int j = row[k];
            int slot = j + shifts[j >> ForceWindows.SegmentBits];
            int at = TWindow.Value ? slot : j;
            TLanes xj = TLanes.Load(x + at), yj = TLanes.Load(y + at), zj = TLanes.Load(z + at);
            TLanes gx = TLanes.Zero, gy = TLanes.Zero, gz = TLanes.Zero;
            TReal* force = forces;
            for (int a = 0; a < Rows; a++)
            {
                TLanes dx = TLanes.Broadcast(xi[a]) - xj;
                TLanes dy = TLanes.Broadcast(yi[a]) - yj;
                TLanes dz = TLanes.Broadcast(zi[a]) - zj;
                TLanes r2 = TLanes.MultiplyAdd(dz, dz, TLanes.MultiplyAdd(dy, dy, dx * dx));
                TLanes within = TLanes.Less(r2, cutoff2);
                if (TMask.Value)
                {
                    within = TLanes.And(within, TLanes.Load(triangle + (a * TLanes.Count)));
                }

                if (TTypes.Value)
                {
                    int tableRow = types[i + a] * task.RowStride;
                    repulsion = TLanes.Pick(TLanes.Load(repulsions + tableRow), types + j);
                    attraction = TLanes.Pick(TLanes.Load(attractions + tableRow), types + j);
                    if (TShift.Value)
                    {
                        forceShift = TLanes.Pick(TLanes.Load(task.ForceShift + tableRow), types + j);
                    }
                }

                TLanes s2 = TLanes.Reciprocal(r2);
                TLanes s4 = s2 * s2;
                TLanes s6 = s4 * s2;
                TLanes f = (s4 * s4) * ((repulsion * s6) - attraction);
                TLanes s1 = default;
                if (TShift.Value)
                {
                    s1 = TLanes.Sqrt(s2);
                    f = TLanes.MultiplyAdd(forceShift, s1, f);
                }

                f = TLanes.And(f, within);
                TLanes.Store(force, TLanes.MultiplyAdd(f, dx, TLanes.Load(force)));
                TReal* forceY = force + (Rows * TLanes.Count);
                TLanes.Store(forceY, TLanes.MultiplyAdd(f, dy, TLanes.Load(forceY)));
                TReal* forceZ = force + (2 * Rows * TLanes.Count);
                TLanes.Store(forceZ, TLanes.MultiplyAdd(f, dz, TLanes.Load(forceZ)));
                gx = TLanes.MultiplyAdd(f, dx, gx);
                gy = TLanes.MultiplyAdd(f, dy, gy);
                gz = TLanes.MultiplyAdd(f, dz, gz);
                force += TLanes.Count;
                if (TTotals.Value)
                {
                    TLanes e = s6 * ((TLanes.Create(1.0 / 12.0) * (repulsion * s6)) - (TLanes.Create(1.0 / 6.0) * attraction));
                    e -= TTypes.Value
                        ? TLanes.Pick(TLanes.Load(task.EnergyShift + (types[i + a] * task.RowStride)), types + j)
                        : TLanes.Broadcast(task.EnergyShift[0]);
                    if (TShift.Value)
                    {
                        e -= forceShift * ((r2 * s1) - TLanes.Create(task.Cutoff));
                    }

                    sums.Add(TLanes.And(e, within), f, dx, dy, dz);
                }
            }

            TLanes.Store(fx + slot, TLanes.Load(fx + slot) - gx);
            TLanes.Store(fy + slot, TLanes.Load(fy + slot) - gy);
            TLanes.Store(fz + slot, TLanes.Load(fz + slot) - gz);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddForces(TReal* forces, TReal* to) => TLanes.AddSums(
        TLanes.Load(forces),
        TLanes.Load(forces + TLanes.Count),
        TLanes.Load(forces + (2 * TLanes.Count)),
        TLanes.Load(forces + (3 * TLanes.Count)),
        to);

    /// <summary>Energy and virial of a row of tiles.</summary>
    private struct Totals
    {
        private TLanes _energy, _xx, _xy, _xz, _yy, _yz, _zz;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(TLanes e, TLanes f, TLanes dx, TLanes dy, TLanes dz)
        {
            TLanes fx = f * dx, fy = f * dy, fz = f * dz;
            _energy += e;
            _xx = TLanes.MultiplyAdd(dx, fx, _xx);
            _xy = TLanes.MultiplyAdd(dx, fy, _xy);
            _xz = TLanes.MultiplyAdd(dx, fz, _xz);
            _yy = TLanes.MultiplyAdd(dy, fy, _yy);
            _yz = TLanes.MultiplyAdd(dy, fz, _yz);
            _zz = TLanes.MultiplyAdd(dz, fz, _zz);
        }

        public readonly void AddTo(ForceAccumulator into)
        {
            double xy = TLanes.Sum(_xy), xz = TLanes.Sum(_xz), yz = TLanes.Sum(_yz);
            into.Energy += TLanes.Sum(_energy);
            into.Virial += new Matrix3(TLanes.Sum(_xx), xy, xz, xy, TLanes.Sum(_yy), yz, xz, yz, TLanes.Sum(_zz));
        }
    }
}
