using System;

namespace MdEngine.Core.Options;

/// <summary>
/// Declares a property of an options record as a key of a deck. Decks are bound, checked and described (JSON schema)
/// from these declarations alone, those of plug-ins too.
/// </summary>
/// <remarks>
/// A property is optional when it is nullable or when <see cref="Required"/> is false; its default is then the value
/// after construction. Properties may be bool, int, long, ulong,
/// double, string, an enum (names in kebab case, or as <see cref="ChoiceAttribute"/> says), another options record,
/// <see cref="Forces.IPotentialSource"/>, or an array / <c>IReadOnlyList</c> / <c>IReadOnlyDictionary&lt;string, T&gt;</c> of these.
/// </remarks>
/// <param name="key">Key in the deck; ends in the unit where there is one: "cutoff_A".</param>
/// <param name="description">One sentence for schema, editors and manual.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string key, string description) : Attribute
{
    /// <summary>Key in the deck.</summary>
    public string Key { get; } = key;

    /// <summary>What it means, in one sentence.</summary>
    public string Description { get; } = description;

    /// <summary>
    /// Whether the key must be given. Non-nullable properties are required unless this says otherwise.
    /// </summary>
    public bool Required { get; init; } = true;

    /// <summary>Least value allowed for a number, or for every number of an array.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Greatest value allowed for a number, or for every number of an array.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>True when <see cref="Min"/> itself is not allowed.</summary>
    public bool ExclusiveMin { get; init; }

    /// <summary>Least number of entries of an array or dictionary.</summary>
    public int MinCount { get; init; }

    /// <summary>Greatest number of entries of an array or dictionary.</summary>
    public int MaxCount { get; init; } = int.MaxValue;

    /// <summary>
    /// True for the path of a file that must exist, relative to the file which the key stands in. The bound value is
    /// the full path.
    /// </summary>
    public bool InputFile { get; init; }

    /// <summary>As <see cref="InputFile"/>, for a folder.</summary>
    public bool InputFolder { get; init; }

    /// <summary>True for strings that must be element symbols (also each entry of an array, or each dictionary key).</summary>
    public bool ElementSymbol { get; init; }
}
