using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>Crystal lattices that decks can build.</summary>
public enum LatticeKind
{
    /// <summary>Face-centred cubic.</summary>
    Fcc,

    /// <summary>Body-centred cubic.</summary>
    Bcc,

    /// <summary>Hexagonal close-packed.</summary>
    Hcp,

    /// <summary>Diamond.</summary>
    Diamond,

    /// <summary>Simple cubic.</summary>
    Sc,

    /// <summary>Rock salt (B1), two elements.</summary>
    Rocksalt,

    /// <summary>Zinc blende (B3), two elements.</summary>
    Zincblende,

    /// <summary>Caesium chloride (B2), two elements.</summary>
    B2,

    /// <summary>Ni3Al (L1_2), two elements: the first on the faces, the second on the corner.</summary>
    [Choice("l1_2")]
    L12,
}
