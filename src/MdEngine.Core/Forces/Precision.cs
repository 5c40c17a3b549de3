namespace MdEngine.Core.Forces;

/// <summary>Arithmetic of a potential that offers a choice.</summary>
public enum Precision
{
    /// <summary>Double precision throughout.</summary>
    Double,

    /// <summary>Pairs in single precision, sums over more than a block of atoms in double.</summary>
    Mixed,
}
