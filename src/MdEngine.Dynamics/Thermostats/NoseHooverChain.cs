using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Observables;

namespace MdEngine.Dynamics.Thermostats;

/// <summary>
/// A Nose-Hoover chain on all velocities: deterministic, time reversible, canonical. The chain acts for half a step
/// before and half a step after the Verlet step; a zero total momentum stays zero.
/// </summary>
/// <remarks>
/// G. J. Martyna, M. L. Klein, M. Tuckerman, J. Chem. Phys. 97, 2635 (1992), doi:10.1063/1.463940; the integration is
/// that of G. J. Martyna, M. E. Tuckerman, D. J. Tobias, M. L. Klein, Mol. Phys. 87, 1117 (1996),
/// doi:10.1080/00268979600100761. Masses Q1 = g kT tau^2, Qk = kT tau^2, at the mean temperature of the stage, so that
/// they are constant. Reservoir energy: sum of Q v^2/2, plus g kT and kT times the ways of the chain, integrated at
/// the target of the moment: during a ramp total energy plus reservoir is conserved just as without one.
/// </remarks>
public sealed class NoseHooverChain : IThermostat
{
    private readonly TemperatureRamp _ramp;
    private readonly int? _givenDegrees;
    private readonly ThermostatChain _chain;
    private readonly VelocityScaling _scaling = new();
    private readonly KineticSums _kinetic = new();

    /// <summary>Makes the thermostat.</summary>
    /// <param name="ramp">Target temperature over the stage; its mean must be positive.</param>
    /// <param name="relaxationTime">Time scale tau of the exchange, fs: some 20 time steps or more.</param>
    /// <param name="length">Thermostats in the chain, at least 1; 1 is the plain Nose-Hoover thermostat.</param>
    /// <param name="parts">Parts of the Suzuki-Yoshida factorisation: 1, 3, 5 or 7.</param>
    /// <param name="substeps">Repetitions of it in a half step, at least 1; more are made by themselves far from equilibrium.</param>
    /// <param name="degreesOfFreedom">
    /// Degrees of freedom g that share the kinetic energy; by default those that the integrator leaves.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public NoseHooverChain(
        TemperatureRamp ramp,
        double relaxationTime,
        int length = 3,
        int parts = 3,
        int substeps = 1,
        int? degreesOfFreedom = null)
    {
        if (!(relaxationTime > 0.0 && double.IsFinite(relaxationTime)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(relaxationTime), relaxationTime, "the relaxation time is a positive number of fs");
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ramp.Mean, nameof(ramp));
        if (degreesOfFreedom is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(degreesOfFreedom));
        }

        _ramp = ramp;
        RelaxationTime = relaxationTime;
        _givenDegrees = degreesOfFreedom;
        _chain = new ThermostatChain(length, parts, substeps);
    }

    /// <summary>Time scale of the exchange, fs.</summary>
    public double RelaxationTime { get; }

    /// <summary>Number of thermostats in the chain.</summary>
    public int Length => _chain.Length;

    /// <inheritdoc/>
    public string Name => Length == 1 ? "Nose-Hoover" : $"Nose-Hoover chain of {Length}";

    /// <inheritdoc/>
    public bool ConservesMomentum => true;

    /// <inheritdoc/>
    public double ReservoirEnergy => _chain.Energy;

    /// <inheritdoc/>
    public bool SplitsDrift => false;

    /// <inheritdoc/>
    public void Begin(in StepContext step, int degreesOfFreedom) =>
        _chain.Begin(_givenDegrees ?? degreesOfFreedom, _ramp.Mean, RelaxationTime);

    /// <inheritdoc/>
    public void BeforeStep(in StepContext step) => HalfStep(in step);

    /// <inheritdoc/>
    public void MidDrift(in StepContext step)
    {
    }

    /// <inheritdoc/>
    public void AfterStep(in StepContext step) => HalfStep(in step);

    /// <inheritdoc/>
    public void Save(StateBag into) => _chain.Save(into);

    /// <inheritdoc/>
    public void Restore(StateBag from) => _chain.Restore(from);

    private void HalfStep(in StepContext step)
    {
        AtomState atoms = step.State.Atoms;
        double twiceKinetic = 2.0 * _kinetic.Energy(atoms, step.Workers);
        double kT = PhysicalConstants.Boltzmann * _ramp.At(step.Progress);
        _scaling.Apply(atoms, step.Workers, _chain.Act(0.5 * step.Timestep, twiceKinetic, kT));
    }
}
