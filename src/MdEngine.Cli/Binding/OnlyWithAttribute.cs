using System;
using System.Collections.Generic;

namespace MdEngine.Cli.Binding;

/// <summary>On an options record: keys that mean something only where another key is given.</summary>
/// <param name="with">The key that must be given too.</param>
/// <param name="keys">The keys that need it.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class OnlyWithAttribute(string with, params string[] keys) : Attribute
{
    /// <summary>The key that must be given too.</summary>
    public string With { get; } = with;

    /// <summary>The keys that need it.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
