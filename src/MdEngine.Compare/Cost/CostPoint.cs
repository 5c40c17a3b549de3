namespace MdEngine.Compare.Cost;

/// <summary>The cost of a potential in one case.</summary>
/// <param name="Atoms">Atoms.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Steps">Steps of each measurement.</param>
/// <param name="Repeats">Measurements.</param>
/// <param name="Median">Median of the wall time for a step, divided by the atoms, microseconds.</param>
/// <param name="Lowest">The least of the measurements, microseconds.</param>
/// <param name="Highest">The greatest, microseconds.</param>
/// <param name="Spread">Half the distance between their quartiles, microseconds.</param>
public sealed record CostPoint(
    int Atoms, int Threads, long Steps, int Repeats, double Median, double Lowest, double Highest, double Spread);
