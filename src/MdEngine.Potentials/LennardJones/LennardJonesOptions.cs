using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Forces;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.LennardJones;

/// <summary>Options of the type "lennard-jones".</summary>
public sealed record LennardJonesOptions : IValidatedOptions
{
    /// <summary>Cutoff, Angstrom.</summary>
    [Option("cutoff_A", "Distance beyond which atoms do not interact, Angstrom.", Min = 0, ExclusiveMin = true)]
    public double Cutoff { get; init; }

    /// <summary>Shift at the cutoff.</summary>
    [Option("shift", "What is done about the step at the cutoff.", Required = false)]
    public LennardJonesTruncation Shift { get; init; } = LennardJonesTruncation.None;

    /// <summary>Mixing rule.</summary>
    [Option("mixing", "How unlike pairs that are not given follow from like ones.", Required = false)]
    public LennardJonesMixing Mixing { get; init; } = LennardJonesMixing.None;

    /// <summary>Long-range corrections.</summary>
    [Option("tail", "Add the mean-field contribution of pairs beyond the cutoff to energy and pressure.", Required = false)]
    public bool Tail { get; init; }

    /// <summary>Arithmetic.</summary>
    [Option("precision", "Arithmetic of pairs: double, or mixed (single, with sums in double).", Required = false)]
    public Precision Precision { get; init; } = Precision.Double;

    /// <summary>Parameters.</summary>
    [Option("pairs", "Parameters of pairs of elements.", MinCount = 1)]
    public IReadOnlyList<LennardJonesPairOptions> Pairs { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        var seen = new Dictionary<(string, string), int>();
        for (int k = 0; k < Pairs.Count; k++)
        {
            (string a, string b) = (Pairs[k].Elements[0], Pairs[k].Elements[1]);
            (string, string) pair = string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);
            if (!seen.TryAdd(pair, k))
            {
                yield return ($"pairs:{k}", $"the pair {a}-{b} is given already as pairs[{seen[pair]}]; keep one of them");
            }
        }

        string[] elements = [.. Pairs.SelectMany(p => p.Elements).Distinct()];
        foreach ((string a, string b) in elements.SelectMany(
                     (a, k) => elements.Skip(k).Select(b => string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a))))
        {
            if (seen.ContainsKey((a, b)))
            {
                continue;
            }

            if (a == b)
            {
                yield return ("pairs", $"the like pair {a}-{a} is missing; give its epsilon_eV and sigma_A");
            }
            else if (Mixing == LennardJonesMixing.None)
            {
                yield return ("pairs", $"the pair {a}-{b} is missing; give it, or set \"mixing\" to "
                    + "\"lorentz-berthelot\" or \"geometric\"");
            }
        }

        if (Tail && Shift != LennardJonesTruncation.None)
        {
            yield return ("tail", "long-range corrections belong to the plain cutoff; set \"shift\" to \"none\" or "
                + "\"tail\" to false");
        }
    }
}
