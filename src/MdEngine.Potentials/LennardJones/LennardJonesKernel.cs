using System.Runtime.CompilerServices;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.LennardJones;

/// <summary>
/// Lennard-Jones forces over rows of a cluster list: the cluster's atoms are the lanes of a register, the atoms of the
/// row are broadcast one by one.
/// </summary>
/// <remarks>
/// Forces on the cluster stay in registers over the whole row; the force on the other atom is the sum over the lanes,
/// one short store. Lanes beyond the cutoff are masked, not branched on. Parameters of a pair of types are one load: at
/// the start of a row those of every type with the cluster's types are laid out as registers.
/// </remarks>
/// <typeparam name="TLanes">Register.</typeparam>
/// <typeparam name="TReal">Its number.</typeparam>
internal static unsafe class LennardJonesKernel<TLanes, TReal>
    where TLanes : unmanaged, ILanes<TLanes, TReal>
    where TReal : unmanaged
{
    /// <summary>Number of parameter tables: repulsion, attraction, force shift, energy shift.</summary>
    public const int Tables = 4;

    /// <summary>Forces of a block; with <typeparamref name="TTotals"/> its energy and virial too.</summary>
    /// <typeparam name="TTypes">On: parameters by pair of types; off: a single type.</typeparam>
    /// <typeparam name="TShift">On: the force is shifted.</typeparam>
    /// <typeparam name="TTotals">On: energy and virial are wanted.</typeparam>
    public static void Compute<TTypes, TShift, TTotals>(ref readonly LennardJonesTask<TReal> task)
        where TTypes : struct, IFlag
        where TShift : struct, IFlag
        where TTotals : struct, IFlag
    {
        int width = TLanes.Count;
        int* own = stackalloc int[width + 1];
        var cluster = default(Cluster);
        LayOut(in task, null);
        for (int i = task.Start; i < task.End; i += width)
        {
            int slot = i + task.Shifts[i >> ForceWindows.SegmentBits];
            for (int k = 0; k <= width; k++)
            {
                own[k] = 4 * (slot + (k % width));
            }

            if (TTypes.Value)
            {
                LayOut(in task, task.Positions + (4 * slot));
            }

            cluster = default;
            cluster.X = TLanes.LoadRelative(task.X + i, task.X[task.Start]);
            cluster.Y = TLanes.LoadRelative(task.Y + i, task.Y[task.Start]);
            cluster.Z = TLanes.LoadRelative(task.Z + i, task.Z[task.Start]);
            // The first atom has none before it.
            Sweep<TTypes, TShift, TTotals, On>(in task, own + 1, width - 1, ref cluster);
            int* row = task.List.Row(task.Block, i, out int count);
            Sweep<TTypes, TShift, TTotals, Off>(in task, row, count, ref cluster);
            TLanes.AddTo(task.Sums.Fx + slot, cluster.Fx);
            TLanes.AddTo(task.Sums.Fy + slot, cluster.Fy);
            TLanes.AddTo(task.Sums.Fz + slot, cluster.Fz);
            if (TTotals.Value)
            {
                cluster.AddTotals(task.Sums);
            }
        }
    }

    /// <summary>A cluster with the atoms of a row, or, masked, with its own atoms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep<TTypes, TShift, TTotals, TMask>(
        ref readonly LennardJonesTask<TReal> task, int* row, int count, ref Cluster cluster)
        where TTypes : struct, IFlag
        where TShift : struct, IFlag
        where TTotals : struct, IFlag
        where TMask : struct, IFlag
    {
        TReal* positions = task.Positions, forces = task.Forces;
        TReal* parameters = task.Scratch;
        TLanes x = cluster.X, y = cluster.Y, z = cluster.Z;
        TLanes fx = cluster.Fx, fy = cluster.Fy, fz = cluster.Fz;
        TLanes cutoff2 = TLanes.Create(task.Cutoff * task.Cutoff);
        TLanes repulsion = TLanes.Load(parameters);
        TLanes attraction = TLanes.Load(parameters + TLanes.Count);
        TLanes slope = TLanes.Load(parameters + (2 * TLanes.Count));
        // Pipelined by hand: the distances of the next atom and the sums of the previous one while the forces of this one
        // are computed. One row's chain of operations is too long for the processor to overlap enough rows by itself.
        int at = row[0];
        TReal* next = positions + at;
        TLanes nextX = x - TLanes.Broadcast(next[0]);
        TLanes nextY = y - TLanes.Broadcast(next[1]);
        TLanes nextZ = z - TLanes.Broadcast(next[2]);
        TLanes next2 = TLanes.MultiplyAdd(nextZ, nextZ, TLanes.MultiplyAdd(nextY, nextY, nextX * nextX));
        TLanes nextInverse = TLanes.Reciprocal(next2);
        TReal* previous = forces + at;
        TLanes gx = TLanes.Zero, gy = TLanes.Zero, gz = TLanes.Zero;
        for (int k = 1; k <= count; k++)
        {
            TLanes.SubtractSums(gx, gy, gz, previous);
            TReal* position = next;
            previous = forces + at;
            TLanes dx = nextX, dy = nextY, dz = nextZ, r2 = next2, s2 = nextInverse;
            at = row[k];
            next = positions + at;
            nextX = x - TLanes.Broadcast(next[0]);
            nextY = y - TLanes.Broadcast(next[1]);
            nextZ = z - TLanes.Broadcast(next[2]);
            next2 = TLanes.MultiplyAdd(nextZ, nextZ, TLanes.MultiplyAdd(nextY, nextY, nextX * nextX));
            nextInverse = TLanes.Reciprocal(next2);
            TLanes within = TLanes.Less(r2, cutoff2);
            if (TMask.Value)
            {
                within = TLanes.And(within, TLanes.Load(task.Triangle + (k * TLanes.Count)));
            }

            if (TTypes.Value)
            {
                parameters = task.Scratch + (*(int*)(position + 3) * Tables * TLanes.Count);
                repulsion = TLanes.Load(parameters);
                attraction = TLanes.Load(parameters + TLanes.Count);
            }

            TLanes s4 = s2 * s2;
            TLanes s6 = s4 * s2;
            TLanes f = (s4 * s4) * TLanes.MultiplySubtract(repulsion, s6, attraction);
            TLanes s1 = default;
            if (TShift.Value)
            {
                if (TTypes.Value)
                {
                    slope = TLanes.Load(parameters + (2 * TLanes.Count));
                }

                s1 = TLanes.Sqrt(s2);
                f = TLanes.MultiplyAdd(slope, s1, f);
            }

            f = TLanes.And(f, within);
            gx = f * dx;
            gy = f * dy;
            gz = f * dz;
            fx += gx;
            fy += gy;
            fz += gz;
            if (TTotals.Value)
            {
                TLanes e = s6 * ((TLanes.Create(1.0 / 12.0) * (repulsion * s6)) - (TLanes.Create(1.0 / 6.0) * attraction));
                e -= TLanes.Load(parameters + (3 * TLanes.Count));
                if (TShift.Value)
                {
                    e -= slope * ((r2 * s1) - TLanes.Create(task.Cutoff));
                }

                cluster.Add(TLanes.And(e, within), gx, gy, gz, dx, dy, dz);
            }
        }

        TLanes.SubtractSums(gx, gy, gz, previous);
        cluster.Fx = fx;
        cluster.Fy = fy;
        cluster.Fz = fz;
    }

    /// <summary>
    /// For every type the parameters with each atom of a cluster, as registers; without a cluster, those of type 0.
    /// </summary>
    private static void LayOut(ref readonly LennardJonesTask<TReal> task, TReal* atoms)
    {
        TReal* to = task.Scratch;
        int types = task.Types;
        for (int b = 0; b < types; b++)
        {
            for (int table = 0; table < Tables; table++)
            {
                for (int lane = 0; lane < TLanes.Count; lane++)
                {
                    int a = atoms == null ? 0 : *(int*)(atoms + (4 * lane) + 3);
                    *to++ = task.Tables[(((Tables * a) + table) * types) + b];
                }
            }
        }
    }

    /// <summary>The atoms of a cluster: positions, forces, and energy and virial of their pairs.</summary>
    private struct Cluster
    {
        public TLanes X, Y, Z, Fx, Fy, Fz;
        private TLanes _energy, _xx, _xy, _xz, _yy, _yz, _zz;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(TLanes e, TLanes fx, TLanes fy, TLanes fz, TLanes dx, TLanes dy, TLanes dz)
        {
            _energy += e;
            _xx = TLanes.MultiplyAdd(dx, fx, _xx);
            _xy = TLanes.MultiplyAdd(dx, fy, _xy);
            _xz = TLanes.MultiplyAdd(dx, fz, _xz);
            _yy = TLanes.MultiplyAdd(dy, fy, _yy);
            _yz = TLanes.MultiplyAdd(dy, fz, _yz);
            _zz = TLanes.MultiplyAdd(dz, fz, _zz);
        }

        public readonly void AddTotals(ForceAccumulator into)
        {
            double xy = TLanes.Sum(_xy), xz = TLanes.Sum(_xz), yz = TLanes.Sum(_yz);
            into.Energy += TLanes.Sum(_energy);
            into.Virial += new Matrix3(TLanes.Sum(_xx), xy, xz, xy, TLanes.Sum(_yy), yz, xz, yz, TLanes.Sum(_zz));
        }
    }
}
