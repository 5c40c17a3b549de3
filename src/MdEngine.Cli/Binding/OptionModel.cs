using System;
using System.Collections.Generic;

namespace MdEngine.Cli.Binding;

/// <summary>All that a record of options declares.</summary>
/// <param name="Type">The record.</param>
/// <param name="Options">Its options in the order of declaration, those of base classes first.</param>
/// <param name="ExactlyOne">Groups of keys of which exactly one is given.</param>
/// <param name="OnlyWith">Keys that need another.</param>
public sealed record OptionModel(
    Type Type,
    IReadOnlyList<OptionInfo> Options,
    IReadOnlyList<ExactlyOneAttribute> ExactlyOne,
    IReadOnlyList<OnlyWithAttribute> OnlyWith);
