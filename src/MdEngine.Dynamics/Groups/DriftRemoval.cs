using System;

namespace MdEngine.Dynamics.Groups;

/// <summary>When and which motion of the whole is taken away.</summary>
public sealed record DriftRemoval
{
    /// <summary>Says so.</summary>
    /// <param name="every">Steps between removals, at least 1.</param>
    /// <param name="linear">Take away the velocity of the centre of mass.</param>
    /// <param name="angular">Take away the rotation about the centre of mass: for clusters in open space only.</param>
    public DriftRemoval(long every, bool linear = true, bool angular = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        Every = every;
        Linear = linear;
        Angular = angular;
    }

    /// <summary>Steps between removals.</summary>
    public long Every { get; }

    /// <summary>The velocity of the centre of mass is taken away.</summary>
    public bool Linear { get; }

    /// <summary>The rotation about the centre of mass is taken away.</summary>
    public bool Angular { get; }
}
