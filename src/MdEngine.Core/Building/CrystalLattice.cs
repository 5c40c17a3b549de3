using MdEngine.Core.Options;

namespace MdEngine.Core.Building;

/// <summary>Crystal structures that <see cref="CrystalBuilder"/> makes.</summary>
public enum CrystalLattice
{
    /// <summary>Face-centred cubic, one element.</summary>
    [Choice("fcc")]
    FaceCentredCubic,

    /// <summary>Body-centred cubic, one element.</summary>
    [Choice("bcc")]
    BodyCentredCubic,

    /// <summary>Hexagonal close packed, one element.</summary>
    [Choice("hcp")]
    HexagonalClosePacked,

    /// <summary>Diamond, one element.</summary>
    [Choice("diamond")]
    Diamond,

    /// <summary>Simple cubic, one element.</summary>
    [Choice("sc")]
    SimpleCubic,

    /// <summary>Rock salt (B1), two elements: NaCl.</summary>
    [Choice("rocksalt")]
    Rocksalt,

    /// <summary>Zincblende (B3), two elements: ZnS.</summary>
    [Choice("zincblende")]
    Zincblende,

    /// <summary>B2, two elements: CsCl, NiAl.</summary>
    [Choice("B2")]
    B2,

    /// <summary>L1_2, two elements, first the one of the three faces: Ni3Al is Ni, Al.</summary>
    [Choice("L1_2")]
    L12,
}
