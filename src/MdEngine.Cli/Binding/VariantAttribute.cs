using System;

namespace MdEngine.Cli.Binding;

/// <summary>
/// On an abstract options record whose variants are known where it stands: one of the records that an object of a deck
/// may be, told apart by its key "type". Elsewhere, the variants mark themselves with <see cref="Core.Options.OptionVariantAttribute"/>.
/// </summary>
/// <param name="name">The "type" in the deck.</param>
/// <param name="type">Options record, derived from the one that bears this attribute.</param>
/// <param name="description">One sentence for the schema.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class VariantAttribute(string name, Type type, string description) : Attribute
{
    /// <summary>The "type" in the deck.</summary>
    public string Name { get; } = name;

    /// <summary>Options record.</summary>
    public Type Type { get; } = type;

    /// <summary>One sentence for the schema.</summary>
    public string Description { get; } = description;
}
