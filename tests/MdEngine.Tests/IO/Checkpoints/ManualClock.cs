using System;

namespace MdEngine.Tests.IO.Checkpoints;

/// <summary>A clock that stands until it is set, or moves on by the same time whenever it is read.</summary>
internal sealed class ManualClock(double secondsPerReading = 0.0) : TimeProvider
{
    public double Seconds { get; set; }

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp()
    {
        Seconds += secondsPerReading;
        return (long)(Seconds * TimestampFrequency);
    }
}
