using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;

namespace MdEngine.Dynamics.Integrators;

/// <summary>Another integrator's stage that begins with new velocities, as after a minimisation.</summary>
/// <param name="inner">The integrator.</param>
/// <param name="temperature">Temperature of the velocities, K.</param>
/// <param name="seed">Their seed.</param>
/// <param name="exact">True to scale them to exactly this temperature.</param>
/// <param name="zeroMomentum">True to take the total momentum away.</param>
public sealed class FreshVelocities(
    IIntegrator inner, double temperature, ulong seed, bool exact, bool zeroMomentum) : IIntegrator
{
    private readonly KineticSums _kinetic = new();
    private double _gained;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public ForceNeeds Needs => inner.Needs;

    /// <inheritdoc/>
    public int ConstrainedDegrees => inner.ConstrainedDegrees;

    /// <summary>That of the integrator, less the kinetic energy that came with the velocities, eV.</summary>
    public double ReservoirEnergy => inner.ReservoirEnergy - _gained;

    /// <inheritdoc/>
    public void Begin(in StepContext step)
    {
        // Progress is past 0 when a run goes on in the middle of the stage.
        if (step.Progress == 0.0)
        {
            double before = _kinetic.Energy(step.State.Atoms, step.Workers);
            MaxwellBoltzmann.Assign(step.State.Atoms, temperature, seed, exact, zeroMomentum);
            _gained = _kinetic.Energy(step.State.Atoms, step.Workers) - before;
        }

        inner.Begin(in step);
    }

    /// <inheritdoc/>
    public void FirstHalf(in StepContext step) => inner.FirstHalf(in step);

    /// <inheritdoc/>
    public void SecondHalf(in StepContext step) => inner.SecondHalf(in step);

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("gained", _gained);
        inner.Save(into.Section("inner"));
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _gained = from.Real("gained");
        inner.Restore(from.Section("inner"));
    }
}
