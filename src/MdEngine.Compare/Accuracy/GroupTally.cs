using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;

namespace MdEngine.Compare.Accuracy;

/// <summary>Adds up the errors of a group of frames, energies apart (they may have to wait for offsets).</summary>
/// <param name="name">Name of the group.</param>
public sealed class GroupTally(string name)
{
    /// <summary>Reference forces weaker than this, eV/Angstrom, have no direction worth comparing.</summary>
    public const double LeastForce = 0.01;

    private readonly ErrorTally _energy = new("meV/atom");
    private readonly ErrorTally _forces = new("eV/Angstrom");
    private readonly ErrorTally _magnitude = new("eV/Angstrom");
    private readonly ErrorTally _stress = new("GPa");
    private double _cosines;
    private long _directed, _frames, _atoms;

    /// <summary>Name of the group.</summary>
    public string Name { get; } = name;

    /// <summary>What was found.</summary>
    public GroupFigures Figures => new(
        Name, _frames, _atoms, _energy.Figures, _forces.Figures, _magnitude.Figures, _cosines / _directed, _stress.Figures);

    /// <summary>Adds forces and stress of a frame, as far as it has a reference.</summary>
    /// <param name="frame">Its number, from 0.</param>
    /// <param name="reference">Frame as it was read.</param>
    /// <param name="found">The same frame by the potential.</param>
    public void Add(long frame, Structure reference, Structure found)
    {
        _frames++;
        _atoms += reference.Count;
        if (reference.Forces is { } forces)
        {
            for (int i = 0; i < forces.Length; i++)
            {
                AddForce(frame, i, forces[i], found.Forces![i]);
            }
        }

        if (reference.Stress is { } wanted && found.Stress is { } stress)
        {
            AddStress(frame, stress - wanted);
        }
    }

    /// <summary>Adds the error of an energy.</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <param name="error">Error, eV/atom.</param>
    public void AddEnergy(long frame, double error) => _energy.Add(1000.0 * error, frame);

    private void AddForce(long frame, int index, Double3 reference, Double3 found)
    {
        Double3 error = found - reference;
        int atom = index + 1;
        _forces.Add(error.X, frame, atom);
        _forces.Add(error.Y, frame, atom);
        _forces.Add(error.Z, frame, atom);
        double wanted = reference.Length, length = found.Length;
        _magnitude.Add(length - wanted, frame, atom);
        if (wanted >= LeastForce)
        {
            // A potential that finds no force at all has no direction right.
            _cosines += length > 0.0 ? Math.Clamp(Double3.Dot(reference, found) / (wanted * length), -1.0, 1.0) : 0.0;
            _directed++;
        }
    }

    private void AddStress(long frame, Matrix3 error)
    {
        ReadOnlySpan<(int Row, int Column)> components = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)];
        foreach ((int row, int column) in components)
        {
            _stress.Add(PhysicalConstants.GigapascalPerPressure * 0.5 * (error[row, column] + error[column, row]), frame);
        }
    }
}
