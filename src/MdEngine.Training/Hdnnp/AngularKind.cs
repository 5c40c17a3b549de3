using MdEngine.Core.Options;

namespace MdEngine.Training.Hdnnp;

/// <summary>Which angular symmetry functions to propose.</summary>
public enum AngularKind
{
    /// <summary>Type 3: all three atoms near each other.</summary>
    [Choice("narrow")]
    Narrow,

    /// <summary>Type 9: both neighbours near the central atom.</summary>
    [Choice("wide")]
    Wide,

    /// <summary>Both.</summary>
    [Choice("both")]
    Both,
}
