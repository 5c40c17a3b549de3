using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Motion;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Integrators;
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
public sealed unsafe class NoseHooverChain : IThermostat
{
    private const double LargestMove = 0.25;
    private const int MaxDivisions = 10_000;
    private readonly TemperatureRamp _ramp;
    private readonly double[] _weights;
    private readonly int _substeps;
    private readonly int? _givenDegrees;
    private readonly double[] _q, _v;
    private readonly KineticSums _kinetic = new();
    private readonly Action<int, int> _scaleChunk;
    private AtomState? _atoms;
    private double _scale, _potential;
    private int _degrees;

    /// <summary>Makes the thermostat.</summary>
    /// <param name="ramp">Target temperature over the stage; its mean must be positive.</param>
    /// <param name="relaxationTime">Time scale tau of the exchange, fs: some 20 time steps or more.</param>
    /// <param name="length">Thermostats in the chain, at least 1; 1 is the plain Nose-Hoover thermostat.</param>
    /// <param name="parts">Parts of the Suzuki-Yoshida factorisation: 1, 3, 5 or 7.</param>
    /// <param name="substeps">Repetitions of it in a half step, at least 1; more are made by themselves far from equilibrium.</param>
    /// <param name="degreesOfFreedom">
    /// Degrees of freedom g that share the kinetic energy; by default 3 N - 3, or 3 for one atom.
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
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(substeps, 1);
        if (degreesOfFreedom is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(degreesOfFreedom));
        }

        _ramp = ramp;
        RelaxationTime = relaxationTime;
        _weights = SuzukiYoshida.Weights(parts);
        _substeps = substeps;
        _givenDegrees = degreesOfFreedom;
        _q = new double[length];
        _v = new double[length];
        _scaleChunk = ScaleChunk;
    }

    /// <summary>Time scale of the exchange, fs.</summary>
    public double RelaxationTime { get; }

    /// <summary>Number of thermostats in the chain.</summary>
    public int Length => _v.Length;

    /// <inheritdoc/>
    public string Name => Length == 1 ? "Nose-Hoover" : $"Nose-Hoover chain of {Length}";

    /// <inheritdoc/>
    public bool ConservesMomentum => true;

    /// <inheritdoc/>
    public double ReservoirEnergy
    {
        get
        {
            double energy = _potential;
            for (int k = 0; k < _v.Length; k++)
            {
                energy += 0.5 * _q[k] * _v[k] * _v[k];
            }

            return energy;
        }
    }

    /// <inheritdoc/>
    public bool SplitsDrift => false;

    /// <inheritdoc/>
    public void Begin(in StepContext step)
    {
        int atoms = step.State.Atoms.Owned;
        _degrees = _givenDegrees ?? (atoms > 1 ? (3 * atoms) - 3 : 3);
        double q = PhysicalConstants.Boltzmann * _ramp.Mean * RelaxationTime * RelaxationTime;
        Array.Fill(_q, q);
        _q[0] = _degrees * q;
        Array.Clear(_v);
        _potential = 0.0;
    }

    /// <inheritdoc/>
    public void BeforeStep(in StepContext step) => HalfStep(in step);

    /// <inheritdoc/>
    public void MidDrift(in StepContext step)
    {
    }

    /// <inheritdoc/>
    public void AfterStep(in StepContext step) => HalfStep(in step);

    private void HalfStep(in StepContext step)
    {
        _atoms = step.State.Atoms;
        double twiceKinetic = 2.0 * _kinetic.Energy(_atoms, step.Workers);
        double kT = PhysicalConstants.Boltzmann * _ramp.At(step.Progress);
        _scale = 1.0;
        double left = 0.5 * step.Timestep;
        for (int n = _substeps; n > 0; n--)
        {
            // At most the nth part of what is left, and less where the chain moves fast.
            double part = left / n;
            left -= part;
            while (part > 0.0)
            {
                int divisions = Divisions(part, twiceKinetic, kT);
                double time = part / divisions;
                part = divisions == 1 ? 0.0 : part - time;
                foreach (double weight in _weights)
                {
                    twiceKinetic = Advance(weight * time, twiceKinetic, kT);
                }
            }
        }

        step.Workers.Run(AtomChunks.Count(_atoms.Owned), _scaleChunk);
    }

    /// <summary>
    /// Into how many parts a time must be cut for the chain to move little in each. In equilibrium it is one. Far from
    /// it, in large systems above all, the chain is stiff (the second thermostat is driven by g times what it holds in
    /// equilibrium), and weights of negative sign would make it explode.
    /// </summary>
    private int Divisions(double time, double twiceKinetic, double kT)
    {
        double rate = 0.0;
        for (int k = 0; k < _v.Length; k++)
        {
            rate = Math.Max(rate, Math.Max(Math.Abs(_v[k]), Math.Sqrt(Math.Abs(Drive(k, twiceKinetic, kT) / _q[k]))));
        }

        // What is not finite goes through at once and is reported by the loop.
        double divisions = Math.Ceiling(time * rate / LargestMove);
        return divisions < MaxDivisions ? Math.Max(1, (int)divisions) : double.IsFinite(divisions) ? MaxDivisions : 1;
    }

    /// <summary>
    /// Moves the chain and the velocities' scale by a time: velocities of the chain from its end inwards, positions
    /// and scale, velocities outwards (equations 27 to 30 of the paper of 1996). Returns twice the kinetic energy.
    /// </summary>
    private double Advance(double time, double twiceKinetic, double kT)
    {
        int last = _v.Length - 1;
        double half = 0.5 * time, quarter = 0.25 * time;
        for (int k = last; k >= 0; k--)
        {
            Push(k, half, quarter, twiceKinetic, kT);
        }

        double s = Math.Exp(-time * _v[0]);
        _scale *= s;
        twiceKinetic *= s * s;
        double way = _degrees * _v[0];
        for (int k = 1; k <= last; k++)
        {
            way += _v[k];
        }

        _potential += kT * way * time;
        for (int k = 0; k <= last; k++)
        {
            Push(k, half, quarter, twiceKinetic, kT);
        }

        return twiceKinetic;
    }

    /// <summary>Half push of thermostat k by what drives it, between two quarters of the friction by the next one.</summary>
    private void Push(int k, double half, double quarter, double twiceKinetic, double kT)
    {
        double friction = k + 1 < _v.Length ? Math.Exp(-quarter * _v[k + 1]) : 1.0;
        _v[k] = ((_v[k] * friction) + (half * Drive(k, twiceKinetic, kT) / _q[k])) * friction;
    }

    private double Drive(int k, double twiceKinetic, double kT) => k == 0
        ? twiceKinetic - (_degrees * kT)
        : (_q[k - 1] * _v[k - 1] * _v[k - 1]) - kT;

    private void ScaleChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int start = AtomChunks.Start(chunk);
        int count = AtomChunks.End(chunk, atoms.Owned) - start;
        Scale(atoms.Vx.Slice(start, count));
        Scale(atoms.Vy.Slice(start, count));
        Scale(atoms.Vz.Slice(start, count));
    }

    private void Scale(Span<double> v)
    {
        int i = 0;
        fixed (double* p = v)
        {
            Vector256<double> scale = Vector256.Create(_scale);
            for (; i + 4 <= v.Length; i += 4)
            {
                (scale * Vector256.Load(p + i)).Store(p + i);
            }
        }

        for (; i < v.Length; i++)
        {
            v[i] *= _scale;
        }
    }
}
