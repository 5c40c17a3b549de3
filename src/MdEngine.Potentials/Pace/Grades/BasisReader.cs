using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Potentials.Pace.Files;

namespace MdEngine.Potentials.Pace.Grades;

/// <summary>Reads the functions of a model in the B basis (.yaml); its radial functions are those of the model beside it.</summary>
internal static class BasisReader
{
    /// <summary>The functions of each species of a model, sorted.</summary>
    /// <exception cref="InputException">There is no such file, or it is not the basis of the model.</exception>
    public static BasisFunction[][] Read(string path, PaceModel model)
    {
        YamlNode root = YamlTree.Read(path, "the B basis of the model (.yaml), which extrapolation grades need");
        IReadOnlyList<YamlNode> blocks = Find(root, "species").Sequence("species");
        string[][] names = [.. blocks.Select(b => Words(Find(b, "speciesblock"), "speciesblock"))];
        string[] sorted = [.. names.SelectMany(n => n).Distinct().Order(StringComparer.Ordinal)];
        if (!sorted.SequenceEqual(model.Elements.Select(e => e.Symbol).Order(StringComparer.Ordinal)))
        {
            throw root.Fault(
                $"is a basis of {YamlNode.Excerpt(string.Join(' ', sorted))}; expected {string.Join(' ', model.Elements)}, the elements of the model");
        }

        var functions = new List<BasisFunction>[model.Elements.Count];
        for (int i = 0; i < functions.Length; i++)
        {
            functions[i] = [];
        }

        foreach (YamlNode block in blocks)
        {
            foreach (YamlNode entry in Optional(block, "nbody")?.Sequence("nbody") ?? [])
            {
                if (Optional(entry, "skip")?.Text is not ("true" or "True" or "yes"))
                {
                    BasisFunction f = Function(entry, sorted, model);
                    functions[f.Function.Center].Add(f);
                }
            }
        }

        return [.. functions.Select(f => f.Order().ToArray())];
    }

    private static BasisFunction Function(YamlNode entry, string[] sorted, PaceModel model)
    {
        string[] type = Words(Find(entry, "type"), "type");
        int rank = type.Length - 1;
        int[] ns = List(Find(entry, "nr"), "nr", 1), ls = List(Find(entry, "nl"), "nl", 0);
        int[] between = Optional(entry, "lint") is { } lint ? List(lint, "lint", 0) : [];
        if (rank is < 1 or > PaceLimits.Rank || ns.Length != rank || ls.Length != rank || between.Length != Math.Max(0, rank - 2))
        {
            throw entry.Fault(
                $"a function of {type.Length} species with {ns.Length} nr, {ls.Length} nl and {between.Length} lint; expected as many nr and nl as neighbours, and two lint fewer");
        }

        if (rank > 1 && (ls.Max() > 8 || ls.Aggregate(1L, (p, l) => p * ((2 * l) + 1)) > 10_000_000))
        {
            throw entry.Fault("momenta in nl whose combinations are too many; expected those of a model that can be evaluated");
        }

        int[] species = [.. type.Select(t => Enumerable.Range(0, model.Elements.Count).FirstOrDefault(k => model.Elements[k].Symbol == t, -1))];
        if (species.Contains(-1))
        {
            throw entry.Fault($"the type '{YamlNode.Excerpt(string.Join(' ', type))}'; expected elements among {string.Join(' ', model.Elements)}");
        }

        (int[] ms, double[] c) = PaceCoupling.Couple(ls, between);
        if (c.Length == 0)
        {
            throw entry.Fault("a function whose momenta nl and lint do not couple to zero; expected those of an invariant");
        }

        return new BasisFunction(
            [.. type[1..].Select(t => Array.IndexOf(sorted, t))], new PaceFunction(species[0], species[1..], ns, ls, ms, c));
    }

    private static string[] Words(YamlNode node, string what) =>
        node.String(what).Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words
        : throw node.Fault($"{what} is empty; expected elements");

    private static int[] List(YamlNode node, string what, int least) => node.Text is null
        ? node.Integers(what, least, PaceLimits.RadialFunctions)
        : [node.Integer(what, least, PaceLimits.RadialFunctions)];

    private static YamlNode Find(YamlNode node, string key) =>
        Optional(node, key) ?? throw node.Fault($"no '{key}'; expected it: the basis is not one that pacemaker writes");

    private static YamlNode? Optional(YamlNode node, string key)
    {
        foreach ((YamlNode name, YamlNode value) in node.Entries ?? throw node.Fault($"found {node.Describe()}; expected a mapping with '{key}'"))
        {
            if (name.Text == key)
            {
                return value;
            }
        }

        return null;
    }
}
