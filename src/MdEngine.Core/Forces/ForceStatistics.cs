namespace MdEngine.Core.Forces;

/// <summary>Where the time of a run's force evaluations went.</summary>
public sealed class ForceStatistics
{
    /// <summary>Time in potentials and reductions, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public long ForceTicks { get; set; }

    /// <summary>Time in wrapping, sorting, ghosts and lists, ticks.</summary>
    public long ListTicks { get; set; }

    /// <summary>Force evaluations.</summary>
    public long Evaluations { get; set; }

    /// <summary>List builds.</summary>
    public long Rebuilds { get; set; }
}
