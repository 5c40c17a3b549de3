using System.Collections.Generic;

namespace MdEngine.Potentials.Pace;

/// <summary>The pair terms of a model of ACE.jl ("polypairpot").</summary>
/// <param name="Basis">Polynomials of all pairs.</param>
/// <param name="Pairs">Terms of ordered pairs, centre times number of elements plus neighbour; null for none.</param>
public sealed record PacePairTerm(PacePolynomials Basis, IReadOnlyList<PacePair?> Pairs);
