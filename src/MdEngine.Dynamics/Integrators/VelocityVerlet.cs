using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Groups;

namespace MdEngine.Dynamics.Integrators;

/// <summary>
/// Velocity Verlet: half kick, drift, forces, half kick; of second order, symplectic, and time reversible to rounding.
/// A thermostat may act before and after the step, or split the drift (BAOAB), as a barostat does; motion rules may
/// freeze atoms, push some, and take drift away.
/// </summary>
/// <remarks>
/// W. C. Swope, H. C. Andersen, P. H. Berens, K. R. Wilson, J. Chem. Phys. 76, 637 (1982), doi:10.1063/1.442716.
/// Vector body and scalar tail round alike (fused multiply-add in both), so an atom's path does not depend on where it
/// stands in the arrays.
/// </remarks>
public sealed unsafe class VelocityVerlet : IIntegrator
{
    private readonly IThermostat? _thermostat;
    private readonly IBarostat? _barostat;
    private readonly AppliedRules? _rules;
    private readonly bool _conservesMomentum;
    private readonly Action<int, int> _kickDriftChunk, _kickChunk, _driftChunk;
    private AtomState? _atoms;
    private double _kick, _drift;

    /// <summary>Makes the integrator.</summary>
    /// <param name="thermostat">Heat bath; none: constant energy (NVE).</param>
    /// <param name="momentumConserved">
    /// False when the forces do not sum to zero (an external field or wall), so that no degree of freedom is fixed.
    /// </param>
    /// <param name="barostat">Changes the cell; none: constant volume.</param>
    /// <param name="rules">What holds for some atoms beside the forces of the potential.</param>
    /// <exception cref="ArgumentException">Frozen atoms under a barostat, which moves every atom.</exception>
    public VelocityVerlet(
        IThermostat? thermostat = null, bool momentumConserved = true, IBarostat? barostat = null, MotionRules? rules = null)
    {
        if (barostat is not null && rules?.Frozen is not null)
        {
            throw new ArgumentException("a barostat moves every atom: none can be frozen", nameof(rules));
        }

        _thermostat = thermostat;
        _barostat = barostat;
        _rules = rules is null ? null : new AppliedRules(rules);
        _conservesMomentum = momentumConserved && thermostat is null or { ConservesMomentum: true };
        _kickDriftChunk = KickDriftChunk;
        _kickChunk = KickChunk;
        _driftChunk = DriftChunk;
    }

    /// <inheritdoc/>
    public string Name => (_thermostat, _barostat) switch
    {
        (null, null) => "NVE (velocity Verlet)",
        (null, { } barostat) => $"{barostat.Name}, velocity Verlet",
        ({ } thermostat, null) => $"{thermostat.Name}, velocity Verlet",
        ({ } thermostat, { } barostat) => $"{thermostat.Name}, {barostat.Name}, velocity Verlet",
    };

    /// <inheritdoc/>
    public ForceNeeds Needs => _barostat is null ? ForceNeeds.None : ForceNeeds.Virial;

    /// <summary>
    /// 3 when forces and thermostat leave the total momentum as it is, or drift is taken away, else 0, never for a single
    /// atom, whose motion would otherwise have no degree of freedom at all; with 3 for the rotation, if it is taken away,
    /// and 3 for each frozen atom.
    /// </summary>
    public int ConstrainedDegrees { get; private set; }

    /// <inheritdoc/>
    public double ReservoirEnergy => (_thermostat?.ReservoirEnergy ?? 0.0)
        + (_barostat?.ReservoirEnergy ?? 0.0) + (_rules?.ReservoirEnergy ?? 0.0);

    /// <inheritdoc/>
    public void Begin(in StepContext step)
    {
        _atoms = step.State.Atoms;
        int atoms = _atoms.Owned;
        _rules?.Begin(in step);
        ConstrainedDegrees = _rules?.ConstrainedDegrees(atoms, _conservesMomentum)
            ?? (_conservesMomentum && atoms > 1 ? 3 : 0);
        _thermostat?.Begin(in step, Math.Max(1, (3 * atoms) - ConstrainedDegrees));
        _barostat?.Begin(in step);
    }

