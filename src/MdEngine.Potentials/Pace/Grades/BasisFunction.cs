using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Potentials.Pace.Grades;

/// <summary>
/// A function of the B basis, whose value goes into the extrapolation grade: a sum of products of the atomic basis with the
/// coupling coefficients alone.
/// </summary>
/// <param name="Order">Species of the neighbours as the file numbers them: by it functions are sorted.</param>
/// <param name="Function">The function; species are those of the model, coefficients of a single density.</param>
internal sealed record BasisFunction(int[] Order, PaceFunction Function) : IComparable<BasisFunction>
{
    /// <summary>By rank, species, n, l, number of combinations of m, and these: the order of active sets.</summary>
    public int CompareTo(BasisFunction? other)
    {
        if (other is null)
        {
            return 1;
        }

        (IReadOnlyList<int> A, IReadOnlyList<int> B)[] keys =
        [
            ([Function.Rank], [other.Function.Rank]), (Order, other.Order), (Function.Ns, other.Function.Ns), (Function.Ls, other.Function.Ls),
            ([Function.Combinations], [other.Function.Combinations]), (Function.Ms, other.Function.Ms),
        ];
        return keys.Select(k => k.A.ToArray().AsSpan().SequenceCompareTo(k.B.ToArray())).FirstOrDefault(c => c != 0);
    }
}
