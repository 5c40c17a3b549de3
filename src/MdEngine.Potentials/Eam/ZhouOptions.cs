using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Eam;

/// <summary>Options of the type "eam-zhou".</summary>
public sealed record ZhouOptions : IValidatedOptions
{
    /// <summary>Cutoff, Angstrom.</summary>
    [Option("cutoff_A", "Distance beyond which atoms do not interact, Angstrom.", Min = 0, ExclusiveMin = true)]
    public double Cutoff { get; init; }

    /// <summary>Width of the smooth end, Angstrom.</summary>
    [Option(
        "smoothing_A", "Width below the cutoff in which density and pair energy go smoothly to zero, Angstrom; 0 for none.",
        Required = false, Min = 0)]
    public double Smoothing { get; init; } = 0.4;

    /// <summary>Parameters by metal.</summary>
    [Option("metals", "Parameters of each metal.", MinCount = 1)]
    public IReadOnlyList<ZhouMetalOptions> Metals { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Smoothing >= Cutoff)
        {
            yield return ("smoothing_A", $"{Smoothing:g6} is not less than the cutoff of {Cutoff:g6}");
        }

        for (int k = 0; k < Metals.Count; k++)
        {
            if (Metals.Take(k).Any(m => m.Element == Metals[k].Element))
            {
                yield return ($"metals:{k}:element", $"{Metals[k].Element} is given already; keep one of them");
            }
        }
    }
}
