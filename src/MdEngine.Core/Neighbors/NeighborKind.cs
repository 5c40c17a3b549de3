namespace MdEngine.Core.Neighbors;

/// <summary>The forms in which neighbours are listed.</summary>
public enum NeighborKind
{
    /// <summary>Every neighbour of every owned atom, ghosts included: for many-body potentials.</summary>
    Full,

    /// <summary>
    /// Every pair once: under the owned atom of lower index, or, when the other is a ghost, under one of the two
    /// equivalent owned atoms.
    /// </summary>
    Half,

    /// <summary>
    /// Every pair once, as clusters of consecutive atoms with the later atoms around them: for vectorised pair kernels.
    /// </summary>
    Clusters,
}
