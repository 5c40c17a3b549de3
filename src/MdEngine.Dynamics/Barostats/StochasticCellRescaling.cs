using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Thermostats;

namespace MdEngine.Dynamics.Barostats;

/// <summary>
/// Stochastic cell rescaling: the cell diffuses, without inertia, towards the target pressure. Relaxes without
/// oscillations, so it serves for equilibration too; samples the isothermal-isobaric ensemble together with any
/// thermostat of the same temperature.
/// </summary>
/// <remarks>
/// <para>
/// M. Bernetti, G. Bussi, J. Chem. Phys. 153, 114107 (2020), doi:10.1063/5.0020514 (isotropic); V. Del Tatto, P. Raiteri, M.
/// Bernetti, G. Bussi, Appl. Sci. 12, 1139 (2022), doi:10.3390/app12031139 (anisotropic).
/// </para>
/// <para>
/// Each step multiplies cell and positions by exp(e), velocities by exp(-e), with the symmetric strain
/// e = b/(3 tau) (P_int - P_ext) dt + sqrt(2 kT b dt/(3 V tau)) R, b being the compressibility and R a matrix of standard
/// normal numbers; both projected on the deformations that are free. Its trace is the papers' equation for ln V; as the
/// product of exponentials is the cell's Brownian motion without further terms, the stationary distribution has the
/// measure dV exp(-P V/kT) Q, and V^-2 dh for full cells, as that of Martyna, Tobias and Klein has. P_int is that of the
/// moment, made of the present velocities. Instead of the papers' effective energy, the work that the strains do on the
/// atoms is accounted for: exactly for the kinetic energy, to third order of the strain (by the virials before and after)
/// for the potential one; the conserved quantity keeps the second order of the Verlet steps.
/// </para>
/// </remarks>
public sealed unsafe class StochasticCellRescaling : IBarostat
{
    private readonly TemperatureRamp _temperature;
    private readonly CellLoad _load;
    private readonly CellFreedom _freedom;
    private readonly RandomStream _stream;
    private readonly double _compressibility;
    private readonly KineticSums _kinetic = new();
    private readonly Action<int, int> _chunk;
    private AtomState? _atoms;
    private Matrix3 _strain, _map, _inverse;

    /// <summary>Makes the barostat.</summary>
    /// <param name="temperature">Temperature over the stage: that of the thermostat.</param>
    /// <param name="pressure">Target pressure over the stage.</param>
    /// <param name="relaxationTime">Relaxation time of the volume, fs; positive.</param>
    /// <param name="compressibility">
    /// Isothermal compressibility, 1/GPa, to a factor of a few: it sets the speed only, not what is sampled.
    /// </param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="freedom">How the cell may deform; isotropic when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">Relaxation time or compressibility is not positive and finite.</exception>
    public StochasticCellRescaling(
        TemperatureRamp temperature,
        PressureRamp pressure,
        double relaxationTime,
        double compressibility,
        ulong seed,
        CellFreedom? freedom = null)
    {
        if (!(relaxationTime > 0.0 && double.IsFinite(relaxationTime)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(relaxationTime), relaxationTime, "the relaxation time is a positive number of fs");
        }

        if (!(compressibility > 0.0 && double.IsFinite(compressibility)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(compressibility), compressibility, "the compressibility is a positive number of 1/GPa");
        }

        _temperature = temperature;
        _load = new CellLoad(pressure);
        RelaxationTime = relaxationTime;
        _compressibility = compressibility * PhysicalConstants.GigapascalPerPressure;
        _stream = new RandomStream(seed, RandomPurpose.CellRescaling);
        _freedom = freedom ?? new CellFreedom(CellCoupling.Isotropic);
        _chunk = Chunk;
    }

    /// <summary>Relaxation time of the volume, fs.</summary>
    public double RelaxationTime { get; }

    /// <inheritdoc/>
    public string Name => $"stochastic cell rescaling ({_freedom})";

    /// <inheritdoc/>
    public double ReservoirEnergy { get; private set; }

    /// <inheritdoc/>
    public void Begin(in StepContext step)
    {
        _freedom.Check(step.State.Cell);
        _load.Begin(in step);
        ReservoirEnergy = 0.0;
    }

    /// <inheritdoc/>
    public void MidDrift(in StepContext step)
    {
        SimulationState state = step.State;
        _atoms = state.Atoms;
        _load.Change(in step);
        double kT = PhysicalConstants.Boltzmann * _temperature.At(step.Progress);
        Matrix3 kinetic = _kinetic.Tensor(_atoms, step.Workers);
        Matrix3 drive = kinetic + state.Forces.Virial - _load.Virial(state.Cell);

        // Drive is pressure times volume.
        double mobility = _compressibility * step.Timestep / (3.0 * state.Cell.Volume * RelaxationTime);
        _strain = _freedom.Project((mobility * drive) + (Math.Sqrt(2.0 * mobility * kT) * Noise(step.Step)));
        _map = MatrixFunctions.Exponential(_strain);
        _inverse = MatrixFunctions.Exponential(-1.0 * _strain);
        SimulationCell cell = CellMotion.Deform(state, _strain, _map);
        step.Workers.Run(AtomChunks.Count(_atoms.Owned), _chunk);
        state.Cell = cell;

        // Strains are symmetric, and so is the sum of m v (x) v: that of the new velocities is the product.
        ReservoirEnergy -= 0.5 * ((_inverse * kinetic * _inverse).Trace - kinetic.Trace);
        ReservoirEnergy += 0.5 * (state.Forces.Virial * _strain).Trace;
    }

    /// <inheritdoc/>
    public void AfterForces(in StepContext step) =>
        ReservoirEnergy += 0.5 * (step.State.Forces.Virial * _strain).Trace;

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("reservoir", ReservoirEnergy);
        _load.Save(into.Section("load"));
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        ReservoirEnergy = from.Real("reservoir");
        _load.Restore(from.Section("load"));
    }

    private Matrix3 Noise(long step)
    {
        Span<double> n = stackalloc double[10];
        for (int k = 0; k < 5; k++)
        {
            (n[2 * k], n[(2 * k) + 1]) = Philox.Normal(_stream, step, 0, k);
        }

        return new Matrix3(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]);
    }

    private void Chunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int start = AtomChunks.Start(chunk), end = AtomChunks.End(chunk, atoms.Owned);
        AffineMap.Apply(atoms.XPointer, atoms.YPointer, atoms.ZPointer, in _map, start, end);
        fixed (double* vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz)
        {
            AffineMap.Apply(vx, vy, vz, in _inverse, start, end);
        }
    }
}
