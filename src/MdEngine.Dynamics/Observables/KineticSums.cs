using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Integrators;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// Sums over the velocities of all atoms, in parallel but in a fixed order: the same bit for bit whatever the number
/// of threads. Allocates nothing in the steady state.
/// </summary>
public sealed unsafe class KineticSums
{
    private readonly Action<int, int> _energyChunk, _membersChunk, _tensorChunk;
    private double[] _energies = [];
    private Matrix3[] _tensors = [];
    private AtomState? _atoms;
    private bool[]? _members;

    /// <summary>Makes a summer; it keeps its memory for the next time.</summary>
    public KineticSums()
    {
        _energyChunk = EnergyChunk;
        _membersChunk = MembersChunk;
        _tensorChunk = TensorChunk;
    }

    /// <summary>Temperature, K, of a kinetic energy (eV) in a number of degrees of freedom.</summary>
    public static double Temperature(double kineticEnergy, int degreesOfFreedom) =>
        2.0 * kineticEnergy / (degreesOfFreedom * PhysicalConstants.Boltzmann);

    /// <summary>Total momentum, u Angstrom/fs.</summary>
    public static Double3 Momentum(AtomState atoms)
    {
        double px = 0.0, py = 0.0, pz = 0.0;
        for (int i = 0; i < atoms.Owned; i++)
        {
            double m = atoms.Mass[i];
            px += m * atoms.Vx[i];
            py += m * atoms.Vy[i];
            pz += m * atoms.Vz[i];
        }

        return new Double3(px, py, pz);
    }

    /// <summary>Kinetic energy, eV.</summary>
    public double Energy(AtomState atoms, WorkerPool workers) => Energy(atoms, workers, null);

    /// <summary>Kinetic energy of some atoms, eV.</summary>
    /// <param name="atoms">Atoms.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="members">For each identity whether the atom counts; null: all do.</param>
    public double Energy(AtomState atoms, WorkerPool workers, bool[]? members)
    {
        int chunks = AtomChunks.Count(atoms.Owned);
        if (_energies.Length < chunks)
        {
            _energies = new double[chunks];
        }

        _atoms = atoms;
        _members = members;
        workers.Run(chunks, members is null ? _energyChunk : _membersChunk);
        double sum = 0.0;
        for (int c = 0; c < chunks; c++)
        {
            sum += _energies[c];
        }

        return 0.5 * PhysicalConstants.MassVelocitySquared * sum;
    }

    /// <summary>Tensor sum of m v (x) v, eV: twice the kinetic energy is its trace.</summary>
    public Matrix3 Tensor(AtomState atoms, WorkerPool workers)
    {
        int chunks = AtomChunks.Count(atoms.Owned);
        if (_tensors.Length < chunks)
        {
            _tensors = new Matrix3[chunks];
        }

        _atoms = atoms;
        workers.Run(chunks, _tensorChunk);
        Matrix3 sum = Matrix3.Zero;
        for (int c = 0; c < chunks; c++)
        {
            sum += _tensors[c];
        }

        return PhysicalConstants.MassVelocitySquared * sum;
    }

    private void EnergyChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int i = AtomChunks.Start(chunk);
        int end = AtomChunks.End(chunk, atoms.Owned);
        Vector256<double> sums = Vector256<double>.Zero;
        double sum = 0.0;
        fixed (double* vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz, mass = atoms.Mass)
        {
            for (; i + 4 <= end; i += 4)
            {
                Vector256<double> x = Vector256.Load(vx + i), y = Vector256.Load(vy + i), z = Vector256.Load(vz + i);
                Vector256<double> v2 = Vector256.FusedMultiplyAdd(z, z, Vector256.FusedMultiplyAdd(y, y, x * x));
                sums = Vector256.FusedMultiplyAdd(Vector256.Load(mass + i), v2, sums);
            }

            for (; i < end; i++)
            {
                sum += mass[i] * ((vx[i] * vx[i]) + (vy[i] * vy[i]) + (vz[i] * vz[i]));
            }
        }

        _energies[chunk] = Vector256.Sum(sums) + sum;
    }

    private void MembersChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        ReadOnlySpan<double> vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz, mass = atoms.Mass;
        ReadOnlySpan<int> id = atoms.Id;
        double sum = 0.0;
        int end = AtomChunks.End(chunk, atoms.Owned);
        for (int i = AtomChunks.Start(chunk); i < end; i++)
        {
            if (_members![id[i]])
            {
                sum += mass[i] * ((vx[i] * vx[i]) + (vy[i] * vy[i]) + (vz[i] * vz[i]));
            }
        }

        _energies[chunk] = sum;
    }

    private void TensorChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int end = AtomChunks.End(chunk, atoms.Owned);
        double xx = 0.0, xy = 0.0, xz = 0.0, yy = 0.0, yz = 0.0, zz = 0.0;
        ReadOnlySpan<double> vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz, mass = atoms.Mass;
        for (int i = AtomChunks.Start(chunk); i < end; i++)
        {
            double px = mass[i] * vx[i], py = mass[i] * vy[i], pz = mass[i] * vz[i];
            xx += px * vx[i];
            xy += px * vy[i];
            xz += px * vz[i];
            yy += py * vy[i];
            yz += py * vz[i];
            zz += pz * vz[i];
        }

        _tensors[chunk] = new Matrix3(xx, xy, xz, xy, yy, yz, xz, yz, zz);
    }
}
