namespace MdEngine.Training.Gap;

/// <summary>How sparse points are chosen.</summary>
public enum SparseMethod
{
    /// <summary>At random, with the leverage scores of the descriptors as weights (CUR decomposition).</summary>
    Cur,

    /// <summary>Evenly over the range of the descriptor.</summary>
    Uniform,

    /// <summary>Each as far from those before as can be.</summary>
    Farthest,
}
