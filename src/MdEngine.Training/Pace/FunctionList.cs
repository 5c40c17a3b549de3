using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Training.Pace;

/// <summary>All invariants up to a total degree, by number of factors.</summary>
internal static class FunctionList
{
    /// <summary>Makes the functions; they are the same for every central species.</summary>
    /// <param name="species">Number of elements.</param>
    /// <param name="pairs">Number of functions of pairs with each element.</param>
    /// <param name="degrees">Greatest sum of degrees of functions of two, three, ... neighbours.</param>
    /// <param name="angular">Greatest angular momentum of each.</param>
    /// <param name="most">How many functions there may be.</param>
    /// <returns>The functions; null when there are more.</returns>
    public static List<InvariantFunction>? Make(int species, int pairs, IReadOnlyList<int> degrees, IReadOnlyList<int> angular, int most)
    {
        var couplings = new InvariantCouplings();
        var list = new List<InvariantFunction>();
        IReadOnlyList<Invariant> single = couplings.Of([0], [0]);
        list.AddRange(
            from s in Enumerable.Range(0, species)
            from n in Enumerable.Range(1, pairs)
            select new InvariantFunction([new BasisFactor(s, n, 0)], single[0]));
        for (int k = 0; k < degrees.Count; k++)
        {
            (int rank, int degree, int highest) = (k + 2, degrees[k], angular[k]);
            BasisFactor[] factors =
            [
                .. from l in Enumerable.Range(0, Math.Min(highest, degree) + 1)
                   from s in Enumerable.Range(0, species)
                   from n in Enumerable.Range(1, degree - l + 1)
                   select new BasisFactor(s, n, l),
            ];
            foreach (int[] chosen in Tuples(factors, rank, degree))
            {
                BasisFactor[] of = [.. chosen.Select(f => factors[f])];
                list.AddRange(couplings.Of([.. of.Select(f => f.L)], chosen).Select(shape => new InvariantFunction(of, shape)));
                if (list.Count > most)
                {
                    return null;
                }
            }
        }

        return list;
    }

    /// <summary>Ascending tuples of factors that may have an invariant.</summary>
    private static IEnumerable<int[]> Tuples(BasisFactor[] factors, int rank, int degree)
    {
        var chosen = new int[rank];
        return Extend(0, 0, degree);

        IEnumerable<int[]> Extend(int at, int from, int left)
        {
            if (at == rank)
            {
                // An odd sum changes sign under inversion; one that exceeds all others together cannot be coupled away.
                int sum = chosen.Sum(f => factors[f].L), greatest = chosen.Max(f => factors[f].L);
                if (sum % 2 == 0 && 2 * greatest <= sum)
                {
                    yield return [.. chosen];
                }

                yield break;
            }

            for (int f = from; f < factors.Length; f++)
            {
                if (factors[f].Degree > left)
                {
                    continue;
                }

                chosen[at] = f;
                foreach (int[] one in Extend(at + 1, f, left - factors[f].Degree))
                {
                    yield return one;
                }
            }
        }
    }
}
