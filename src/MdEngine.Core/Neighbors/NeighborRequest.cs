namespace MdEngine.Core.Neighbors;

/// <summary>The list that a potential needs.</summary>
/// <param name="Kind">Form of the list.</param>
/// <param name="Cutoff">Distance up to which neighbours must be listed, Angstrom; the skin is added by the owner.</param>
/// <param name="Width">
/// For <see cref="NeighborKind.Clusters"/>: atoms of a cluster, 1, 4 or 8.
/// </param>
public readonly record struct NeighborRequest(NeighborKind Kind, double Cutoff, int Width = 0);
