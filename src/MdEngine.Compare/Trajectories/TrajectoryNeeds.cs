using System;

namespace MdEngine.Compare.Trajectories;

/// <summary>What an analysis needs beside the configurations.</summary>
[Flags]
public enum TrajectoryNeeds
{
    /// <summary>Nothing: each frame is taken by itself.</summary>
    None = 0,

    /// <summary>The same atoms in every frame, their paths and the time.</summary>
    Paths = 1,

    /// <summary>Velocities too, where the trajectory has them.</summary>
    Velocities = 2,
}
