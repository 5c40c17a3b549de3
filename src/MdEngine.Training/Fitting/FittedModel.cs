using System.Collections.Generic;

namespace MdEngine.Training.Fitting;

/// <summary>A model that was fitted, as the files that the family's original program reads.</summary>
/// <param name="Files">
/// Content of each file by name; a name may stand in one folder ("member-2/weights.014.data"), with a slash on every system.
/// </param>
/// <param name="PotentialJson">Keys of potential.json beside "type", such as ("file", "gap.xml").</param>
/// <param name="Parameters">Number of numbers that were fitted.</param>
/// <param name="Facts">What a reader of the model card should know: name and text, in order (descriptors, sparse points, iterations).</param>
public sealed record FittedModel(
    IReadOnlyDictionary<string, byte[]> Files,
    IReadOnlyDictionary<string, string> PotentialJson,
    long Parameters,
    IReadOnlyList<(string Name, string Text)> Facts)
{
    /// <summary>Keys of potential.json that hold a list of texts, such as "committee" with the folders of its members.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> PotentialLists { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();
}
