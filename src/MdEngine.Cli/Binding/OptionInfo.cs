using System.Reflection;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Binding;

/// <summary>One option of a record.</summary>
/// <param name="Rules">What the record declares: key, description, range.</param>
/// <param name="Property">The property that takes the value.</param>
/// <param name="Shape">What the value looks like.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Default">The value where it is not given; null when there is none.</param>
/// <param name="Output">Set for the path of a file or folder to write.</param>
public sealed record OptionInfo(
    OptionAttribute Rules,
    PropertyInfo Property,
    OptionShape Shape,
    bool IsRequired,
    object? Default,
    OutputFileAttribute? Output)
{
    /// <summary>Whether it is the path of a file or folder to write.</summary>
    public bool IsOutputFile => Output is not null;


    /// <summary>Key in the deck.</summary>
    public string Key => Rules.Key;
}
