using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;

namespace MdEngine.Dynamics.Integrators;

/// <summary>Translation and rotation of a set of atoms as a whole.</summary>
public static class RigidMotion
{
    /// <summary>Takes translation and rotation of the whole out of the velocities.</summary>
    /// <param name="atoms">Atoms.</param>
    /// <param name="linear">Take away the velocity of the centre of mass.</param>
    /// <param name="angular">
    /// Take away the rotation about the centre of mass; without effect on atoms that all lie on a line.
    /// </param>
    /// <param name="excluded">For each identity whether the atom is left out of it all; null: none is.</param>
    /// <returns>Kinetic energy that was taken away, eV.</returns>
    public static double Remove(AtomState atoms, bool linear, bool angular, ReadOnlySpan<bool> excluded = default)
    {
        double mass = 0.0;
        Double3 momentum = Double3.Zero, moment = Double3.Zero;
        for (int i = 0; i < atoms.Owned; i++)
        {
            if (IsIncluded(atoms, i, excluded))
            {
                double m = atoms.Mass[i];
                mass += m;
                momentum += m * Velocity(atoms, i);
                moment += m * Position(atoms, i);
            }
        }

        if (!(mass > 0.0))
        {
            return 0.0;
        }

        Double3 centre = (1.0 / mass) * moment;
        Double3 drift = (1.0 / mass) * momentum;
        Double3 rotation = angular ? Rotation(atoms, excluded, centre, drift, out double energy) : NoRotation(out energy);
        if (linear)
        {
            energy += 0.5 * Double3.Dot(momentum, drift);
        }
        else
        {
            drift = Double3.Zero;
        }

        for (int i = 0; i < atoms.Owned; i++)
        {
            if (IsIncluded(atoms, i, excluded))
            {
                Double3 v = Velocity(atoms, i) - drift - Double3.Cross(rotation, Position(atoms, i) - centre);
                atoms.Vx[i] = v.X;
                atoms.Vy[i] = v.Y;
                atoms.Vz[i] = v.Z;
            }
        }

        return PhysicalConstants.MassVelocitySquared * energy;
    }

    private static Double3 NoRotation(out double energy)
    {
        energy = 0.0;
        return Double3.Zero;
    }

    private static Double3 Rotation(
        AtomState atoms, ReadOnlySpan<bool> excluded, Double3 centre, Double3 drift, out double energy)
    {
        Double3 angular = Double3.Zero;
        double xx = 0.0, yy = 0.0, zz = 0.0, xy = 0.0, xz = 0.0, yz = 0.0;
        for (int i = 0; i < atoms.Owned; i++)
        {
            if (!IsIncluded(atoms, i, excluded))
            {
                continue;
            }

            double m = atoms.Mass[i];
            Double3 r = Position(atoms, i) - centre;
            angular += m * Double3.Cross(r, Velocity(atoms, i) - drift);
            xx += m * ((r.Y * r.Y) + (r.Z * r.Z));
            yy += m * ((r.X * r.X) + (r.Z * r.Z));
            zz += m * ((r.X * r.X) + (r.Y * r.Y));
            xy -= m * r.X * r.Y;
            xz -= m * r.X * r.Z;
            yz -= m * r.Y * r.Z;
        }

        var inertia = new Matrix3(xx, xy, xz, xy, yy, yz, xz, yz, zz);
        double third = inertia.Trace / 3.0;
        // On a line one moment of inertia is zero: the rotation about it has no meaning.
        if (!(inertia.Determinant > 1e-9 * third * third * third))
        {
            return NoRotation(out energy);
        }

        Double3 rotation = angular * inertia.Inverse();
        energy = 0.5 * Double3.Dot(rotation, angular);
        return rotation;
    }

    private static bool IsIncluded(AtomState atoms, int i, ReadOnlySpan<bool> excluded) =>
        excluded.IsEmpty || !excluded[atoms.Id[i]];

    private static Double3 Position(AtomState atoms, int i) => new(atoms.X[i], atoms.Y[i], atoms.Z[i]);

    private static Double3 Velocity(AtomState atoms, int i) => new(atoms.Vx[i], atoms.Vy[i], atoms.Vz[i]);
}
