using System;

namespace MdEngine.Core.Options;

/// <summary>
/// On an options record derived from an abstract one: an object of a deck that may be any record derived from that one is
/// this one where its key "type" says so. Such records are found by reflection, in the assembly of the abstract record
/// and in those of plug-ins; there is no list of them.
/// </summary>
/// <param name="name">The "type" in the deck: "gap".</param>
/// <param name="description">One sentence for schema, editors and manual.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OptionVariantAttribute(string name, string description) : Attribute
{
    /// <summary>The "type" in the deck.</summary>
    public string Name { get; } = name;

    /// <summary>What it is, in one sentence.</summary>
    public string Description { get; } = description;
}
