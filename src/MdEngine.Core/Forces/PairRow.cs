using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Core.Forces;

/// <summary>
/// The pairs of one atom with the later ones of its row (<see cref="Neighbors.ClusterList"/> of width 1) that lie within
/// the cutoff, side by side, so that a costly pair law is evaluated four at a time with no lane idle. Scratch memory of
/// one thread.
/// </summary>
/// <remarks>
/// Arrays are filled up to <see cref="Padded"/> entries, a multiple of four, with pairs of zero displacement and cutoff
/// distance: a law may compute them like the others, they exert no force.
/// </remarks>
public sealed unsafe class PairRow
{
    private const int Lanes = 4;
    private readonly AlignedBuffer<double> _dx = new(), _dy = new(), _dz = new(), _r2 = new();
    private readonly AlignedBuffer<double> _force = new(), _energy = new();
    private readonly AlignedBuffer<int> _slot = new(), _type = new();
    private readonly AlignedBuffer<int> _order = new(16 * 2 * Lanes), _order32 = new(16 * Lanes);

    /// <summary>An empty row.</summary>
    public PairRow()
    {
        // For each set of lanes, given as bits, their numbers one after another; doubles as pairs of 32-bit lanes.
        for (int bits = 0; bits < 16; bits++)
        {
            int n = 0;
            for (int lane = 0; lane < Lanes; lane++)
            {
                if ((bits >> lane & 1) != 0)
                {
                    _order32[(Lanes * bits) + n] = lane;
                    _order[(2 * Lanes * bits) + (2 * n)] = 2 * lane;
                    _order[(2 * Lanes * bits) + (2 * n) + 1] = (2 * lane) + 1;
                    n++;
                }
            }
        }
    }

    /// <summary>Number of pairs.</summary>
    public int Count { get; private set; }

    /// <summary><see cref="Count"/> rounded up to a multiple of four.</summary>
    public int Padded => (Count + (Lanes - 1)) & ~(Lanes - 1);

    /// <summary>Type of the atom whose pairs these are.</summary>
    public int CenterType { get; private set; }

    /// <summary>x of the atom minus x of the other, Angstrom.</summary>
    public double* Dx => _dx.Pointer;

    /// <summary>y of the atom minus y of the other, Angstrom.</summary>
    public double* Dy => _dy.Pointer;

    /// <summary>z of the atom minus z of the other, Angstrom.</summary>
    public double* Dz => _dz.Pointer;

    /// <summary>Squared distances, Angstrom^2.</summary>
    public double* R2 => _r2.Pointer;

    /// <summary>Four times the slot of the other atoms in the block's window.</summary>
    public int* Slots => _slot.Pointer;

    /// <summary>Types of the other atoms.</summary>
    public int* Types => _type.Pointer;

    /// <summary>To be set: -(dE/dr)/r, eV/Angstrom^2, of <see cref="Padded"/> pairs, finite.</summary>
    public double* Force => _force.Pointer;

    /// <summary>To be set: energies of the pairs, eV.</summary>
    public double* Energy => _energy.Pointer;

    /// <summary>Packs the pairs of a row within the cutoff.</summary>
    /// <typeparam name="TVectors">On: displacements are wanted; off: distances will do.</typeparam>
    /// <typeparam name="TTypes">On: types are wanted.</typeparam>
    /// <param name="positions">Quadruples by slot (<see cref="PairWindow{TReal}"/>).</param>
    /// <param name="own">Four times the slot of the atom.</param>
    /// <param name="row">Four times the slots of the others.</param>
    /// <param name="count">Number of them.</param>
    /// <param name="cutoff">Cutoff, Angstrom.</param>
    public void Pack<TVectors, TTypes>(double* positions, int own, int* row, int count, double cutoff)
        where TVectors : struct, IFlag
        where TTypes : struct, IFlag
    {
        Reserve(count);
        double* center = positions + own;
        Vector256<double> x = Vector256.Create(center[0]), y = Vector256.Create(center[1]), z = Vector256.Create(center[2]);
        Vector256<double> cutoff2 = Vector256.Create(cutoff * cutoff);
        double* toX = Dx, toY = Dy, toZ = Dz, toR2 = R2;
        int* toSlot = Slots, toType = Types, order = _order.Pointer, order32 = _order32.Pointer;
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

            double* p0 = positions + at[0], p1 = positions + at[1], p2 = positions + at[2], p3 = positions + at[3];
            Vector256<double> xy02 = Vector256.Create(Vector128.Load(p0), Vector128.Load(p2));
            Vector256<double> xy13 = Vector256.Create(Vector128.Load(p1), Vector128.Load(p3));
            Vector256<double> zw02 = Vector256.Create(Vector128.Load(p0 + 2), Vector128.Load(p2 + 2));
            Vector256<double> zw13 = Vector256.Create(Vector128.Load(p1 + 2), Vector128.Load(p3 + 2));
            Vector256<double> dx = x - UnpackLow(xy02, xy13);
            Vector256<double> dy = y - UnpackHigh(xy02, xy13);
            Vector256<double> dz = z - UnpackLow(zw02, zw13);
            Vector256<double> r2 = Vector256.MultiplyAddEstimate(dx, dx, Vector256.MultiplyAddEstimate(dy, dy, dz * dz));
            lanes &= Vector256.LessThan(r2, cutoff2).ExtractMostSignificantBits();
            Vector256<int> chosen = Vector256.Load(order + (2 * Lanes * lanes));
            Vector128<int> chosen32 = Vector128.Load(order32 + (Lanes * lanes));
            Choose(r2, chosen).Store(toR2 + n);
            Choose(Vector128.Load(at), chosen32).Store(toSlot + n);
            if (TVectors.Value)
            {
                Choose(dx, chosen).Store(toX + n);
                Choose(dy, chosen).Store(toY + n);
                Choose(dz, chosen).Store(toZ + n);
            }

            if (TTypes.Value)
            {
                Vector256<double> w = UnpackHigh(zw02, zw13);
                Choose(Vector256.Narrow(w.AsInt64(), w.AsInt64()).GetLower(), chosen32).Store(toType + n);
            }

            n += BitOperations.PopCount(lanes);
        }

