using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Pace.Files;

/// <summary>A value in a YAML file: a scalar, a sequence or a mapping, with its place.</summary>
internal sealed class YamlNode(string file, int line)
{
    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Text of a scalar; null for another node.</summary>
    public string? Text { get; init; }

    /// <summary>Entries of a sequence; null for another node.</summary>
    public List<YamlNode>? Items { get; init; }

    /// <summary>Entries of a mapping in their order; null for another node.</summary>
    public List<(YamlNode Key, YamlNode Value)>? Entries { get; init; }

    /// <summary>An error at this place.</summary>
    public InputException Fault(string message) => new(message, file, Line);

    /// <summary>The beginning of a text that may be anything.</summary>
    public static string Excerpt(string text) =>
        new([.. text.Take(40).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c), .. text.Length > 40 ? "..." : ""]);

    /// <summary>What this is, for messages.</summary>
    public string Describe() => Text is not null ? $"'{Excerpt(Text)}'"
        : Items is not null ? $"a sequence of {Items.Count}" : $"a mapping of {Entries!.Count}";

    /// <summary>The text of a scalar.</summary>
    public string String(string what) => Text ?? throw Fault($"{what} is {Describe()}; expected a name");

    /// <summary>A finite number.</summary>
    public double Double(string what) =>
        Text is not null && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value)
            ? value
            : throw Fault($"{what} is {Describe()}; expected a finite number");

    /// <summary>An integer within limits.</summary>
    public int Integer(string what, int least, int most) =>
        Text is not null && int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
        && value >= least && value <= most
            ? value
            : throw Fault($"{what} is {Describe()}; expected an integer from {least} to {most}");

    /// <summary>The entries of a sequence.</summary>
    public IReadOnlyList<YamlNode> Sequence(string what) => Items ?? throw Fault($"{what} is {Describe()}; expected a sequence");

    /// <summary>A sequence of finite numbers.</summary>
    public double[] Doubles(string what) => [.. Sequence(what).Select(n => n.Double($"a number of {what}"))];

    /// <summary>A sequence of integers within limits.</summary>
    public int[] Integers(string what, int least, int most) =>
        [.. Sequence(what).Select(n => n.Integer($"a number of {what}", least, most))];

    /// <summary>The entries of a mapping whose keys are pairs of species, each once.</summary>
    public IEnumerable<(int Center, int Neighbor, YamlNode Value)> Pairs(string what, int species)
    {
        var seen = new HashSet<(int, int)>();
        foreach ((YamlNode key, YamlNode value) in Entries ?? throw Fault($"{what} is {Describe()}; expected a mapping of pairs [i, j]"))
        {
            int[] pair = key.Items is null ? [] : key.Integers($"a key of {what}", 0, species - 1);
            if (pair.Length != 2)
            {
                throw key.Fault($"a key of {what} is {key.Describe()}; expected a pair of species [i, j]");
            }

            if (!seen.Add((pair[0], pair[1])))
            {
                throw key.Fault($"the pair [{pair[0]}, {pair[1]}] of {what} is there twice; expected it once");
            }

            yield return (pair[0], pair[1], value);
        }
    }

    /// <summary>The entries of a mapping whose keys are species, in their order; all must be there.</summary>
    public YamlNode[] BySpecies(string what, int species)
    {
        var all = new YamlNode?[species];
        foreach ((YamlNode key, YamlNode value) in Entries ?? throw Fault($"{what} is {Describe()}; expected a mapping of species"))
        {
            ref YamlNode? place = ref all[key.Integer($"a key of {what}", 0, species - 1)];
            place = place is null ? value : throw key.Fault($"species {key.Text} of {what} is there twice; expected it once");
        }

        for (int k = 0; k < species; k++)
        {
            if (all[k] is null)
            {
                throw Fault($"{what} has no entry for species {k}; expected one for each of the {species} elements");
            }
        }

        return all!;
    }
}
