using System;
using System.Collections.Generic;

namespace MdEngine.Cli.Binding;

/// <summary>On an options record: exactly one of these keys must be given.</summary>
/// <param name="keys">The keys.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ExactlyOneAttribute(params string[] keys) : Attribute
{
    /// <summary>The keys.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;

    /// <summary>The rule holds only where this key is given; always, when null.</summary>
    public string? When { get; init; }
}
