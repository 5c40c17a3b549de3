using System.Collections.Generic;

namespace MdEngine.Dynamics.Groups;

/// <summary>What holds for the motion of some atoms beside the forces of the potential.</summary>
public sealed record MotionRules
{
    /// <summary>Atoms that stay where they are; none when null.</summary>
    public AtomGroup? Frozen { get; init; }

    /// <summary>Constant forces; those on one atom add up.</summary>
    public IReadOnlyList<ConstantForce> Forces { get; init; } = [];

    /// <summary>Removal of the motion of the whole; none when null.</summary>
    public DriftRemoval? Drift { get; init; }
}
