using System;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Training.Data;

namespace MdEngine.Training.Linear;

/// <summary>
/// What a linear fit takes from a frame: right-hand sides, and one over the deviation allowed of each kind of row.
/// </summary>
internal sealed class FrameLabels
{
    private readonly Structure _structure;

    /// <param name="frame">Frame.</param>
    /// <param name="atomEnergies">Energies of the isolated atoms together, eV, which the model does not explain.</param>
    /// <param name="perAtomNoise">
    /// Whether sigmas are those of independent errors of every atom, as in gap_fit: sigma sqrt(N) of a total.
    /// </param>
    /// <exception cref="InputException">A label or a sigma is no number.</exception>
    public FrameLabels(TrainingFrame frame, double atomEnergies, bool perAtomNoise)
    {
        _structure = frame.Structure;
        int atoms = _structure.Count;
        double total = perAtomNoise ? Math.Sqrt(atoms) : atoms;
        EnergyWeight = _structure.Energy is null ? 0.0 : Weight(frame, "energy", frame.Sigmas.Energy * total);
        ForceWeight = _structure.Forces is null ? 0.0 : Weight(frame, "forces", frame.Sigmas.Forces);
        VirialWeight = _structure.Stress is null || !_structure.Cell.HasVolume ? 0.0 : Weight(frame, "virial", frame.Sigmas.Virial * total);
        Energy = (_structure.Energy ?? 0.0) - atomEnergies;
        Check(frame);
    }

    /// <summary>One over sigma of the energy, 1/eV; 0 where it is left out.</summary>
    public double EnergyWeight { get; }

    /// <summary>One over sigma of force components, Angstrom/eV.</summary>
    public double ForceWeight { get; }

    /// <summary>One over sigma of virial components, 1/eV.</summary>
    public double VirialWeight { get; }

    /// <summary>Energy less that of isolated atoms, eV.</summary>
    public double Energy { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => (EnergyWeight > 0.0 ? 1 : 0) + (ForceWeight > 0.0 ? 3 * _structure.Count : 0) + (VirialWeight > 0.0 ? 6 : 0);

    /// <summary>Writes the weighted rows with their right-hand sides.</summary>
    /// <param name="rows">What the model says.</param>
    /// <param name="to">First row.</param>
    /// <param name="stride">Distance of rows.</param>
    public unsafe void Write(FrameRows rows, double* to, int stride)
    {
        int n = rows.Columns;
        if (EnergyWeight > 0.0)
        {
            Put(rows.Energy, n, Energy, EnergyWeight, ref to, stride);
        }

        for (int i = 0; ForceWeight > 0.0 && i < _structure.Count; i++)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                Put(rows.Force(i, axis), n, _structure.Forces![i][axis], ForceWeight, ref to, stride);
            }
        }

        if (VirialWeight > 0.0)
        {
            Matrix3 w = -_structure.Cell.Volume * _structure.Stress!.Value;
            ReadOnlySpan<double> values = [w.XX, w.YY, w.ZZ, 0.5 * (w.YZ + w.ZY), 0.5 * (w.XZ + w.ZX), 0.5 * (w.XY + w.YX)];
            for (int k = 0; k < 6; k++)
            {
                Put(rows.Virial(k), n, values[k], VirialWeight, ref to, stride);
            }
        }
    }

    private static unsafe void Put(double* row, int n, double value, double weight, ref double* to, int stride)
    {
        for (int k = 0; k < n; k++)
        {
            to[k] = weight * row[k];
        }

        to[n] = weight * value;
        to += stride;
    }

    private static double Weight(TrainingFrame frame, string what, double sigma) => sigma > 0.0
        ? 1.0 / sigma
        : throw new InputException($"{frame.Place}: the sigma of the {what} is {sigma:G4}, expected a number > 0 (infinite leaves it out)");

    private void Check(TrainingFrame frame)
    {
        bool finite = double.IsFinite(Energy);
        foreach (Double3 f in ForceWeight > 0.0 ? _structure.Forces! : [])
        {
            finite &= double.IsFinite(f.X + f.Y + f.Z);
        }

        Matrix3 s = VirialWeight > 0.0 ? _structure.Stress!.Value : Matrix3.Zero;
        finite &= double.IsFinite(s.XX + s.XY + s.XZ + s.YX + s.YY + s.YZ + s.ZX + s.ZY + s.ZZ);
        if (!finite)
        {
            throw new InputException($"{frame.Place}: a label is not finite");
        }
    }
}
