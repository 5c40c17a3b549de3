using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Groups;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Thermostats;

namespace MdEngine.Dynamics.Barostats;

/// <summary>
/// Constant pressure and temperature after Martyna, Tobias and Klein: the cell moves as if it had a mass, driven by the
/// difference of inner and outer pressure; Nose-Hoover chains hold the temperature of atoms and cell. Deterministic and
/// time reversible; samples the isothermal-isobaric ensemble.
/// </summary>
/// <remarks>
/// <para>
/// G. J. Martyna, D. J. Tobias, M. L. Klein, J. Chem. Phys. 101, 4177 (1994), doi:10.1063/1.467468; integration: G. J.
/// Martyna, M. E. Tuckerman, D. J. Tobias, M. L. Klein, Mol. Phys. 87, 1117 (1996), doi:10.1080/00268979600100761, in the
/// measure-preserving order of M. E. Tuckerman, J. Alejandre, R. Lopez-Rendon, A. L. Jochim, G. J. Martyna, J. Phys. A 39,
/// 5629 (2006), doi:10.1088/0305-4470/39/19/S18.
/// </para>
/// <para>
/// With g degrees of freedom and the rate of deformation w (a symmetric matrix): r' = v + r w, h' = h w (rows),
/// v' = F/m - v (w + Tr(w)/g), M w' = V (P_int - P_ext) + 2 K/g. The terms in 1/g make the volume distribution right:
/// exp(-P V/kT) Q(V) dV, Q being that of atoms with g degrees of freedom (V^(g/3) for the ideal gas); full cells have the
/// measure V^-2 dh (their equation 2.16). M = (g + 3) kT tau^2/3. Conserved: total energy, M Tr(w w)/2, load and chains.
/// </para>
/// </remarks>
public sealed unsafe class MartynaTobiasKlein : IIntegrator
{
    private readonly TemperatureRamp _temperature;
    private readonly double _relaxation, _cellRelaxation;
    private readonly CellFreedom _freedom;
    private readonly CellLoad _load;
    private readonly ThermostatChain _chain, _cellChain;
    private readonly AppliedRules? _rules;
    private readonly bool _momentumConserved;
    private readonly KineticSums _kinetic = new();
    private readonly VelocityScaling _scaling = new();
    private readonly Action<int, int> _moveChunk, _kickChunk;
    private AtomState? _atoms;
    private Matrix3 _rate, _keepVelocity, _kickMap, _map, _driftMap;
    private double _kick, _time, _mass, _loadShift;
    private int _degrees;

    /// <summary>Makes the integrator.</summary>
    /// <param name="temperature">Target temperature over the stage; its mean must be positive.</param>
    /// <param name="relaxationTime">Relaxation time of the atoms' thermostat, fs: some 20 time steps or more.</param>
    /// <param name="pressure">Target pressure over the stage.</param>
    /// <param name="cellRelaxationTime">Relaxation time of the cell and its thermostat, fs: some 200 time steps or more.</param>
    /// <param name="freedom">How the cell may deform; isotropic when null.</param>
    /// <param name="length">Thermostats in each of the two chains, at least 1.</param>
    /// <param name="parts">Parts of the Suzuki-Yoshida factorisation: 1, 3, 5 or 7.</param>
    /// <param name="substeps">Repetitions of it in a half step, at least 1.</param>
    /// <param name="momentumConserved">False when the forces of the potential do not sum to zero.</param>
    /// <param name="rules">What holds for some atoms beside the forces of the potential; none may be frozen.</param>
    /// <exception cref="ArgumentException">A value is out of its range, or atoms are frozen.</exception>
    public MartynaTobiasKlein(
        TemperatureRamp temperature,
        double relaxationTime,
        PressureRamp pressure,
        double cellRelaxationTime,
        CellFreedom? freedom = null,
        int length = 3,
        int parts = 3,
        int substeps = 1,
        bool momentumConserved = true,
        MotionRules? rules = null)
    {
        CheckTime(relaxationTime, nameof(relaxationTime));
        CheckTime(cellRelaxationTime, nameof(cellRelaxationTime));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature.Mean, nameof(temperature));
        if (rules?.Frozen is not null)
        {
            throw new ArgumentException("a barostat moves every atom: none can be frozen", nameof(rules));
        }

