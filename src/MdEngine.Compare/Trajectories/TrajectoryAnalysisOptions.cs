using MdEngine.Core.Options;

namespace MdEngine.Compare.Trajectories;

/// <summary>
/// Options of an analysis of trajectories. Each has its own record, which bears <see cref="OptionVariantAttribute"/> with
/// its kind; it is found by reflection.
/// </summary>
public abstract record TrajectoryAnalysisOptions
{
    /// <summary>The analysis that they describe.</summary>
    public abstract ITrajectoryAnalysis Create();
}
