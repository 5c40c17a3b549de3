using MdEngine.Core.Options;

namespace MdEngine.Potentials.Hdnnp;

/// <summary>Length that the numbers in input.nn are multiples of.</summary>
public enum HdnnpLengthUnit
{
    /// <summary>Bohr radius.</summary>
    [Choice("bohr")]
    Bohr,

    /// <summary>Angstrom.</summary>
    [Choice("angstrom")]
    Angstrom,
}
