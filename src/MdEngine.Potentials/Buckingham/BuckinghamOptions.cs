using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Forces;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Buckingham;

/// <summary>Options of the type "buckingham".</summary>
public sealed record BuckinghamOptions : IValidatedOptions
{
    /// <summary>Cutoff, Angstrom.</summary>
    [Option("cutoff_A", "Distance beyond which atoms do not interact, Angstrom, unless a pair has its own.", Min = 0, ExclusiveMin = true)]
    public double Cutoff { get; init; }

    /// <summary>Shift at the cutoff.</summary>
    [Option("shift", "What is done about the step at the cutoff.", Required = false)]
    public PairTruncation Shift { get; init; } = PairTruncation.None;

    /// <summary>Parameters.</summary>
    [Option("pairs", "Parameters of every pair of elements.", MinCount = 1)]
    public IReadOnlyList<BuckinghamPairOptions> Pairs { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate() => PairMap.Faults([.. Pairs.Select(p => p.Elements)]);
}
