namespace MdEngine.Cli.Binding;

/// <summary>Types that a single value of a deck may have.</summary>
public enum ScalarKind
{
    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>32-bit integer.</summary>
    Int32,

    /// <summary>64-bit integer.</summary>
    Int64,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64,

    /// <summary>Finite number.</summary>
    Double,

    /// <summary>Text.</summary>
    Text,
}
