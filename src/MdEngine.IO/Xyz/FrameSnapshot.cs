using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;

namespace MdEngine.IO.Xyz;

/// <summary>
/// A copy of a step in the order of the atoms' identity, whose arrays are used again for later steps.
/// </summary>
internal sealed class FrameSnapshot(TrajectoryOptions options)
{
    /// <summary>What was copied last.</summary>
    public XyzFrame Frame { get; } = new();

    /// <summary>Copies what the trajectory holds of a state.</summary>
    public void Take(SimulationState state)
    {
        AtomState atoms = state.Atoms;
        int n = atoms.Owned;
        Frame.Count = n;
        Frame.Cell = state.Cell;
        Frame.Step = state.Step;
        Frame.Time = state.Time;
        Frame.Energy = options.Energy ? state.Forces.Energy : null;
        Frame.Stress = options.Stress && state.Cell.HasVolume
            ? (-1.0 / state.Cell.Volume) * state.Forces.Virial
            : null;
        Frame.WithIds = options.Columns.HasFlag(XyzColumns.Id);
        if (Frame.Elements.Length != n)
        {
            Reserve(n);
        }

        CopyPositions(state);
        for (int i = 0; i < n; i++)
        {
            Frame.Elements[atoms.Id[i]] = atoms.Species[atoms.Type[i]];
        }

        Copy(Frame.Forces, atoms.Id, atoms.Fx, atoms.Fy, atoms.Fz);
        Copy(Frame.Velocities, atoms.Id, atoms.Vx, atoms.Vy, atoms.Vz);
        Copy(Frame.Masses, atoms.Id, atoms.Mass);
        Copy(Frame.Charges, atoms.Id, atoms.Charge);
        Copy(Frame.Energies, atoms.Id, state.Forces.AtomEnergies);
        Copy(Frame.Uncertainties, atoms.Id, state.Forces.AtomUncertainties);
    }

    private static void Copy(
        Double3[]? to, ReadOnlySpan<int> id, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z)
    {
        if (to is not null)
        {
            for (int i = 0; i < id.Length; i++)
            {
                to[id[i]] = new Double3(x[i], y[i], z[i]);
            }
        }
    }

    private static void Copy(double[]? to, ReadOnlySpan<int> id, ReadOnlySpan<double> values)
    {
        if (to is not null)
        {
            for (int i = 0; i < id.Length; i++)
            {
                to[id[i]] = values[i];
            }
        }
    }

    private void CopyPositions(SimulationState state)
    {
        AtomState atoms = state.Atoms;
        SimulationCell cell = state.Cell;
        ReadOnlySpan<double> x = atoms.X, y = atoms.Y, z = atoms.Z;
        ReadOnlySpan<int> a = atoms.ImageA, b = atoms.ImageB, c = atoms.ImageC, id = atoms.Id;
        for (int i = 0; i < atoms.Owned; i++)
        {
            var r = new Double3(x[i], y[i], z[i]);
            (int A, int B, int C) image = (a[i], b[i], c[i]);
            if (options.Unwrapped)
            {
                r = Shift(r, cell.Vectors, image);
                image = default;
            }
            else
            {
                // Between list builds an atom may have left the cell; its image flags go with it.
                Double3 s = cell.ToFractional(r);
                (int A, int B, int C) outside = (
                    cell.PeriodicA ? (int)Math.Floor(s.X) : 0,
                    cell.PeriodicB ? (int)Math.Floor(s.Y) : 0,
                    cell.PeriodicC ? (int)Math.Floor(s.Z) : 0);
                r = Shift(r, cell.Vectors, (-outside.A, -outside.B, -outside.C));
                image = (image.A + outside.A, image.B + outside.B, image.C + outside.C);
            }

            Frame.Positions[id[i]] = r;
            if (Frame.Images is { } images)
            {
                images[id[i]] = image;
            }
        }
    }

    private static Double3 Shift(Double3 r, Matrix3 h, (int A, int B, int C) n) => n == default
        ? r
        : r + (n.A * h.Row0) + (n.B * h.Row1) + (n.C * h.Row2);

    private void Reserve(int n)
    {
        bool Has(XyzColumns column) => options.Columns.HasFlag(column);
        Frame.Elements = new Element[n];
        Frame.Positions = new Double3[n];
        Frame.Forces = Has(XyzColumns.Forces) ? new Double3[n] : null;
        Frame.Velocities = Has(XyzColumns.Velocities) ? new Double3[n] : null;
        Frame.Masses = Has(XyzColumns.Masses) ? new double[n] : null;
        Frame.Charges = Has(XyzColumns.Charges) ? new double[n] : null;
        Frame.Images = Has(XyzColumns.Image) ? new (int, int, int)[n] : null;
        Frame.Energies = Has(XyzColumns.Energies) ? new double[n] : null;
        Frame.Uncertainties = Has(XyzColumns.Uncertainties) ? new double[n] : null;
    }
}
