using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Forces;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Table;

/// <summary>Options of the type "table".</summary>
public sealed record TableOptions : IValidatedOptions
{
    /// <summary>Interpolation.</summary>
    [Option("interpolation", "Straight lines or cubic splines between the points of the grid.", Required = false)]
    public TableInterpolation Interpolation { get; init; } = TableInterpolation.Spline;

    /// <summary>Points of the grid.</summary>
    [Option("points", "Points of the grid of squared distances that files are brought onto: the N of LAMMPS.", Min = 2, Max = 10_000_000)]
    public int Points { get; init; }

    /// <summary>Tables.</summary>
    [Option("pairs", "The table of every pair of elements.", MinCount = 1)]
    public IReadOnlyList<TablePairOptions> Pairs { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate() => PairMap.Faults([.. Pairs.Select(p => p.Elements)]);
}
