using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;

namespace MdEngine.Dynamics.Simulation;

/// <summary>Initial velocities of a temperature.</summary>
public static class MaxwellBoltzmann
{
    /// <summary>
    /// Gives the owned atoms velocities of the Maxwell-Boltzmann distribution. They are a function of seed and identity,
    /// not of the order of the atoms.
    /// </summary>
    /// <param name="atoms">Atoms; their velocities are replaced.</param>
    /// <param name="temperature">Temperature, K; 0 sets all velocities to zero.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="exact">
    /// True to scale velocities so that the kinetic temperature is <paramref name="temperature"/> itself; false for a
    /// true sample, whose kinetic temperature scatters by sqrt(2/g).
    /// </param>
    /// <param name="zeroMomentum">
    /// True to subtract the velocity of the centre of mass, which leaves 3 N - 3 degrees of freedom, each with kT/2 in
    /// the mean. Without effect on a single atom.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is negative or not finite.</exception>
    public static void Assign(AtomState atoms, double temperature, ulong seed, bool exact = false, bool zeroMomentum = true)
    {
        if (!(temperature >= 0.0 && double.IsFinite(temperature)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(temperature), temperature, "a temperature is a finite number, 0 K or more");
        }

        Span<double> vx = atoms.Vx, vy = atoms.Vy, vz = atoms.Vz;
        var stream = new RandomStream(seed, RandomPurpose.Velocities);
        double kT = PhysicalConstants.Boltzmann * temperature / PhysicalConstants.MassVelocitySquared;
        for (int i = 0; i < atoms.Owned; i++)
        {
            double width = Math.Sqrt(kT / atoms.Mass[i]);
            (double gx, double gy) = Philox.Normal(stream, 0, atoms.Id[i]);
            (double gz, _) = Philox.Normal(stream, 0, atoms.Id[i], draw: 1);
            vx[i] = width * gx;
            vy[i] = width * gy;
            vz[i] = width * gz;
        }

        // Sums run over identities, so that they round alike whatever the order.
        int[] order = ByIdentity(atoms);
        bool centred = zeroMomentum && atoms.Owned > 1;
        if (centred)
        {
            SubtractDrift(atoms, order);
        }

        if (exact && temperature > 0.0 && atoms.Owned > 0)
        {
            double sum = 0.0;
            foreach (int i in order)
            {
                sum += atoms.Mass[i] * ((vx[i] * vx[i]) + (vy[i] * vy[i]) + (vz[i] * vz[i]));
            }

            double scale = Math.Sqrt(((3 * atoms.Owned) - (centred ? 3 : 0)) * kT / sum);
            for (int i = 0; i < atoms.Owned; i++)
            {
                vx[i] *= scale;
                vy[i] *= scale;
                vz[i] *= scale;
            }
        }
    }

    private static int[] ByIdentity(AtomState atoms)
    {
        var order = new int[atoms.Owned];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(atoms.Id.ToArray(), order);
        return order;
    }

    private static void SubtractDrift(AtomState atoms, int[] order)
    {
        Double3 momentum = Double3.Zero;
        double mass = 0.0;
        foreach (int i in order)
        {
            mass += atoms.Mass[i];
            momentum += atoms.Mass[i] * new Double3(atoms.Vx[i], atoms.Vy[i], atoms.Vz[i]);
        }

        Double3 drift = (1.0 / mass) * momentum;
        for (int i = 0; i < atoms.Owned; i++)
        {
            atoms.Vx[i] -= drift.X;
            atoms.Vy[i] -= drift.Y;
            atoms.Vz[i] -= drift.Z;
        }
    }
}
