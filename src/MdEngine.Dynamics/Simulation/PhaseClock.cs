using System.Diagnostics;
using MdEngine.Core.Forces;

namespace MdEngine.Dynamics.Simulation;

/// <summary>Adds up the time of a run by phase; the force loop itself knows how forces and lists share theirs.</summary>
internal sealed class PhaseClock(ForceStatistics forces)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly long _forces = forces.ForceTicks, _lists = forces.ListTicks;
    private long _last = Stopwatch.GetTimestamp();
    private long _integrate, _output;

    /// <summary>What went since the last call was integration.</summary>
    public void EndIntegrate() => _integrate += Lap();

    /// <summary>What went since the last call was forces and lists.</summary>
    public void EndForces() => Lap();

    /// <summary>What went since the last call was observation.</summary>
    public void EndOutput() => _output += Lap();

    /// <summary>The sums, s.</summary>
    public PhaseTimes Times()
    {
        double tick = 1.0 / Stopwatch.Frequency;
        return new PhaseTimes(
            tick * (forces.ForceTicks - _forces),
            tick * (forces.ListTicks - _lists),
            tick * _integrate,
            tick * _output,
            tick * (Stopwatch.GetTimestamp() - _start));
    }

    private long Lap()
    {
        long now = Stopwatch.GetTimestamp();
        long lap = now - _last;
        _last = now;
        return lap;
    }
}
