using System;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Groups;

namespace MdEngine.Dynamics.Integrators;

/// <summary>Motion rules at work: keeps atoms frozen, lets constant forces act, takes drift away, and keeps account.</summary>
internal sealed unsafe class AppliedRules : IResumable
{
    private readonly bool[]? _frozen;
    private readonly double[]? _fx, _fy, _fz;
    private readonly DriftRemoval? _drift;
    private readonly Action<int, int> _haltChunk, _powerChunk;
    private readonly int _frozenCount;
    private double[] _sums = [];
    private AtomState? _atoms;
    private double _taken;

    public AppliedRules(MotionRules rules)
    {
        _haltChunk = HaltChunk;
        _powerChunk = PowerChunk;
        _drift = rules.Drift;
        if (rules.Frozen is { Count: > 0 } frozen)
        {
            _frozen = frozen.Members.ToArray();
            _frozenCount = frozen.Count;
        }

        if (rules.Forces.Count > 0)
        {
            int n = rules.Forces[0].Group.Total;
            (_fx, _fy, _fz) = (new double[n], new double[n], new double[n]);
            foreach (ConstantForce force in rules.Forces)
            {
                for (int id = 0; id < n; id++)
                {
                    if (force.Group.Contains(id) && _frozen?[id] != true)
                    {
                        _fx[id] += force.Force.X;
                        _fy[id] += force.Force.Y;
                        _fz[id] += force.Force.Z;
                    }
                }
            }
        }
    }

    /// <summary>True when a kick is not over with the forces of the potential.</summary>
    public bool ChangesKicks => _frozen is not null || _fx is not null;

    /// <summary>True when there are frozen atoms.</summary>
    public bool Freezes => _frozen is not null;

    /// <summary>Energy, eV, taken from the atoms (minus the work done on them) since the stage began.</summary>
    public double ReservoirEnergy => _taken;

    /// <summary>Degrees of freedom that are fixed.</summary>
    /// <param name="atoms">Number of atoms.</param>
    /// <param name="conserved">True when potential and thermostat leave the total momentum as it is.</param>
    public int ConstrainedDegrees(int atoms, bool conserved)
    {
        int mobile = atoms - _frozenCount;
        bool linear = _drift is { Linear: true } || (conserved && _frozen is null && !PushesTheWhole());
        return (3 * _frozenCount)
            + (linear && mobile > 1 ? 3 : 0)
            + (_drift is { Angular: true } && mobile > 2 ? 3 : 0);
    }

    /// <summary>Checks the rules against the atoms and brings frozen ones to rest.</summary>
    public void Begin(in StepContext step)
    {
        AtomState atoms = step.State.Atoms;
        int known = _frozen?.Length ?? _fx?.Length ?? atoms.Owned;
        if (known != atoms.Owned)
        {
            throw new InputException($"a group was made for {known} atoms, but there are {atoms.Owned}");
        }

        if (_frozenCount == atoms.Owned && _frozenCount > 0)
        {
            throw new InputException("all atoms are frozen: none is left to move");
        }

        if (_drift is { Angular: true } && step.State.Cell.PeriodicAxes > 0)
        {
            throw new InputException(
                "the rotation of the whole can be taken away in open space only, but the cell is periodic; "
                + "take away the linear drift alone");
        }

        _taken = 0.0;
        Halt(in step);
    }

    /// <summary>Takes the velocities of frozen atoms away.</summary>
    public void Halt(in StepContext step)
    {
        if (_frozen is not null)
        {
            _taken += Sum(in step, _haltChunk);
        }
    }

    /// <summary>Completes the kick of some atoms: constant forces, and none at all for frozen atoms.</summary>
    /// <param name="atoms">Atoms.</param>
    /// <param name="kick">Time over the factor of mass and velocity squared.</param>
    /// <param name="start">First atom.</param>
    /// <param name="end">Index after the last atom.</param>
    public void Kick(AtomState atoms, double kick, int start, int end)
    {
        Span<double> vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz, mass = atoms.Mass;
        Span<int> ids = atoms.Id;
        for (int i = start; i < end; i++)
        {
            int id = ids[i];
            if (_fx is not null)
            {
                double w = kick / mass[i];
                vx[i] = Math.FusedMultiplyAdd(w, _fx[id], vx[i]);
                vy[i] = Math.FusedMultiplyAdd(w, _fy![id], vy[i]);
                vz[i] = Math.FusedMultiplyAdd(w, _fz![id], vz[i]);
            }

            if (_frozen is not null && _frozen[id])
            {
                vx[i] = vy[i] = vz[i] = 0.0;
            }
        }
    }

    /// <summary>Accounts for the work of constant forces while atoms drift with their velocities for a time, fs.</summary>
    public void Drift(in StepContext step, double time)
    {
        if (_fx is not null)
        {
            _taken -= time * Sum(in step, _powerChunk);
        }
    }

    /// <summary>Takes drift away at the end of a step when it is time to.</summary>
    public void EndStep(in StepContext step)
    {
        if (_drift is not null && step.Step % _drift.Every == 0)
        {
            _taken += RigidMotion.Remove(step.State.Atoms, _drift.Linear, _drift.Angular, _frozen);
        }
    }

    public void Save(StateBag into) => into.Set("taken", _taken);

    public void Restore(StateBag from) => _taken = from.Real("taken");

    private bool PushesTheWhole() => _fx is not null && (IsForce(_fx) || IsForce(_fy!) || IsForce(_fz!));

    // Forces that cancel do so but for rounding.
    private static bool IsForce(double[] components) =>
        Math.Abs(components.Sum()) > 1e-12 * components.Sum(Math.Abs);

    private double Sum(in StepContext step, Action<int, int> chunk)
    {
        _atoms = step.State.Atoms;
        int chunks = AtomChunks.Count(_atoms.Owned);
        if (_sums.Length < chunks)
        {
            _sums = new double[chunks];
        }

        step.Workers.Run(chunks, chunk);
        double sum = 0.0;
        for (int c = 0; c < chunks; c++)
        {
            sum += _sums[c];
        }

        return sum;
    }

    private void HaltChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        Span<double> vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz, mass = atoms.Mass;
        Span<int> ids = atoms.Id;
        double sum = 0.0;
        int end = AtomChunks.End(chunk, atoms.Owned);
        for (int i = AtomChunks.Start(chunk); i < end; i++)
        {
            if (_frozen![ids[i]])
            {
                sum += mass[i] * ((vx[i] * vx[i]) + (vy[i] * vy[i]) + (vz[i] * vz[i]));
                vx[i] = vy[i] = vz[i] = 0.0;
            }
        }

        _sums[chunk] = 0.5 * PhysicalConstants.MassVelocitySquared * sum;
    }

    private void PowerChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        Span<double> vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz;
        Span<int> ids = atoms.Id;
        double sum = 0.0;
        int end = AtomChunks.End(chunk, atoms.Owned);
        for (int i = AtomChunks.Start(chunk); i < end; i++)
        {
            int id = ids[i];
            sum += (_fx![id] * vx[i]) + (_fy![id] * vy[i]) + (_fz![id] * vz[i]);
        }

        _sums[chunk] = sum;
    }
}
