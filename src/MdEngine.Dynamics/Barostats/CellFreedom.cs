using System;
using MdEngine.Core;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Barostats;

/// <summary>
/// The deformations that a barostat may make: rates of deformation are symmetric matrices (so the cell has no
/// angular velocity) in the space that the coupling leaves.
/// </summary>
public sealed class CellFreedom
{
    private readonly bool[] _coupled;

    /// <summary>Makes one.</summary>
    /// <param name="coupling">How the cell may deform.</param>
    /// <param name="x">The x axis may stretch; all three must with full coupling.</param>
    /// <param name="y">The y axis may stretch.</param>
    /// <param name="z">The z axis may stretch.</param>
    /// <exception cref="ArgumentException">No axis may stretch, or not all of them with full coupling.</exception>
    public CellFreedom(CellCoupling coupling, bool x = true, bool y = true, bool z = true)
    {
        _coupled = [x, y, z];
        Axes = _coupled.AsSpan().Count(true);
        if (Axes == 0 || (coupling == CellCoupling.Full && Axes < 3))
        {
            throw new ArgumentException(
                "at least one axis must be free to stretch, and all three of them with full coupling", nameof(x));
        }

        Coupling = coupling;
        Degrees = coupling switch
        {
            CellCoupling.Isotropic => 1,
            CellCoupling.Axes => Axes,
            _ => 6,
        };
        Unit = new Matrix3(x ? 1 : 0, 0, 0, 0, y ? 1 : 0, 0, 0, 0, z ? 1 : 0);
    }

    /// <summary>How the cell may deform.</summary>
    public CellCoupling Coupling { get; }

    /// <summary>Axes that may stretch.</summary>
    public int Axes { get; }

    /// <summary>Number of independent deformations.</summary>
    public int Degrees { get; }

    /// <summary>The unit matrix on the coupled axes.</summary>
    public Matrix3 Unit { get; }

    /// <summary>The part of a matrix that lies in the space of these deformations.</summary>
    public Matrix3 Project(Matrix3 m)
    {
        switch (Coupling)
        {
            case CellCoupling.Isotropic:
                double mean = 0.0;
                for (int k = 0; k < 3; k++)
                {
                    mean += _coupled[k] ? m[k, k] : 0.0;
                }

                return (mean / Axes) * Unit;
            case CellCoupling.Axes:
                return new Matrix3(
                    _coupled[0] ? m.XX : 0.0, 0, 0, 0, _coupled[1] ? m.YY : 0.0, 0, 0, 0, _coupled[2] ? m.ZZ : 0.0);
            default:
                double xy = 0.5 * (m.XY + m.YX), xz = 0.5 * (m.XZ + m.ZX), yz = 0.5 * (m.YZ + m.ZY);
                return new Matrix3(m.XX, xy, xz, xy, m.YY, yz, xz, yz, m.ZZ);
        }
    }

    /// <summary>Checks that a cell can deform in this way.</summary>
    /// <exception cref="InputException">It has no volume, or an open axis would stretch.</exception>
    public void Check(SimulationCell cell)
    {
        if (!cell.HasVolume)
        {
            throw new InputException(
                "a barostat needs a volume, but a lattice vector is zero; give the cell along all three axes");
        }

        for (int axis = 0; axis < 3; axis++)
        {
            Double3 row = cell.Vectors.Row(axis);
            Double3 moved = row * Unit;
            if (!cell.IsPeriodic(axis) && (Coupling == CellCoupling.Full || moved.Length > 1e-9 * row.Length))
            {
                throw new InputException(
                    $"the cell is open along lattice vector {axis + 1}, where pressure has no meaning; make it periodic, "
                    + "or couple only the other axes (\"axes\") to the barostat");
            }
        }
    }

    /// <summary>What it is, for logs: "isotropic", "axes xy".</summary>
    public override string ToString()
    {
        string axes = string.Concat(_coupled[0] ? "x" : "", _coupled[1] ? "y" : "", _coupled[2] ? "z" : "");
        return Coupling switch
        {
            CellCoupling.Isotropic => Axes == 3 ? "isotropic" : $"{axes} alike",
            CellCoupling.Axes => $"axes {axes}",
            _ => "full cell",
        };
    }
}
