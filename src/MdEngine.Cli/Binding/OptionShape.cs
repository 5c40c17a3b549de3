using System;
using System.Collections.Generic;

namespace MdEngine.Cli.Binding;

/// <summary>What the value of an option looks like in a deck.</summary>
/// <param name="Type">The .NET type that it is bound to.</param>
public abstract record OptionShape(Type Type)
{
    /// <summary>One value.</summary>
    public sealed record Scalar(Type Type, ScalarKind Kind) : OptionShape(Type);

    /// <summary>One of a few names.</summary>
    public sealed record Choice(Type Type, IReadOnlyList<(string Name, object Value)> Choices) : OptionShape(Type);

    /// <summary>True, false or the path of a file to write.</summary>
    public sealed record Switch(Type Type) : OptionShape(Type);

    /// <summary>An object with fixed keys.</summary>
    public sealed record Nested(Type Type) : OptionShape(Type);

    /// <summary>An object whose "type" says which keys it has.</summary>
    public sealed record Union(Type Type, IReadOnlyList<OptionVariant> Variants) : OptionShape(Type);

    /// <summary>A potential: an object with a registered "type", or the path of such a file.</summary>
    public sealed record Potential(Type Type) : OptionShape(Type);

    /// <summary>An array.</summary>
    public sealed record List(Type Type, OptionShape Item) : OptionShape(Type);

    /// <summary>An object with any keys and values of one shape.</summary>
    public sealed record Map(Type Type, OptionShape Item) : OptionShape(Type);
}
