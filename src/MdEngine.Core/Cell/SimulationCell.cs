using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Cell;

/// <summary>
/// A right-handed triclinic cell, its rows the lattice vectors (Angstrom), periodic or open along each of them.
/// </summary>
/// <remarks>
/// A null vector is allowed along an open axis (ASE's habit for molecules and slabs). For geometry it is
/// completed by a unit vector perpendicular to the others; <see cref="HasVolume"/> is then false.
/// </remarks>
public sealed class SimulationCell
{
    private readonly Matrix3 _inverse;

    /// <summary>Makes a cell.</summary>
    /// <param name="vectors">Lattice vectors as rows, Angstrom.</param>
    /// <param name="periodicA">Periodic along the first vector.</param>
    /// <param name="periodicB">Periodic along the second vector.</param>
    /// <param name="periodicC">Periodic along the third vector.</param>
    /// <exception cref="InputException">
    /// Not finite, a null vector on a periodic axis, zero volume, or left-handed.
    /// </exception>
    public SimulationCell(Matrix3 vectors, bool periodicA = true, bool periodicB = true, bool periodicC = true)
    {
        Vectors = vectors;
        PeriodicA = periodicA;
        PeriodicB = periodicB;
        PeriodicC = periodicC;
        Completed = Complete(vectors, [periodicA, periodicB, periodicC], out bool hasVolume);
        HasVolume = hasVolume;
        _inverse = Completed.Inverse();
    }

    /// <summary>An open cell without lattice vectors: an isolated cluster.</summary>
    public static SimulationCell Open { get; } = new(Matrix3.Zero, false, false, false);

    /// <summary>Lattice vectors as they were given, rows, Angstrom.</summary>
    public Matrix3 Vectors { get; }

    /// <summary>Lattice vectors with null ones completed by unit vectors, rows, Angstrom.</summary>
    public Matrix3 Completed { get; }

    /// <summary>Periodic along the first vector.</summary>
    public bool PeriodicA { get; }

    /// <summary>Periodic along the second vector.</summary>
    public bool PeriodicB { get; }

    /// <summary>Periodic along the third vector.</summary>
    public bool PeriodicC { get; }

    /// <summary>False when a lattice vector is null, so that volume, pressure and stress are not defined.</summary>
    public bool HasVolume { get; }

    /// <summary>Volume, Angstrom^3; zero when it is not defined.</summary>
    public double Volume => HasVolume ? Completed.Determinant : 0.0;

    /// <summary>Number of periodic axes.</summary>
    public int PeriodicAxes => (PeriodicA ? 1 : 0) + (PeriodicB ? 1 : 0) + (PeriodicC ? 1 : 0);

    /// <summary>An orthorhombic cell with its corner at the origin.</summary>
    public static SimulationCell Orthorhombic(double a, double b, double c) =>
        new(new Matrix3(a, 0, 0, 0, b, 0, 0, 0, c));

    /// <summary>Periodic along axis 0, 1 or 2.</summary>
    public bool IsPeriodic(int axis) => axis switch
    {
        0 => PeriodicA,
        1 => PeriodicB,
        2 => PeriodicC,
        _ => throw new ArgumentOutOfRangeException(nameof(axis)),
    };

    /// <summary>Distance between the two faces that bound the cell along an axis, Angstrom.</summary>
    public double Height(int axis)
    {
        // Columns of the inverse are the reciprocal vectors; the spacing of planes is 1/|b|.
        Double3 b = axis switch
        {
            0 => new Double3(_inverse.XX, _inverse.YX, _inverse.ZX),
            1 => new Double3(_inverse.XY, _inverse.YY, _inverse.ZY),
            _ => new Double3(_inverse.XZ, _inverse.YZ, _inverse.ZZ),
        };
        return 1.0 / b.Length;
    }

    /// <summary>Fractional coordinates of a Cartesian point (Angstrom).</summary>
    public Double3 ToFractional(Double3 r) => r * _inverse;

    /// <summary>Cartesian point (Angstrom) of fractional coordinates.</summary>
    public Double3 ToCartesian(Double3 s) => s * Completed;

    /// <summary>The same axes with other lattice vectors.</summary>
    public SimulationCell WithVectors(Matrix3 vectors) => new(vectors, PeriodicA, PeriodicB, PeriodicC);

    /// <summary>
    /// The cell under a homogeneous deformation, rows h' = h (1 + e) with <paramref name="strain"/> e.
    /// </summary>
    public SimulationCell Strained(Matrix3 strain) => WithVectors(Vectors * (Matrix3.Identity + strain));

    private static Matrix3 Complete(Matrix3 h, ReadOnlySpan<bool> periodic, out bool hasVolume)
    {
        if (!h.IsFinite)
        {
            throw new InputException("a lattice vector is not finite (NaN or infinite)");
        }

        Span<Double3> rows = [h.Row0, h.Row1, h.Row2];
        int nulls = 0;
        for (int axis = 0; axis < 3; axis++)
        {
            if (rows[axis].Length == 0.0)
            {
                nulls++;
                if (periodic[axis])
                {
                    throw new InputException(
                        $"lattice vector {axis + 1} is zero but its axis is periodic; give its length, or make the axis open");
                }
            }
        }

        hasVolume = nulls == 0;
        for (int axis = 0; axis < 3; axis++)
        {
            if (rows[axis].Length == 0.0)
            {
                rows[axis] = Perpendicular(rows, axis);
            }
        }

        Matrix3 full = Matrix3.FromRows(rows[0], rows[1], rows[2]);
        double volume = full.Determinant;
        double scale = rows[0].Length * rows[1].Length * rows[2].Length;
        if (!(Math.Abs(volume) > 1e-10 * scale))
        {
            throw new InputException("the lattice vectors span no volume: two of them are parallel or all lie in a plane");
        }

        return volume > 0.0
            ? full
            : throw new InputException(
                "the lattice vectors are left-handed (negative volume); swap two of them, and the fractional "
                + "coordinates with them");
    }

    private static Double3 Perpendicular(ReadOnlySpan<Double3> rows, int axis)
    {
        Double3 u = rows[(axis + 1) % 3];
        Double3 v = rows[(axis + 2) % 3];
        if (u.Length > 0.0 && v.Length > 0.0)
        {
            Double3 n = Double3.Cross(u, v);
            return n.Length > 0.0
                ? (1.0 / n.Length) * n
                : throw new InputException("two lattice vectors are parallel");
        }

        if (u.Length == 0.0 && v.Length == 0.0)
        {
            return axis switch { 0 => new(1, 0, 0), 1 => new(0, 1, 0), _ => new(0, 0, 1) };
        }

        // One given vector: the axis's own Cartesian direction made perpendicular to it, so that an open cell along
        // Cartesian axes is completed by them; when the two are close, the direction least aligned with the vector.
        Double3 w = u.Length > 0.0 ? u : v;
        w = (1.0 / w.Length) * w;
        double ax = Math.Abs(w.X), ay = Math.Abs(w.Y), az = Math.Abs(w.Z);
        Double3 e = axis switch { 0 => new(1, 0, 0), 1 => new(0, 1, 0), _ => new Double3(0, 0, 1) };
        if (Math.Abs(Double3.Dot(e, w)) > 0.9)
        {
            e = ax <= ay && ax <= az ? new(1, 0, 0) : ay <= az ? new(0, 1, 0) : new Double3(0, 0, 1);
        }

        Double3 p = e - (Double3.Dot(e, w) * w);
        return (1.0 / p.Length) * p;
    }
}
