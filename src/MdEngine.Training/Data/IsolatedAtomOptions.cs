using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Options;

namespace MdEngine.Training.Data;

/// <summary>Energies of isolated atoms, which a model starts from.</summary>
public sealed record IsolatedAtomOptions : IValidatedOptions
{
    /// <summary>Where they come from.</summary>
    [Option("method", "Where they come from; \"auto\": those given, then frames of one atom, then a least-squares fit.", Required = false)]
    public IsolatedAtomMethod Method { get; init; }

    /// <summary>Given energies, eV, by element.</summary>
    [Option("energies_eV", "Energies by element, eV.", Required = false, ElementSymbol = true, Min = -1e6, Max = 1e6)]
    public IReadOnlyDictionary<string, double> Energies { get; init; } = new Dictionary<string, double>();

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Method is IsolatedAtomMethod.Frames or IsolatedAtomMethod.Fit && Energies.Any())
        {
            yield return ("energies_eV", "means nothing with this \"method\"; leave it out, or choose \"auto\"");
        }
    }
}
