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

    /// <summary>Diamond, or zincblende for a pair.</summary>
    Dia,

    /// <summary>Diamond whose third neighbours are taken for its second ones.</summary>
    Dia3,

    /// <summary>Dimer.</summary>
    Dim,

    /// <summary>Rock salt.</summary>
    B1,

    /// <summary>Caesium chloride.</summary>
    B2,

    /// <summary>MoSi2, C11b.</summary>
    C11,

    /// <summary>Ordered Cu3Au, three of the first element to one of the second.</summary>
    L12,
}
