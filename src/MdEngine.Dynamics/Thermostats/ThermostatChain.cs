using System;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;

namespace MdEngine.Dynamics.Thermostats;

/// <summary>
/// The equations of a Nose-Hoover chain on something with a kinetic energy: the particles, or the cell of a barostat.
/// </summary>
/// <remarks>See <see cref="NoseHooverChain"/>.</remarks>
internal sealed class ThermostatChain : IResumable
{
    private const double LargestMove = 0.25;
    private const int MaxDivisions = 10_000;
    private readonly double[] _weights;
    private readonly int _substeps;
    private readonly double[] _q, _v;
    private double _scale, _potential;
    private int _degrees;

    /// <param name="length">Thermostats in the chain, at least 1.</param>
    /// <param name="parts">Parts of the Suzuki-Yoshida factorisation.</param>
    /// <param name="substeps">Repetitions of it in a half step, at least 1.</param>
    public ThermostatChain(int length, int parts, int substeps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(substeps, 1);
        _weights = SuzukiYoshida.Weights(parts);
        _substeps = substeps;
        _q = new double[length];
        _v = new double[length];
    }

    /// <summary>Number of thermostats.</summary>
    public int Length => _v.Length;

    /// <summary>Energy of the chain, eV: its kinetic energy, and the heat that went into it.</summary>
    public double Energy
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

    /// <summary>Brings the chain to rest, with its masses.</summary>
    /// <param name="degrees">Degrees of freedom that the kinetic energy is in.</param>
    /// <param name="temperature">Temperature that the masses are for, K.</param>
    /// <param name="relaxationTime">Relaxation time, fs.</param>
    public void Begin(int degrees, double temperature, double relaxationTime)
    {
        _degrees = degrees;
        double q = PhysicalConstants.Boltzmann * temperature * relaxationTime * relaxationTime;
        Array.Fill(_q, q);
        _q[0] = _degrees * q;
        Array.Clear(_v);
        _potential = 0.0;
    }

    /// <summary>Lets the chain act for a time, fs; returns the factor by which it changes the velocities.</summary>
    public double Act(double time, double twiceKinetic, double kT)
    {
        _scale = 1.0;
        double left = time;
        for (int n = _substeps; n > 0; n--)
        {
            // At most the nth part of what is left, and less where the chain moves fast.
            double part = left / n;
            left -= part;
            while (part > 0.0)
            {
                int divisions = Divisions(part, twiceKinetic, kT);
                double length = part / divisions;
                part = divisions == 1 ? 0.0 : part - length;
                foreach (double weight in _weights)
                {
                    twiceKinetic = Advance(weight * length, twiceKinetic, kT);
                }
            }
        }

        return _scale;
    }

    public void Save(StateBag into)
    {
        into.Set("degrees", _degrees);
        into.Set("masses", _q);
        into.Set("velocities", _v);
        into.Set("potential", _potential);
    }

    public void Restore(StateBag from)
    {
        _degrees = (int)from.Integer("degrees");
        from.Reals("masses", _q.Length).CopyTo(_q, 0);
        from.Reals("velocities", _v.Length).CopyTo(_v, 0);
        _potential = from.Real("potential");
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
}
