using System.Collections.Generic;
using System.Linq;
using MdEngine.Potentials.Pace;

namespace MdEngine.Training.Pace;

/// <summary>A function of the neighbourhood of an atom, whose coefficient is an unknown of the fit.</summary>
/// <param name="Factors">Factors A(species, n, l m), equal ones side by side.</param>
/// <param name="Shape">How their m combine.</param>
internal sealed record InvariantFunction(IReadOnlyList<BasisFactor> Factors, Invariant Shape)
{
    /// <summary>Number of factors.</summary>
    public int Rank => Factors.Count;

    /// <summary>Sum of the degrees of its factors.</summary>
    public int Degree => Factors.Sum(f => f.Degree);

    /// <summary>
    /// The function as files hold it: of two products that are complex conjugates only one, with the coefficients of both.
    /// </summary>
    /// <param name="center">Central species.</param>
    /// <param name="weight">Its weight, eV.</param>
    public PaceFunction ToFile(int center, double weight)
    {
        var half = new Dictionary<string, (int[] M, double Value)>();
        foreach ((int[] m, double value) in Shape.Terms)
        {
            int[] kept = m.FirstOrDefault(x => x != 0) < 0 ? [.. m.Select(x => -x)] : m;
            string key = string.Join(' ', kept);
            half[key] = (kept, value + (half.TryGetValue(key, out (int[] M, double Value) known) ? known.Value : 0.0));
        }

        return new PaceFunction(
            center,
            [.. Factors.Select(f => f.Species)],
            [.. Factors.Select(f => f.N)],
            [.. Factors.Select(f => f.L)],
            [.. half.Values.SelectMany(t => t.M)],
            [.. half.Values.Select(t => weight * t.Value)]);
    }
}
