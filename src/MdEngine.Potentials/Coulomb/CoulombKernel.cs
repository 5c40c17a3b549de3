using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Coulomb;

/// <summary>
/// Coulomb forces of an atom with the atoms of its row, four at a time, straight from the list: the law is so cheap that
/// lanes beyond the cutoff cost less than packing would.
/// </summary>
/// <typeparam name="TShape">u(r).</typeparam>
internal static unsafe class CoulombKernel<TShape>
    where TShape : struct, IPairShape
{
    private const int Lanes = 4;

    /// <summary>Adds the forces of a row; with <typeparamref name="TTotals"/> energy and virial of the block.</summary>
    /// <param name="shape">u(r).</param>
    /// <param name="positions">Quadruples (x, y, z, charge) by slot.</param>
    /// <param name="forces">Quadruples by slot.</param>
    /// <param name="own">Four times the slot of the atom.</param>
    /// <param name="row">Four times the slots of the others.</param>
    /// <param name="count">Number of them.</param>
    /// <param name="strength">Coulomb's constant times the charge of the atom, eV Angstrom/e.</param>
    /// <param name="cutoff">Cutoff, Angstrom.</param>
    /// <param name="into">Sums of the block.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row<TTotals>(
        TShape shape, double* positions, double* forces, int own, int* row, int count, double strength, double cutoff,
        ForceAccumulator into)
        where TTotals : struct, IFlag
    {
        double* center = positions + own;
        Vector256<double> x = Vector256.Create(center[0]), y = Vector256.Create(center[1]), z = Vector256.Create(center[2]);
        Vector256<double> factor = Vector256.Create(strength), limit = Vector256.Create(cutoff * cutoff);
        Vector256<double> sumX = default, sumY = default, sumZ = default;
        Sums sums = default;
        int* last = stackalloc int[Lanes];
        for (int k = 0; k < count; k += Lanes)
        {
            int* at = row + k;
            if (count - k < Lanes)
            {
                // The row may end with the list: read no further. Lanes to spare are beyond every cutoff.
                for (int lane = 0; lane < Lanes; lane++)
                {
                    last[lane] = lane < count - k ? at[lane] : own;
                }

                at = last;
                limit = Vector256.ConditionalSelect(
                    Vector256.LessThan(Vector256.Create(0.0, 1.0, 2.0, 3.0), Vector256.Create((double)(count - k))), limit, default);
            }

            Quadruples.Load(
                positions, at, out Vector256<double> dx, out Vector256<double> dy, out Vector256<double> dz, out Vector256<double> q);
            dx = x - dx;
            dy = y - dy;
            dz = z - dz;
            Vector256<double> r2 = Vector256.MultiplyAddEstimate(dx, dx, Vector256.MultiplyAddEstimate(dy, dy, dz * dz));
            Vector256<double> within = Vector256.LessThan(r2, limit);
            q *= factor;
            Vector256<double> f = (q * shape.Force<TTotals>(r2, out Vector256<double> u)) & within;
            Vector256<double> fx = f * dx, fy = f * dy, fz = f * dz;
            sumX += fx;
            sumY += fy;
            sumZ += fz;
            Quadruples.Subtract(forces, at, fx, fy, fz);
            if (TTotals.Value)
            {
                sums.Add((q * u) & within, fx, fy, fz, dx, dy, dz);
            }
        }

        double* to = forces + own;
        to[0] += Vector256.Sum(sumX);
        to[1] += Vector256.Sum(sumY);
        to[2] += Vector256.Sum(sumZ);
        if (TTotals.Value)
        {
            sums.AddTo(into);
        }
    }

    /// <summary>Energies of packed pairs, and forces divided by distances.</summary>
    public static void Evaluate(TShape shape, PairRow pairs, double* positions, double strength)
    {
        double* q = stackalloc double[Lanes];
        for (int k = 0; k < pairs.Padded; k += Lanes)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                q[lane] = strength * positions[pairs.Slots[k + lane] + 3];
            }

            Vector256<double> f = shape.Force<On>(Vector256.Load(pairs.R2 + k), out Vector256<double> u);
            (Vector256.Load(q) * u).Store(pairs.Energy + k);
            (Vector256.Load(q) * f).Store(pairs.Force + k);
        }
    }

    /// <summary>Energy and virial of the pairs of a row.</summary>
    private struct Sums
    {
        private Vector256<double> _energy, _xx, _xy, _xz, _yy, _yz, _zz;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(
            Vector256<double> e, Vector256<double> fx, Vector256<double> fy, Vector256<double> fz,
            Vector256<double> dx, Vector256<double> dy, Vector256<double> dz)
        {
            _energy += e;
            _xx = Vector256.MultiplyAddEstimate(dx, fx, _xx);
            _xy = Vector256.MultiplyAddEstimate(dx, fy, _xy);
            _xz = Vector256.MultiplyAddEstimate(dx, fz, _xz);
            _yy = Vector256.MultiplyAddEstimate(dy, fy, _yy);
            _yz = Vector256.MultiplyAddEstimate(dy, fz, _yz);
            _zz = Vector256.MultiplyAddEstimate(dz, fz, _zz);
        }

        public readonly void AddTo(ForceAccumulator into)
        {
            double xy = Vector256.Sum(_xy), xz = Vector256.Sum(_xz), yz = Vector256.Sum(_yz);
            into.Energy += Vector256.Sum(_energy);
            into.Virial += new Matrix3(Vector256.Sum(_xx), xy, xz, xy, Vector256.Sum(_yy), yz, xz, yz, Vector256.Sum(_zz));
        }
    }
}
