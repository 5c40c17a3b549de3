using System.Collections.Generic;
using MdEngine.Core.Options;
using MdEngine.IO.Xyz;

namespace MdEngine.Compare.Trajectories;

/// <summary>How a trajectory file is read.</summary>
public sealed record TrajectorySettings : IValidatedOptions
{
    /// <summary>Time between frames of the file, fs.</summary>
    [Option("interval_fs", "Time between one frame of the file and the next, fs; when absent, the time that frames say.",
        Min = 0, ExclusiveMin = true, Max = 1e12)]
    public double? Interval { get; init; }

    /// <summary>Time of a step, fs.</summary>
    [Option("timestep_fs", "Time of a step, fs, for files whose frames say the number of the step.",
        Min = 0, ExclusiveMin = true, Max = 1e12)]
    public double? Timestep { get; init; }

    /// <summary>First frame.</summary>
    [Option("first", "First frame that is used, from 0.", Required = false, Min = 0)]
    public long First { get; init; }

    /// <summary>Last frame.</summary>
    [Option("last", "Last frame that is used; the last of the file when absent.", Min = 0)]
    public long? Last { get; init; }

    /// <summary>Frames from one that is used to the next.</summary>
    [Option("every", "Frames from one that is used to the next.", Required = false, Min = 1)]
    public long Every { get; init; } = 1;

    /// <summary>How paths are followed.</summary>
    [Option("unwrapping", "How atoms are followed across the faces of the cell: by image columns where there are any, else to "
        + "the nearest image (auto), or as named; none takes positions as they are.", Required = false)]
    public Unwrapping Unwrapping { get; init; }

    /// <summary>Unit of a column whose name does not settle it.</summary>
    [Option("velocities", "Unit of a column \"velocities\", whose name does not settle it; \"velo\" and \"momenta\" need none.",
        Required = false)]
    public VelocitiesUnit Velocities { get; init; }

    /// <summary>Format of the file.</summary>
    [Option("format", "Format of the file; told by its name or content when absent.")]
    public string? Format { get; init; }

    /// <summary>Frames that are used.</summary>
    public FrameSelection Frames => new() { First = First, Last = Last, Every = Every };

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Interval is not null && Timestep is not null)
        {
            yield return ("timestep_fs", "both the time between frames and that of a step are given; leave one of them out");
        }

        if (Last < First)
        {
            yield return ("last", $"{Last} comes before the first frame, {First}");
        }
    }
}
