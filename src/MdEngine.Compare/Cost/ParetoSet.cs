using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Compare.Cost;

/// <summary>
/// The choices worth having when two things are to be small, cost and error: those that no other beats in one without
/// losing in the other.
/// </summary>
/// <remarks>As Y. Zuo et al., J. Phys. Chem. A 124, 731 (2020), figure 2, rank potentials.</remarks>
public static class ParetoSet
{
    /// <summary>Whether each point belongs to the set.</summary>
    /// <param name="points">Cost and error of each choice; one with a NaN belongs to no set and beats none.</param>
    public static IReadOnlyList<bool> Of(IReadOnlyList<(double Cost, double Error)> points) =>
    [
        .. points.Select(p => !double.IsNaN(p.Cost) && !double.IsNaN(p.Error) && !points.Any(q =>
            q.Cost <= p.Cost && q.Error <= p.Error && (q.Cost < p.Cost || q.Error < p.Error))),
    ];
}