        _temperature = temperature;
        _relaxation = relaxationTime;
        _cellRelaxation = cellRelaxationTime;
        _freedom = freedom ?? new CellFreedom(CellCoupling.Isotropic);
        _load = new CellLoad(pressure);
        _chain = new ThermostatChain(length, parts, substeps);
        _cellChain = new ThermostatChain(length, parts, substeps);
        _momentumConserved = momentumConserved;
        _rules = rules is null ? null : new AppliedRules(rules);
        _moveChunk = MoveChunk;
        _kickChunk = KickChunk;
    }

    /// <inheritdoc/>
    public string Name => $"NPT (Martyna-Tobias-Klein, {_freedom})";

    /// <inheritdoc/>
    public ForceNeeds Needs => ForceNeeds.Virial;

    /// <inheritdoc/>
    public int ConstrainedDegrees { get; private set; }

    /// <inheritdoc/>
    public double ReservoirEnergy { get; private set; }

    /// <summary>Rate of deformation of the cell: h' = h times this, 1/fs.</summary>
    public Matrix3 CellRate => _rate;

    private double TwiceCellEnergy => _mass * (_rate * _rate.Transpose()).Trace;

    /// <inheritdoc/>
    public void Begin(in StepContext step)
    {
        _freedom.Check(step.State.Cell);
        _rules?.Begin(in step);
        int atoms = step.State.Atoms.Owned;
        ConstrainedDegrees = _rules?.ConstrainedDegrees(atoms, _momentumConserved)
            ?? (_momentumConserved && atoms > 1 ? 3 : 0);
        _degrees = (3 * atoms) - ConstrainedDegrees;
        double mean = _temperature.Mean;
        _mass = (_degrees + 3) * PhysicalConstants.Boltzmann * mean * _cellRelaxation * _cellRelaxation / 3.0;
        _chain.Begin(_degrees, mean, _relaxation);
        _cellChain.Begin(_freedom.Degrees, mean, _cellRelaxation);
        _load.Begin(in step);
        _rate = Matrix3.Zero;
        _loadShift = -_load.Energy(step.State.Cell);
        Account(in step);
    }

    /// <inheritdoc/>
    public void FirstHalf(in StepContext step)
    {
        SimulationState state = step.State;
        _atoms = state.Atoms;
        _loadShift -= _load.Change(in step);
        double half = 0.5 * step.Timestep;
        double kT = PhysicalConstants.Boltzmann * _temperature.At(step.Progress);
        Matrix3 kinetic = _kinetic.Tensor(_atoms, step.Workers);
        _rate = _cellChain.Act(half, TwiceCellEnergy, kT) * _rate;
        double scale = _chain.Act(half, kinetic.Trace, kT);
        Push(state, half, scale * scale * kinetic);

        PrepareKick(half, scale);
        _time = step.Timestep;
        Matrix3 strain = _time * _rate;
        _driftMap = MatrixFunctions.Mean(strain);
        _map = Matrix3.Identity + (strain * _driftMap);
        SimulationCell cell = CellMotion.Deform(state, strain, _map);
        step.Workers.Run(AtomChunks.Count(_atoms.Owned), _moveChunk);
        state.Cell = cell;
        _rules?.Drift(in step, _time);
    }

    /// <inheritdoc/>
    public void SecondHalf(in StepContext step)
    {
        SimulationState state = step.State;
        _atoms = state.Atoms;
        double half = 0.5 * step.Timestep;
        double kT = PhysicalConstants.Boltzmann * _temperature.At(step.Progress);
        PrepareKick(half, 1.0);
        step.Workers.Run(AtomChunks.Count(_atoms.Owned), _kickChunk);
        Matrix3 kinetic = _kinetic.Tensor(_atoms, step.Workers);
        Push(state, half, kinetic);
        _scaling.Apply(_atoms, step.Workers, _chain.Act(half, kinetic.Trace, kT));
        _rate = _cellChain.Act(half, TwiceCellEnergy, kT) * _rate;
        _rules?.EndStep(in step);
        Account(in step);
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("constrained", ConstrainedDegrees);
        into.Set("degrees", _degrees);
        into.Set("mass", _mass);
        into.Set("rate", _rate);
        into.Set("shift", _loadShift);
        into.Set("reservoir", ReservoirEnergy);
        _chain.Save(into.Section("chain"));
        _cellChain.Save(into.Section("cellChain"));
        _load.Save(into.Section("load"));
        _rules?.Save(into.Section("rules"));
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        ConstrainedDegrees = (int)from.Integer("constrained");
        _degrees = (int)from.Integer("degrees");
        _mass = from.Real("mass");
        _rate = from.Matrix("rate");
        _loadShift = from.Real("shift");
        ReservoirEnergy = from.Real("reservoir");
        _chain.Restore(from.Section("chain"));
        _cellChain.Restore(from.Section("cellChain"));
        _load.Restore(from.Section("load"));
        _rules?.Restore(from.Section("rules"));
    }

    private static void CheckTime(double time, string name)
    {
        if (!(time > 0.0 && double.IsFinite(time)))
        {
            throw new ArgumentOutOfRangeException(name, time, "a relaxation time is a positive number of fs");
        }
    }

    /// <summary>Pushes the cell by inner against outer pressure; <paramref name="kinetic"/> is the sum of m v (x) v.</summary>
    private void Push(SimulationState state, double time, Matrix3 kinetic)
    {
        Matrix3 drive = kinetic + state.Forces.Virial - _load.Virial(state.Cell)
            + ((kinetic.Trace / _degrees) * Matrix3.Identity);
        _rate += (time / _mass) * _freedom.Project(drive);
    }

    private void PrepareKick(double half, double scale)
    {
        Matrix3 friction = -half * (_rate + ((_rate.Trace / _degrees) * Matrix3.Identity));
        _kickMap = MatrixFunctions.Mean(friction);
        _keepVelocity = scale * (Matrix3.Identity + (friction * _kickMap));
        _kick = half / PhysicalConstants.MassVelocitySquared;
    }

    private void Account(in StepContext step) => ReservoirEnergy = (0.5 * TwiceCellEnergy)
        + (_load.Energy(step.State.Cell) + _loadShift)
        + _chain.Energy + _cellChain.Energy + (_rules?.ReservoirEnergy ?? 0.0);

    private void MoveChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int start = AtomChunks.Start(chunk), end = AtomChunks.End(chunk, atoms.Owned);
        Kick(atoms, start, end);
        if (_rules is { ChangesKicks: true })
        {
            _rules.Kick(atoms, _kick, start, end);
        }

        fixed (double* vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz)
        {
            AffineMap.Apply(
                atoms.XPointer, atoms.YPointer, atoms.ZPointer, in _map, vx, vy, vz, in _driftMap, null, _time, start, end);
        }
    }

    private void KickChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int start = AtomChunks.Start(chunk), end = AtomChunks.End(chunk, atoms.Owned);
        if (_rules is { ChangesKicks: true })
        {
            // In the reverse order of the first half, so that the step is time reversible.
            _rules.Kick(atoms, _kick, start, end);
        }

        Kick(atoms, start, end);
    }

    private void Kick(AtomState atoms, int start, int end)
    {
        fixed (double* vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz, mass = atoms.Mass)
        {
            AffineMap.Apply(
                vx, vy, vz, in _keepVelocity, atoms.FxPointer, atoms.FyPointer, atoms.FzPointer, in _kickMap,
                mass, _kick, start, end);
        }
    }
}
