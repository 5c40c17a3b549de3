using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;

namespace MdEngine.Core.Evaluation;

/// <summary>Errors of a group of frames against their reference values.</summary>
/// <param name="name">Name of the group: a config_type, or "overall".</param>
public sealed class ErrorGroup(string name)
{
    /// <summary>Name of the group.</summary>
    public string Name { get; } = name;

    /// <summary>Frames in the group.</summary>
    public int Frames { get; private set; }

    /// <summary>Atoms in the group.</summary>
    public long Atoms { get; private set; }

    /// <summary>Errors of the energies, meV/atom; one value a frame.</summary>
    public ErrorSum Energy { get; } = new();

    /// <summary>Errors of the components of forces, eV/Angstrom; three values an atom.</summary>
    public ErrorSum Forces { get; } = new();

    /// <summary>Errors of the stress, GPa; six values a frame (xx, yy, zz, yz, xz, xy).</summary>
    public ErrorSum Stress { get; } = new();

    /// <summary>Adds a frame: what has no reference is left out.</summary>
    /// <param name="reference">Frame as it was read.</param>
    /// <param name="result">The same frame by the potential.</param>
    public void Add(Structure reference, Structure result)
    {
        Frames++;
        Atoms += reference.Count;
        if (reference.Energy is { } energy)
        {
            Energy.Add(1000.0 * (result.Energy!.Value - energy) / reference.Count);
        }

        if (reference.Forces is { } forces)
        {
            for (int i = 0; i < forces.Length; i++)
            {
                Double3 error = result.Forces![i] - forces[i];
                Forces.Add(error.X);
                Forces.Add(error.Y);
                Forces.Add(error.Z);
            }
        }

        if (reference.Stress is { } stress && result.Stress is { } found)
        {
            AddStress(stress, found);
        }
    }

    private void AddStress(Matrix3 reference, Matrix3 found)
    {
        ReadOnlySpan<(int Row, int Column)> components = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)];
        foreach ((int row, int column) in components)
        {
            double error = 0.5 * (found[row, column] + found[column, row] - reference[row, column] - reference[column, row]);
            Stress.Add(PhysicalConstants.GigapascalPerPressure * error);
        }
    }
}