        Count = n;
        CenterType = *(int*)(center + 3);
        for (; n % Lanes != 0; n++)
        {
            toX[n] = toY[n] = toZ[n] = 0.0;
            toR2[n] = cutoff * cutoff;
            toSlot[n] = own;
            toType[n] = CenterType;
        }
    }

    /// <summary>Adds what the pairs exert on the atom and takes it from the others.</summary>
    /// <param name="forces">Quadruples by slot.</param>
    /// <param name="own">Four times the slot of the atom.</param>
    public void Scatter(double* forces, int own)
    {
        Vector256<double> sumX = default, sumY = default, sumZ = default;
        for (int k = 0; k < Padded; k += Lanes)
        {
            Vector256<double> f = Vector256.Load(Force + k);
            Vector256<double> fx = f * Vector256.Load(Dx + k), fy = f * Vector256.Load(Dy + k), fz = f * Vector256.Load(Dz + k);
            sumX += fx;
            sumY += fy;
            sumZ += fz;
            Vector256<double> xy02 = UnpackLow(fx, fy), xy13 = UnpackHigh(fx, fy);
            Vector256<double> z02 = UnpackLow(fz, default), z13 = UnpackHigh(fz, default);
            int* at = Slots + k;
            Subtract(forces + at[0], Vector256.Create(xy02.GetLower(), z02.GetLower()));
            Subtract(forces + at[1], Vector256.Create(xy13.GetLower(), z13.GetLower()));
            Subtract(forces + at[2], Vector256.Create(xy02.GetUpper(), z02.GetUpper()));
            Subtract(forces + at[3], Vector256.Create(xy13.GetUpper(), z13.GetUpper()));
        }

        double* to = forces + own;
        to[0] += Vector256.Sum(sumX);
        to[1] += Vector256.Sum(sumY);
        to[2] += Vector256.Sum(sumZ);
    }

    /// <summary>Adds energy and virial of the pairs, and to either atom half of its share, where these are asked for.</summary>
    public void AddTotals(int own, ForceAccumulator into)
    {
        double energy = 0.0, xx = 0.0, xy = 0.0, xz = 0.0, yy = 0.0, yz = 0.0, zz = 0.0;
        for (int k = 0; k < Count; k++)
        {
            double f = Force[k], x = Dx[k], y = Dy[k], z = Dz[k];
            energy += Energy[k];
            xx += f * x * x;
            xy += f * x * y;
            xz += f * x * z;
            yy += f * y * y;
            yz += f * y * z;
            zz += f * z * z;
        }

        into.Energy += energy;
        into.Virial += new Matrix3(xx, xy, xz, xy, yy, yz, xz, yz, zz);
        for (int k = 0; k < Count && (into.AtomEnergies != null || into.AtomVirials != null); k++)
        {
            into.AddAtomDetail(own / 4, 0.5 * Energy[k], new Double3(Dx[k], Dy[k], Dz[k]), 0.5 * Force[k]);
            into.AddAtomDetail(Slots[k] / 4, 0.5 * Energy[k], new Double3(Dx[k], Dy[k], Dz[k]), 0.5 * Force[k]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Subtract(double* from, Vector256<double> what) => (Vector256.Load(from) - what).Store(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Choose(Vector256<double> values, Vector256<int> order) => Avx2.IsSupported
        ? Avx2.PermuteVar8x32(values.AsInt32(), order).AsDouble()
        : Vector256.Shuffle(values.AsInt32(), order).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Choose(Vector128<int> values, Vector128<int> order) => Avx.IsSupported
        ? Avx.PermuteVar(values.AsSingle(), order).AsInt32()
        : Vector128.Shuffle(values, order);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> UnpackLow(Vector256<double> a, Vector256<double> b) => Avx.IsSupported
        ? Avx.UnpackLow(a, b)
        : Vector256.Create(a[0], b[0], a[2], b[2]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> UnpackHigh(Vector256<double> a, Vector256<double> b) => Avx.IsSupported
        ? Avx.UnpackHigh(a, b)
        : Vector256.Create(a[1], b[1], a[3], b[3]);

    private void Reserve(int count)
    {
        // Packing writes a register beyond what it keeps.
        int room = count + (2 * Lanes);
        _dx.Grow(room);
        _dy.Grow(room);
        _dz.Grow(room);
        _r2.Grow(room);
        _force.Grow(room);
        _energy.Grow(room);
        _slot.Grow(room);
        _type.Grow(room);
    }
}
