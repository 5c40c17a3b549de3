using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Options;

namespace MdEngine.Compare.Trajectories;

/// <summary>Options of angle distributions.</summary>
[OptionVariant("angles", "Distribution of the angles between neighbours of an atom, in all and by triplet of elements.")]
public sealed record AngleOptions : TrajectoryAnalysisOptions, IValidatedOptions
{
    /// <summary>Largest distance of neighbours, Angstrom.</summary>
    [Option("cutoff_A", "Largest distance of neighbours, Angstrom, for pairs without one of their own. "
        + "Without it and cutoffs_A: the first minimum of g(r) of each pair.", Min = 0, ExclusiveMin = true, Max = 100)]
    public double? Cutoff { get; init; }

    /// <summary>Largest distances by pair.</summary>
    [Option("cutoffs_A", "Largest distances by pair of elements, Angstrom: {\"Si-O\": 2.1}. Without cutoff_A the other pairs are "
        + "no neighbours.", Min = 0, Max = 100)]
    public IReadOnlyDictionary<string, double>? Cutoffs { get; init; }

    /// <summary>Number of bins.</summary>
    [Option("bins", "Number of bins from 0 to 180 degrees.", Required = false, Min = 1, Max = 100000)]
    public int Bins { get; init; } = 180;

    /// <summary>Blocks of the error bars.</summary>
    [Option("blocks", "Blocks of the trajectory whose scatter gives the errors.", Required = false, Min = 2, Max = 32)]
    public int Blocks { get; init; } = 8;

    /// <inheritdoc/>
    public override ITrajectoryAnalysis Create() => new AngleAnalysis(this);

    /// <summary>Largest distance of neighbours of two elements, Angstrom; 0 for none.</summary>
    public double CutoffOf(Element a, Element b)
    {
        foreach ((string pair, double cutoff) in Cutoffs ?? new Dictionary<string, double>())
        {
            if (pair == $"{a}-{b}" || pair == $"{b}-{a}")
            {
                return cutoff;
            }
        }

        return Cutoff ?? 0.0;
    }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        foreach (string pair in Cutoffs?.Keys ?? [])
        {
            string[] symbols = pair.Split('-');
            if (symbols.Length != 2 || !symbols.All(s => PeriodicTable.TryGet(s, out _)))
            {
                yield return ($"cutoffs_A:{pair}", "is no pair of elements; expected two symbols such as Si-O");
            }
            else if (symbols[0] != symbols[1] && Cutoffs!.ContainsKey($"{symbols[1]}-{symbols[0]}")
                && string.CompareOrdinal(symbols[0], symbols[1]) > 0)
            {
                yield return ($"cutoffs_A:{pair}", "the pair is given twice, in both orders; leave one out");
            }
        }
    }
}
