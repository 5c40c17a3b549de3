using MdEngine.Core.Options;

namespace MdEngine.Training.Hdnnp;

/// <summary>How symmetry functions are chosen among those proposed.</summary>
public enum FunctionSelection
{
    /// <summary>CUR decomposition: columns of most weight in the leading singular vector, one after the other.</summary>
    [Choice("cur")]
    Cur,

    /// <summary>The function least correlated with those chosen already, one after the other.</summary>
    [Choice("correlation")]
    Correlation,

    /// <summary>All of them.</summary>
    [Choice("all")]
    All,
}
