using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Compare.Properties;

/// <summary>
/// Options of a property, an entry of a comparison's "properties" and the options of <c>analyse</c>. Each property has its
/// own record, which bears <see cref="OptionVariantAttribute"/> with its kind; it is found by reflection.
/// </summary>
public abstract record PropertyOptions
{
    /// <summary>What is known of the property, by the names of its values and in their units.</summary>
    [Option("reference", "Values of experiment, theory or the literature to set beside those of the potential, by name and "
        + "in the same units: {\"C11\": 165.7}.")]
    public IReadOnlyDictionary<string, double>? Reference { get; init; }

    /// <summary>Where the references come from.</summary>
    [Option("reference_source", "Where these values come from.", Required = false)]
    public string ReferenceSource { get; init; } = "";

    /// <summary>The property that they describe.</summary>
    public abstract IProperty Create();
}
