using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Groups;

namespace MdEngine.Dynamics.Minimizers;

/// <summary>
/// FIRE 2.0: dynamics whose velocities are turned towards the forces, with a time step that grows downhill and shrinks
/// when the way leads uphill. Needs forces only, so it gets along with energies that jump at a cutoff.
/// </summary>
/// <remarks>
/// E. Bitzek et al., Phys. Rev. Lett. 97, 170201 (2006), doi:10.1103/PhysRevLett.97.170201; J. Guenole et al., Comput.
/// Mater. Sci. 175, 109584 (2020), doi:10.1016/j.commatsci.2020.109584, with its parameters: semi-implicit Euler steps,
/// half a step back when the power is negative. All atoms (and the cell) have the mean mass of the atoms; the stage's
/// timestep is the first one.
/// </remarks>
public sealed class FireMinimizer : MinimizerBase
{
    private const int Delay = 20;
    private const double Grow = 1.1, Shrink = 0.5, FirstMixing = 0.25, LessMixing = 0.99;
    private const double LongestStep = 10.0, ShortestStep = 0.02;

    private double[] _velocity = [];
    private double _mass, _timestep, _mixing;
    private long _downhill, _steps;

    /// <summary>Makes a minimiser.</summary>
    /// <param name="target">What is minimised, and when it is enough.</param>
    /// <param name="frozen">Atoms that keep their places (in a relaxed cell: in its frame); null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target's numbers are not sound.</exception>
    public FireMinimizer(MinimizationTarget target, AtomGroup? frozen = null)
        : base("FIRE", target, frozen)
    {
    }

    private protected override void Start(in StepContext step)
    {
        AtomState atoms = step.State.Atoms;
        double mass = 0.0;
        // By identity, so that the sum rounds alike whatever the order of the atoms.
        var masses = new double[atoms.Owned];
        for (int i = 0; i < atoms.Owned; i++)
        {
            masses[atoms.Id[i]] = atoms.Mass[i];
        }

        foreach (double m in masses)
        {
            mass += m;
        }

        _mass = mass / atoms.Owned;
        _velocity = new double[X.Length];
        _timestep = step.Timestep;
        _mixing = FirstMixing;
        _downhill = _steps = 0;
    }

    private protected override void Propose(in StepContext step)
    {
        double power = -Vectors.Dot(Gradient, _velocity, step.Workers);
        double squared = Vectors.Dot(Gradient, Gradient, step.Workers);
        if (!double.IsFinite(power) || !double.IsFinite(squared))
        {
            throw NotFinite(in step);
        }

        if (power > 0.0)
        {
            if (++_downhill > Delay)
            {
                _timestep = Math.Min(Grow * _timestep, LongestStep * step.Timestep);
                _mixing *= LessMixing;
            }
        }
        else
        {
            Vectors.Combine(1.0, X, -0.5 * _timestep, _velocity, step.Workers);
            Array.Clear(_velocity);
            _downhill = 0;
            _mixing = FirstMixing;
            // The first steps from rest have no power yet that would tell whether the timestep is too long.
            if (_steps >= Delay)
            {
                _timestep = Math.Max(Shrink * _timestep, ShortestStep * step.Timestep);
            }
        }

        _steps++;
        double kick = _timestep / (_mass * PhysicalConstants.MassVelocitySquared);
        Vectors.Combine(1.0, _velocity, -kick, Gradient, step.Workers);
        if (power > 0.0 && squared > 0.0)
        {
            double speed = Math.Sqrt(Vectors.Dot(_velocity, _velocity, step.Workers));
            Vectors.Combine(1.0 - _mixing, _velocity, -_mixing * speed / Math.Sqrt(squared), Gradient, step.Workers);
        }

        double limit = Space.Limit(_velocity, MaxStep, step.Workers) / _timestep;
        if (limit < 1.0)
        {
            Vectors.Combine(limit, _velocity, 0.0, _velocity, step.Workers);
        }

        Vectors.Combine(1.0, X, _timestep, _velocity, step.Workers);
    }

    private protected override bool Judge(in StepContext step, bool within, out bool stalled)
    {
        stalled = false;
        return true;
    }

    private protected override void SaveMethod(StateBag into)
    {
        into.Set("velocity", _velocity);
        into.Set("mass", _mass);
        into.Set("timestep", _timestep);
        into.Set("mixing", _mixing);
        into.Set("downhill", _downhill);
        into.Set("steps", _steps);
    }

    private protected override void RestoreMethod(StateBag from)
    {
        _velocity = (double[])from.Reals("velocity", X.Length).Clone();
        _mass = from.Real("mass");
        _timestep = from.Real("timestep");
        _mixing = from.Real("mixing");
        _downhill = from.Integer("downhill");
        _steps = from.Integer("steps");
    }
}
