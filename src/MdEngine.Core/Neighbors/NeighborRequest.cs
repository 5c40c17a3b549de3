namespace MdEngine.Core.Neighbors;

/// <summary>The list that a potential needs.</summary>
/// <param name="Kind">Form of the list.</param>
/// <param name="Cutoff">Distance up to which neighbours must be listed, Angstrom; the skin is added by the owner.</param>
/// <param name="Width">
/// For <see cref="NeighborKind.ClusterPairs"/>: atoms of a cluster on the j side, 4 or 8 (on the i side it is 4).
/// </param>
public readonly record struct NeighborRequest(NeighborKind Kind, double Cutoff, int Width = 0);
