using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Groups;
using MdEngine.Dynamics.Integrators;

namespace MdEngine.Dynamics.Thermostats;

/// <summary>
/// Langevin dynamics, the O of BAOAB: friction and noise in the middle of the drift, integrated exactly,
/// v' = c v + sqrt((1 - c^2) kT/m) R with c = exp(-dt/tau). Samples the canonical ensemble; positions of harmonic
/// systems without error for any stable time step. Does not conserve momentum.
/// </summary>
/// <remarks>
/// B. Leimkuhler, C. Matthews, Appl. Math. Res. Express 2013, 34 (2013), doi:10.1093/amrx/abs010. The noise of an atom
/// is a function of seed, step and identity alone (<see cref="GaussianTriples"/>). The reservoir energy is minus the
/// sum of all changes of the kinetic energy that O makes; with it, total energy is conserved up to the error of
/// the Verlet steps in between, also during ramps (D. A. Sivak, J. D. Chodera, G. E. Crooks, Phys. Rev. X 3, 011007
/// (2013): the rest is the shadow work).
/// </remarks>
public sealed unsafe class LangevinThermostat : IThermostat
{
    private readonly TemperatureRamp _ramp;
    private readonly RandomStream _stream;
    private readonly Action<int, int> _chunk;
    private readonly bool[]? _members;
    private double[] _gains = [];
    private AtomState? _atoms;
    private long _step;
    private double _keep, _noise2;

    /// <summary>Makes the thermostat.</summary>
    /// <param name="ramp">Target temperature over the stage.</param>
    /// <param name="relaxationTime">Relaxation time of velocities tau = 1/friction, fs; positive.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="group">Atoms that it acts on; all when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The relaxation time is not positive and finite.</exception>
    public LangevinThermostat(TemperatureRamp ramp, double relaxationTime, ulong seed, AtomGroup? group = null)
    {
        if (!(relaxationTime > 0.0 && double.IsFinite(relaxationTime)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(relaxationTime), relaxationTime, "the relaxation time is a positive number of fs");
        }

        _ramp = ramp;
        RelaxationTime = relaxationTime;
        _stream = new RandomStream(seed, RandomPurpose.Langevin);
        _chunk = Chunk;
        Group = group;
        _members = group is null or { IsAll: true } ? null : group.Members.ToArray();
    }

    /// <summary>Atoms that it acts on; all when null.</summary>
    public AtomGroup? Group { get; }

    /// <summary>Relaxation time of velocities, fs.</summary>
    public double RelaxationTime { get; }

    /// <inheritdoc/>
    public string Name => Group is null ? "Langevin (BAOAB)" : $"Langevin (BAOAB) on \"{Group.Name}\"";

    /// <inheritdoc/>
    public bool ConservesMomentum => false;

    /// <inheritdoc/>
    public double ReservoirEnergy { get; private set; }

    /// <inheritdoc/>
    public bool SplitsDrift => true;

    /// <inheritdoc/>
    public void Begin(in StepContext step, int degreesOfFreedom) => ReservoirEnergy = 0.0;

    /// <inheritdoc/>
    public void BeforeStep(in StepContext step)
    {
    }

    /// <inheritdoc/>
    public void MidDrift(in StepContext step)
    {
        _atoms = step.State.Atoms;
        _step = step.Step;
        _keep = Math.Exp(-step.Timestep / RelaxationTime);
        double kT = PhysicalConstants.Boltzmann * _ramp.At(step.Progress);
        _noise2 = (1.0 - (_keep * _keep)) * kT / PhysicalConstants.MassVelocitySquared;
        int chunks = AtomChunks.Count(_atoms.Owned);
        if (_gains.Length < chunks)
        {
            _gains = new double[chunks];
        }

        step.Workers.Run(chunks, _chunk);
        double gain = 0.0;
        for (int c = 0; c < chunks; c++)
        {
            gain += _gains[c];
        }

        ReservoirEnergy -= 0.5 * PhysicalConstants.MassVelocitySquared * gain;
    }

    /// <inheritdoc/>
    public void AfterStep(in StepContext step)
    {
    }

    /// <inheritdoc/>
    public void Save(StateBag into) => into.Set("reservoir", ReservoirEnergy);

    /// <inheritdoc/>
    public void Restore(StateBag from) => ReservoirEnergy = from.Real("reservoir");

    private void Chunk(int chunk, int worker)
    {
        if (_members is not null)
        {
            MembersChunk(chunk);
            return;
        }

        AtomState atoms = _atoms!;
        int i = AtomChunks.Start(chunk);
        int end = AtomChunks.End(chunk, atoms.Owned);
        Vector256<double> keep = Vector256.Create(_keep);
        Vector256<double> noise2 = Vector256.Create(_noise2);
        Vector256<double> gains = Vector256<double>.Zero;
        double gain = 0.0;
        fixed (double* vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz, mass = atoms.Mass)
        fixed (int* id = atoms.Id)
        {
            for (; i + 4 <= end; i += 4)
            {
                GaussianTriples.Next(
                    _stream, _step, Vector128.Load(id + i),
                    out Vector256<double> gx, out Vector256<double> gy, out Vector256<double> gz);
                Vector256<double> m = Vector256.Load(mass + i);
                Vector256<double> width = Vector256.Sqrt(noise2 / m);
                Vector256<double> change = Collide(vx + i, keep, width * gx);
                change += Collide(vy + i, keep, width * gy);
                change += Collide(vz + i, keep, width * gz);
                gains += m * change;
            }

            for (; i < end; i++)
            {
                GaussianTriples.Next(_stream, _step, id[i], out double gx, out double gy, out double gz);
                double width = Math.Sqrt(_noise2 / mass[i]);
                double change = Collide(ref vx[i], _keep, width * gx);
                change += Collide(ref vy[i], _keep, width * gy);
                change += Collide(ref vz[i], _keep, width * gz);
                gain += mass[i] * change;
            }
        }

        _gains[chunk] = Vector256.Sum(gains) + gain;
    }

    private void MembersChunk(int chunk)
    {
        AtomState atoms = _atoms!;
        Span<double> vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz, mass = atoms.Mass;
        Span<int> id = atoms.Id;
        double gain = 0.0;
        int end = AtomChunks.End(chunk, atoms.Owned);
        for (int i = AtomChunks.Start(chunk); i < end; i++)
        {
            if (_members![id[i]])
            {
                GaussianTriples.Next(_stream, _step, id[i], out double gx, out double gy, out double gz);
                double width = Math.Sqrt(_noise2 / mass[i]);
                double change = Collide(ref vx[i], _keep, width * gx);
                change += Collide(ref vy[i], _keep, width * gy);
                change += Collide(ref vz[i], _keep, width * gz);
                gain += mass[i] * change;
            }
        }

        _gains[chunk] = gain;
    }

    /// <summary>Changes a velocity and returns the change of its square.</summary>
    private static Vector256<double> Collide(double* v, Vector256<double> keep, Vector256<double> noise)
    {
        Vector256<double> before = Vector256.Load(v);
        Vector256<double> after = Vector256.FusedMultiplyAdd(keep, before, noise);
        after.Store(v);
        return (after - before) * (after + before);
    }

    private static double Collide(ref double v, double keep, double noise)
    {
        double before = v;
        v = Math.FusedMultiplyAdd(keep, before, noise);
        return (v - before) * (v + before);
    }
}
