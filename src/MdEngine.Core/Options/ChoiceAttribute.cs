using System;

namespace MdEngine.Core.Options;

/// <summary>Name of an enum member in decks, where it is not the member's name in kebab case.</summary>
/// <param name="name">Name in decks.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ChoiceAttribute(string name) : Attribute
{
    /// <summary>Name in decks.</summary>
    public string Name { get; } = name;
}
