using System;

namespace MdEngine.Cli.Binding;

/// <summary>One of the records that an object of a deck may be, told apart by its key "type".</summary>
/// <param name="Name">The "type" in the deck.</param>
/// <param name="Type">Options record.</param>
/// <param name="Description">One sentence for the schema.</param>
public sealed record OptionVariant(string Name, Type Type, string Description);
