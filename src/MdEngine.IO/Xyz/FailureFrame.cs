using System.IO;
using MdEngine.Core.Motion;
using MdEngine.IO.Files;

namespace MdEngine.IO.Xyz;

/// <summary>Writes the frame at which a run failed, whatever is wrong with its numbers.</summary>
public static class FailureFrame
{
    /// <summary>Writes positions, velocities, forces and identities as extended XYZ; an older file is replaced.</summary>
    /// <param name="path">File.</param>
    /// <param name="state">State of the failure.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, SimulationState state)
    {
        var options = new TrajectoryOptions
        {
            Columns = XyzColumns.Velocities | XyzColumns.Forces | XyzColumns.Id,
            Energy = false,
            Stress = false,
        };
        var snapshot = new FrameSnapshot(options);
        snapshot.Take(state);
        using FileStream file = OutputFile.Open(path, overwrite: true);
        new XyzFormatter(0).Write(snapshot.Frame, file);
    }
}
