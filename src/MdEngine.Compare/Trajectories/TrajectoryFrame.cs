using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Trajectories;

/// <summary>
/// A frame as analyses see it. Arrays have one entry an atom, in the same order in every frame of a trajectory, and are
/// used again for the next frame.
/// </summary>
public sealed class TrajectoryFrame
{
    /// <summary>The frame as it was read or taken, in the order of the file; null where it does not come from one.</summary>
    public Structure? Structure { get; internal set; }

    /// <summary>Number of the frame among those that are used, from 0.</summary>
    public long Index { get; internal set; }

    /// <summary>Time, fs; NaN when no analysis needs it.</summary>
    public double Time { get; internal set; } = double.NaN;

    /// <summary>Element of each atom.</summary>
    public Element[] Elements { get; internal set; } = [];

    /// <summary>Mass of each atom, u.</summary>
    public double[] Masses { get; internal set; } = [];

    /// <summary>Unwrapped positions, Angstrom.</summary>
    public Double3[] Positions { get; internal set; } = [];

    /// <summary>Velocities, Angstrom/fs; null when the trajectory has none.</summary>
    public Double3[]? Velocities { get; internal set; }

    /// <summary>Number of atoms.</summary>
    public int Count => Elements.Length;

    /// <summary>Makes room for atoms.</summary>
    internal void Reserve(int atoms)
    {
        if (Elements.Length != atoms)
        {
            Elements = new Element[atoms];
            Masses = new double[atoms];
            Positions = new Double3[atoms];
        }
    }

    /// <summary>Makes room for velocities, or does without.</summary>
    internal Double3[]? ReserveVelocities(bool has)
    {
        Velocities = !has ? null : Velocities?.Length == Count ? Velocities : new Double3[Count];
        return Velocities;
    }
}
