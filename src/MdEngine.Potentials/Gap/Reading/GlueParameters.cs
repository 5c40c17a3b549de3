using System.Collections.Generic;

namespace MdEngine.Potentials.Gap.Reading;

/// <summary>
/// A glue potential (embedded atom): E = sum_i F(rho_i) + 1/2 sum_ij V(r_ij), rho_i = sum_j phi(r_ij), with phi that of
/// the neighbour's kind.
/// </summary>
/// <param name="Place">Where it stands.</param>
/// <param name="AtomicNumbers">Atomic numbers of its types; atoms of others are skipped.</param>
/// <param name="Density">phi of each type; eV-less, of Angstrom.</param>
/// <param name="Embedding">F of each type, eV.</param>
/// <param name="Pairs">V of pairs of types (lower first), eV of Angstrom; absent ones are zero.</param>
/// <param name="Scale">Factor on the energy.</param>
public sealed record GlueParameters(
    FilePlace Place,
    IReadOnlyList<int> AtomicNumbers,
    IReadOnlyList<GlueFunction> Density,
    IReadOnlyList<GlueFunction> Embedding,
    IReadOnlyDictionary<(int A, int B), GlueFunction> Pairs,
    double Scale);
