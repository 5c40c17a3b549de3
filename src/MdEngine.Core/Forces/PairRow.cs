using System.Numerics;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;

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
    private readonly LaneOrder _order = new();

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
    /// <param name="positions">Quadruples by slot (<see cref="PairWindow{TReal}"/>).</param>
    /// <param name="own">Four times the slot of the atom.</param>
    /// <param name="row">Four times the slots of the others.</param>
    /// <param name="count">Number of them.</param>
    /// <param name="cutoff">Cutoff, Angstrom.</param>
    public void Pack(double* positions, int own, int* row, int count, double cutoff)
    {
        Reserve(count);
        double* center = positions + own;
        Vector256<double> x = Vector256.Create(center[0]), y = Vector256.Create(center[1]), z = Vector256.Create(center[2]);
        Vector256<double> cutoff2 = Vector256.Create(cutoff * cutoff);
        double* toX = Dx, toY = Dy, toZ = Dz, toR2 = R2;
        int* toSlot = Slots, toType = Types;
        int* doubles = _order.Doubles, integers = _order.Integers;
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
            Vector256<int> chosen = Vector256.Load(doubles + (2 * Lanes * lanes));
            Vector128<int> chosen32 = Vector128.Load(integers + (Lanes * lanes));
            LaneOrder.Choose(r2, chosen).Store(toR2 + n);
            LaneOrder.Choose(Vector128.Load(at), chosen32).Store(toSlot + n);
            LaneOrder.Choose(dx, chosen).Store(toX + n);
            LaneOrder.Choose(dy, chosen).Store(toY + n);
            LaneOrder.Choose(dz, chosen).Store(toZ + n);
            LaneOrder.Choose(Vector256.Narrow(w.AsInt64(), w.AsInt64()).GetLower(), chosen32).Store(toType + n);
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

    /// <summary>Makes room for pairs that are set from outside.</summary>
    public void Begin(int count, int centerType)
    {
        Reserve(count);
        Count = count;
        CenterType = centerType;
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
            Quadruples.Subtract(forces, Slots + k, fx, fy, fz);
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
