using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Pace.Files;

/// <summary>Reads models of the atomic cluster expansion in the C-tilde basis from YAML (.yace).</summary>
public static class YaceReader
{
    private static readonly string[] TopKeys =
        ["elements", "E0", "deltaSplineBins", "embeddings", "bonds", "functions", "lmax", "polypairpot", "reppot", "metadata"];

    private static readonly string[] EmbeddingKeys = ["ndensity", "FS_parameters", "npoti", "rho_core_cutoff", "drho_core_cutoff"];

    private static readonly string[] FunctionKeys =
        ["mu0", "rank", "ndensity", "num_ms_combs", "mus", "ns", "ls", "ms_combs", "ctildes"];

    private static readonly string[] RepulsionKeys = ["ri", "e0", "A", "B"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InputException">There is no such file, or it is no sound model.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PaceModel Read(string path)
    {
        YamlNode root = YamlTree.Read(path, "a model of the atomic cluster expansion (.yace)");
        try
        {
            return Model(new YamlMap(root, "the file", TopKeys));
        }
        catch (InputException fault) when (fault.File is null)
        {
            // A rule of the model that no single line breaks.
            throw new InputException(fault.Message, path, 0, fault);
        }
    }

    private static PaceModel Model(YamlMap top)
    {
        Element[] elements = [.. top["elements"].Sequence("elements").Select(Element)];
        if (elements.Length is < 1 or > PaceLimits.Elements)
        {
            throw top["elements"].Fault($"{elements.Length} elements; expected 1 to {PaceLimits.Elements}");
        }

        int n = elements.Length;
        PaceEmbedding[] embeddings = [.. top["embeddings"].BySpecies("embeddings", n).Select(Embedding)];
        var functions = new PaceFunction[n][];
        YamlNode[] lists = top["functions"].BySpecies("functions", n);
        for (int i = 0; i < n; i++)
        {
            PaceEmbedding embedding = embeddings[i];
            // A species without functions may be an empty value.
            functions[i] = lists[i].Text is "" or "~" or "null"
                ? [] : [.. lists[i].Sequence($"the functions of {elements[i]}").Select(f => Function(f, n, embedding.Densities))];
        }

        int? highest = top.Find("lmax")?.Integer("lmax", 0, PaceLimits.AngularMomentum);
        return new PaceModel(
            elements, top["E0"].Doubles("E0"), top.Double("deltaSplineBins"), embeddings, Bonds(top["bonds"], elements, highest), functions,
            PairTerm(top, n));
    }

    private static Element Element(YamlNode node)
    {
        string symbol = node.String("an element");
        return PeriodicTable.TryGet(symbol, out Element? element)
            ? element
            : throw node.Fault($"'{YamlNode.Excerpt(symbol)}' is no element; expected a symbol such as Cu");
    }

    private static PaceEmbedding Embedding(YamlNode node)
    {
        var map = new YamlMap(node, "an embedding", EmbeddingKeys);
        double[] parameters = map["FS_parameters"].Doubles("FS_parameters");
        int densities = map.Integer("ndensity", 1, PaceLimits.Densities);
        if (parameters.Length != 2 * densities)
        {
            throw node.Fault($"{parameters.Length} FS_parameters for {densities} densities; expected {2 * densities}");
        }

        return new PaceEmbedding
        {
            Kind = EmbeddingKind(map["npoti"]),
            Parameters = parameters,
            CoreCutoff = map.Double("rho_core_cutoff"),
            CoreWidth = map.Double("drho_core_cutoff"),
        };
    }

    private static PaceEmbeddingKind EmbeddingKind(YamlNode node) => node.String("npoti") switch
    {
        "FinnisSinclair" => PaceEmbeddingKind.FinnisSinclair,
        "FinnisSinclairShiftedScaled" => PaceEmbeddingKind.FinnisSinclairShiftedScaled,
        var other => throw node.Fault(
            $"npoti is '{YamlNode.Excerpt(other)}'; expected FinnisSinclair or FinnisSinclairShiftedScaled"),
    };

    private static PaceFunction Function(YamlNode node, int species, int densities)
    {
        var map = new YamlMap(node, "a function", FunctionKeys);
        const int most = PaceLimits.RadialFunctions, highest = PaceLimits.AngularMomentum;
        int rank = map.Integer("rank", 1, PaceLimits.Rank);
        int combinations = map.Integer("num_ms_combs", 1, 1_000_000);
        int named = map.Find("ndensity")?.Integer("ndensity", 1, PaceLimits.Densities) ?? densities;
        int[] mus = map["mus"].Integers("mus", 0, species - 1), ns = map["ns"].Integers("ns", 1, most), ls = map["ls"].Integers("ls", 0, highest);
        int[] ms = map["ms_combs"].Integers("ms_combs", -highest, highest);
        double[] coefficients = map["ctildes"].Doubles("ctildes");
        (string Name, int Found, int Expected)[] counts =
        [
            ("mus", mus.Length, rank), ("ns", ns.Length, rank), ("ls", ls.Length, rank), ("ndensity", named, densities),
            ("ms_combs", ms.Length, rank * combinations), ("ctildes", coefficients.Length, densities * combinations),
        ];
        foreach ((string name, int found, int expected) in counts)
        {
            if (found != expected)
            {
                throw node.Fault(
                    $"a function of rank {rank} with {combinations} combinations and {densities} densities has {found} {name}; expected {expected}");
            }
        }

        try
        {
            return new PaceFunction(map.Integer("mu0", 0, species - 1), mus, ns, ls, ms, coefficients);
        }
        catch (InputException fault) when (fault.File is null)
        {
            throw node.Fault(fault.Message);
        }
    }

    private static PaceBond[] Bonds(YamlNode node, Element[] elements, int? highest)
    {
        int n = elements.Length;
        var bonds = new PaceBond?[n * n];
        foreach ((int i, int j, YamlNode value) in node.Pairs("bonds", n))
        {
            bonds[(i * n) + j] = YaceBond.Read(value, highest);
        }

        for (int k = 0; k < bonds.Length; k++)
        {
            if (bonds[k] is null)
            {
                throw node.Fault(
                    $"no bond [{k / n}, {k % n}] of {elements[k / n]} and {elements[k % n]}; expected one for each ordered pair of elements");
            }
        }

        return bonds!;
    }

    private static PacePairTerm? PairTerm(YamlMap top, int species)
    {
        if (top.Find("polypairpot") is not { } node)
        {
            return top.Find("reppot") is { } alone ? throw alone.Fault("reppot without polypairpot; expected both or none") : null;
        }

        var map = new YamlMap(node, "polypairpot", [.. YaceBond.PolynomialKeys, "coefficients", "radbasename"]);
        PacePolynomials basis = YaceBond.Polynomials(node, map);
        var pairs = new PacePair?[species * species];
        foreach ((int i, int j, YamlNode value) in map["coefficients"].Pairs("coefficients", species))
        {
            pairs[(i * species) + j] = new PacePair { Coefficients = value.Doubles("coefficients") };
        }

        if (top.Find("reppot") is { } repulsion)
        {
            foreach ((int i, int j, YamlNode value) in new YamlMap(repulsion, "reppot", ["coefficients"])["coefficients"].Pairs("coefficients", species))
            {
                var numbers = new YamlMap(value, "an entry of reppot", RepulsionKeys);
                ref PacePair? pair = ref pairs[(i * species) + j];
                pair = (pair ?? throw value.Fault($"reppot has the pair [{i}, {j}] and polypairpot has not; expected it in both")) with
                {
                    RepulsionStart = numbers.Double("ri"),
                    RepulsionShift = numbers.Double("e0"),
                    RepulsionExponent = numbers.Double("A"),
                    RepulsionPrefactor = numbers.Double("B"),
                };
            }
        }

        return new PacePairTerm(basis, pairs);
    }
}
