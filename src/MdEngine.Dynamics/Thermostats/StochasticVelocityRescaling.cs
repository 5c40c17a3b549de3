using System;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Groups;
using MdEngine.Dynamics.Observables;

namespace MdEngine.Dynamics.Thermostats;

/// <summary>
/// Stochastic velocity rescaling: all velocities are multiplied by one number a step, so that the kinetic energy follows
/// a stochastic process whose distribution is the canonical one. Hardly disturbs the motion of single atoms; relaxes
/// without oscillations; on all atoms it conserves a zero total momentum.
/// </summary>
/// <remarks>
/// G. Bussi, D. Donadio, M. Parrinello, J. Chem. Phys. 101, 014101 (2007), doi:10.1063/1.2408420; the process of the
/// kinetic energy is integrated exactly over a step (their appendix), for any number of degrees of freedom, with the
/// sign of the factor (G. Bussi, M. Parrinello, Comput. Phys. Commun. 179, 26 (2008), doi:10.1016/j.cpc.2008.01.006).
/// The noise is a function of seed and step. The reservoir energy is minus the sum of all changes that it makes of
/// the kinetic energy, also during ramps.
/// </remarks>
public sealed class StochasticVelocityRescaling : IThermostat
{
    private readonly TemperatureRamp _ramp;
    private readonly RandomStream _stream;
    private readonly int _slot;
    private readonly bool[]? _members;
    private readonly VelocityScaling _scaling;
    private readonly KineticSums _kinetic = new();
    private int _degrees;

    /// <summary>Makes the thermostat.</summary>
    /// <param name="ramp">Target temperature over the stage.</param>
    /// <param name="relaxationTime">Relaxation time of the kinetic energy, fs; positive.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="group">Atoms that it acts on; all when null.</param>
    /// <param name="slot">Tells apart several of them in one run: each has noise of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The relaxation time is not positive and finite.</exception>
    public StochasticVelocityRescaling(
        TemperatureRamp ramp, double relaxationTime, ulong seed, AtomGroup? group = null, int slot = 0)
    {
        if (!(relaxationTime > 0.0 && double.IsFinite(relaxationTime)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(relaxationTime), relaxationTime, "the relaxation time is a positive number of fs");
        }

        _ramp = ramp;
        RelaxationTime = relaxationTime;
        _stream = new RandomStream(seed, RandomPurpose.VelocityRescaling);
        _slot = slot;
        Group = group;
        _members = group is null or { IsAll: true } ? null : group.Members.ToArray();
        _scaling = new VelocityScaling(_members);
    }

    /// <summary>Relaxation time of the kinetic energy, fs.</summary>
    public double RelaxationTime { get; }

    /// <summary>Atoms that it acts on; all when null.</summary>
    public AtomGroup? Group { get; }

    /// <inheritdoc/>
    public string Name => Group is null
        ? "stochastic velocity rescaling"
        : $"stochastic velocity rescaling on \"{Group.Name}\"";

    /// <inheritdoc/>
    public bool ConservesMomentum => _members is null;

    /// <inheritdoc/>
    public double ReservoirEnergy { get; private set; }

    /// <inheritdoc/>
    public bool SplitsDrift => false;

    /// <inheritdoc/>
    public void Begin(in StepContext step, int degreesOfFreedom)
    {
        ReservoirEnergy = 0.0;
        // A group that is all that moves has the degrees of freedom of the whole.
        _degrees = _members is null ? degreesOfFreedom : Math.Min(3 * Group!.Count, degreesOfFreedom);
        if (_members is not null && _members.Length != step.State.Atoms.Owned)
        {
            throw new InputException(
                $"group \"{Group!.Name}\" was made for {_members.Length} atoms, but there are {step.State.Atoms.Owned}");
        }
    }

    /// <inheritdoc/>
    public void BeforeStep(in StepContext step)
    {
    }

    /// <inheritdoc/>
    public void MidDrift(in StepContext step)
    {
    }

    /// <inheritdoc/>
    public void AfterStep(in StepContext step)
    {
        AtomState atoms = step.State.Atoms;
        double kinetic = _kinetic.Energy(atoms, step.Workers, _members);
        if (kinetic == 0.0)
        {
            // Nothing to scale: the forces set the atoms going.
            return;
        }

        double kT = PhysicalConstants.Boltzmann * _ramp.At(step.Progress);
        double scale = Factor(kinetic, kT, step.Timestep, step.Step);
        _scaling.Apply(atoms, step.Workers, scale);
        ReservoirEnergy -= kinetic * ((scale * scale) - 1.0);
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("degrees", _degrees);
        into.Set("reservoir", ReservoirEnergy);
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _degrees = (int)from.Integer("degrees");
        ReservoirEnergy = from.Real("reservoir");
    }

    /// <summary>Equation A7 of the paper of 2007, with the sign of equation A8 of that of 2008.</summary>
    private double Factor(double kinetic, double kT, double time, long step)
    {
        double keep = Math.Exp(-time / RelaxationTime);
        double first = Philox.Normal(_stream, step, _slot).A;
        double others = GaussianSquares.Sum(_stream, step, _slot, _degrees - 1, draw: 1);
        // Share of one degree of freedom at the target, kT/2, against what there is.
        double share = (1.0 - keep) * 0.5 * kT / kinetic;
        double square = keep + (share * ((first * first) + others)) + (2.0 * first * Math.Sqrt(keep * share));
        double scale = Math.Sqrt(Math.Max(0.0, square));
        return first * Math.Sqrt(share) + Math.Sqrt(keep) < 0.0 ? -scale : scale;
    }
}
