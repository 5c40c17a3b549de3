namespace MdEngine.IO.Cif;

/// <summary>Kinds of words in a CIF file.</summary>
internal enum CifTokenKind
{
    /// <summary>End of the file.</summary>
    End,

    /// <summary>data_NAME: a block begins.</summary>
    Data,

    /// <summary>loop_: a table begins.</summary>
    Loop,

    /// <summary>_name of an item or column.</summary>
    Tag,

    /// <summary>A value.</summary>
    Value,
}