    /// <inheritdoc/>
    public void FirstHalf(in StepContext step)
    {
        _thermostat?.BeforeStep(in step);
        Prepare(in step);
        int chunks = AtomChunks.Count(_atoms!.Owned);
        if (_barostat is not null || _thermostat is { SplitsDrift: true })
        {
            _drift = 0.5 * step.Timestep;
            step.Workers.Run(chunks, _kickDriftChunk);
            _rules?.Drift(in step, _drift);
            _thermostat?.MidDrift(in step);
            _rules?.Halt(in step);
            _barostat?.MidDrift(in step);
            step.Workers.Run(chunks, _driftChunk);
            _rules?.Drift(in step, _drift);
        }
        else
        {
            _drift = step.Timestep;
            step.Workers.Run(chunks, _kickDriftChunk);
            _rules?.Drift(in step, _drift);
        }
    }

    /// <inheritdoc/>
    public void SecondHalf(in StepContext step)
    {
        Prepare(in step);
        _barostat?.AfterForces(in step);
        step.Workers.Run(AtomChunks.Count(_atoms!.Owned), _kickChunk);
        _thermostat?.AfterStep(in step);
        _rules?.EndStep(in step);
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("constrained", ConstrainedDegrees);
        _thermostat?.Save(into.Section("thermostat"));
        _barostat?.Save(into.Section("barostat"));
        _rules?.Save(into.Section("rules"));
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        ConstrainedDegrees = (int)from.Integer("constrained");
        _thermostat?.Restore(from.Section("thermostat"));
        _barostat?.Restore(from.Section("barostat"));
        _rules?.Restore(from.Section("rules"));
    }

    private void Prepare(in StepContext step)
    {
        _atoms = step.State.Atoms;
        _kick = 0.5 * step.Timestep / PhysicalConstants.MassVelocitySquared;
    }

    private void KickDriftChunk(int chunk, int worker)
    {
        KickChunk(chunk, worker);
        DriftChunk(chunk, worker);
    }

    private void KickChunk(int chunk, int worker)
    {
        PlainKickChunk(chunk);
        if (_rules is { ChangesKicks: true } rules)
        {
            rules.Kick(_atoms!, _kick, AtomChunks.Start(chunk), AtomChunks.End(chunk, _atoms!.Owned));
        }
    }

    private void PlainKickChunk(int chunk)
    {
        AtomState atoms = _atoms!;
        int end = AtomChunks.End(chunk, atoms.Owned);
        int i = AtomChunks.Start(chunk);
        double kick = _kick;
        fixed (double* vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz, mass = atoms.Mass)
        {
            double* fx = atoms.FxPointer, fy = atoms.FyPointer, fz = atoms.FzPointer;
            Vector256<double> kicks = Vector256.Create(kick);
            for (; i + 4 <= end; i += 4)
            {
                Vector256<double> w = kicks / Vector256.Load(mass + i);
                Vector256.FusedMultiplyAdd(w, Vector256.Load(fx + i), Vector256.Load(vx + i)).Store(vx + i);
                Vector256.FusedMultiplyAdd(w, Vector256.Load(fy + i), Vector256.Load(vy + i)).Store(vy + i);
                Vector256.FusedMultiplyAdd(w, Vector256.Load(fz + i), Vector256.Load(vz + i)).Store(vz + i);
            }

            for (; i < end; i++)
            {
                double w = kick / mass[i];
                vx[i] = Math.FusedMultiplyAdd(w, fx[i], vx[i]);
                vy[i] = Math.FusedMultiplyAdd(w, fy[i], vy[i]);
                vz[i] = Math.FusedMultiplyAdd(w, fz[i], vz[i]);
            }
        }
    }

    private void DriftChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int end = AtomChunks.End(chunk, atoms.Owned);
        int start = AtomChunks.Start(chunk);
        fixed (double* vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz)
        {
            Drift(atoms.XPointer, vx, start, end);
            Drift(atoms.YPointer, vy, start, end);
            Drift(atoms.ZPointer, vz, start, end);
        }
    }

    private void Drift(double* x, double* v, int start, int end)
    {
        Vector256<double> drifts = Vector256.Create(_drift);
        int i = start;
        for (; i + 4 <= end; i += 4)
        {
            Vector256.FusedMultiplyAdd(drifts, Vector256.Load(v + i), Vector256.Load(x + i)).Store(x + i);
        }

        for (; i < end; i++)
        {
            x[i] = Math.FusedMultiplyAdd(_drift, v[i], x[i]);
        }
    }
}
