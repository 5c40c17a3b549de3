using System.Collections.Generic;

namespace MdEngine.Compare.Properties;

/// <summary>A property as it was found.</summary>
/// <param name="Kind">Kind of the property.</param>
/// <param name="Title">Title for a reader: "Elastic constants of Si, diamond".</param>
/// <param name="Method">How it was made, in a sentence or two with the numbers that matter (strains, cell, steps, source).</param>
/// <param name="Values">Numbers.</param>
/// <param name="Curves">Curves.</param>
/// <param name="Notes">What a reader should be warned of; each a sentence.</param>
public sealed record PropertyResult(
    string Kind,
    string Title,
    string Method,
    IReadOnlyList<PropertyValue> Values,
    IReadOnlyList<PropertyCurve> Curves,
    IReadOnlyList<string> Notes);
