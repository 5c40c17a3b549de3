using System;

namespace MdEngine.Cli.Binding;

/// <summary>
/// On a string option: the path of a file, or folder, to write, relative to the deck. The bound value is the full path.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputFileAttribute : Attribute
{
    /// <summary>True for the path of a folder to write files into.</summary>
    public bool IsFolder { get; init; }
}
