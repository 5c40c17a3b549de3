namespace MdEngine.Cli.Binding;

/// <summary>What stands at a path of a deck.</summary>
public enum DeckValueKind
{
    /// <summary>A JSON object.</summary>
    Object,

    /// <summary>A JSON array.</summary>
    Array,

    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>JSON true or false.</summary>
    Boolean,

    /// <summary>JSON null.</summary>
    Null,

    /// <summary>The value of an override, which has no JSON type of its own.</summary>
    Untyped,

    /// <summary>Nothing but keys below it that overrides give: an object or an array, as is wanted.</summary>
    Implied,
}
