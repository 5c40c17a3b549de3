using MdEngine.Core;

namespace MdEngine.IO.Xyz;

/// <summary>Which frames of a trajectory are used, numbered from 0.</summary>
public sealed record FrameSelection
{
    /// <summary>First frame.</summary>
    public long First { get; init; }

    /// <summary>Last frame, itself included; null for the end of the file.</summary>
    public long? Last { get; init; }

    /// <summary>Frames from one that is used to the next.</summary>
    public long Every { get; init; } = 1;

    /// <summary>True for a frame that is used.</summary>
    public bool Takes(long frame) => frame >= First && !IsBeyond(frame) && (frame - First) % Every == 0;

    /// <summary>True when neither a frame nor those after it are used.</summary>
    public bool IsBeyond(long frame) => frame > Last;

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="InputException">A number is out of its range.</exception>
    public void Check()
    {
        if (First < 0)
        {
            throw new InputException($"the first frame is {First}; expected 0 or more");
        }

        if (Last < First)
        {
            throw new InputException($"the last frame, {Last}, comes before the first, {First}");
        }

        if (Every < 1)
        {
            throw new InputException($"every {Every} frames; expected 1 or more");
        }
    }
}
