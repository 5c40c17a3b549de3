namespace MdEngine.Potentials.Meam;

/// <summary>The reference structures, by the names that files have for them.</summary>
internal enum MeamLattice
{
    /// <summary>Face-centred cubic.</summary>
    Fcc,

    /// <summary>Body-centred cubic.</summary>
    Bcc,

    /// <summary>Hexagonal close packed.</summary>
    Hcp,

    /// <summary>Simple cubic.</summary>
    Sc,

    /// <summary>Diamond, or zincblende for a pair.</summary>
    Dia,

    /// <summary>Diamond whose third neighbours are taken for its second ones.</summary>
    Dia3,

    /// <summary>Dimer.</summary>
    Dim,

    /// <summary>Straight chain of atoms.</summary>
    Lin,

    /// <summary>Zigzag chain with an angle between bonds.</summary>
    Zig,

    /// <summary>Three atoms with an angle at the second element, as in water.</summary>
    Tri,

    /// <summary>Rock salt.</summary>
    B1,

    /// <summary>Caesium chloride.</summary>
    B2,

    /// <summary>Four of the second element around one of the first, as in methane.</summary>
    Ch4,

    /// <summary>MoSi2, C11b.</summary>
    C11,

    /// <summary>Ordered Cu3Au, three of the first element to one of the second.</summary>
    L12,
}
