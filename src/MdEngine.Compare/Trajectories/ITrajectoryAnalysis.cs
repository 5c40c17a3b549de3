using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Persistence;

namespace MdEngine.Compare.Trajectories;

/// <summary>
/// Something that is computed from the frames of a trajectory, one after another, in memory that does not grow with their
/// number. What a frame gives by itself is counted in several threads at once, what relates frames in their order.
/// </summary>
public interface ITrajectoryAnalysis : IResumable
{
    /// <summary>Name of the kind, in kebab case.</summary>
    string Kind { get; }

    /// <summary>What it needs.</summary>
    TrajectoryNeeds Needs { get; }

    /// <summary>Number of frames at the beginning that it would see before it counts any; fewer where there are no more.</summary>
    int Preview => 0;

    /// <summary>Looks at one of these frames; called in their order, before <see cref="Count"/>.</summary>
    /// <param name="frame">The frame.</param>
    /// <exception cref="InputException">The frame does not serve.</exception>
    void Look(Structure frame)
    {
    }

    /// <summary>Makes what <see cref="Count"/> writes into; null when it counts nothing.</summary>
    object? NewCount();

    /// <summary>Counts what a frame gives by itself; called from several threads, for several objects.</summary>
    /// <param name="frame">The frame, in the order of its file.</param>
    /// <param name="count">Made by <see cref="NewCount"/>; what it held is forgotten.</param>
    /// <exception cref="InputException">The frame does not serve.</exception>
    void Count(Structure frame, object? count);

    /// <summary>Takes a frame; called in the order of frames.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="count">What was counted of it.</param>
    /// <exception cref="InputException">The frame does not serve.</exception>
    void Add(TrajectoryFrame frame, object? count);

    /// <summary>What was found so far.</summary>
    /// <exception cref="InputException">There are too few frames.</exception>
    PropertyResult Result();
}
