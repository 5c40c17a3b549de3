using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Pace.Files;

/// <summary>Reads models of one element in the older text format (.ace).</summary>
public static class AceReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InputException">There is no such file, or it is no sound model.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PaceModel Read(string path)
    {
        try
        {
            return Model(new AceScanner(path));
        }
        catch (InputException fault) when (fault.File is null)
        {
            throw new InputException(fault.Message, path, 0, fault);
        }
    }

    private static PaceModel Model(AceScanner scan)
    {
        scan.FindLine("nelements");
        scan.Expect("nelements", "=");
        int elements = scan.Integer("nelements", 1, PaceLimits.Elements);
        if (elements != 1)
        {
            throw scan.Fault($"a model of {elements} elements; expected one: the text format holds no more, take .yace");
        }

        scan.Expect("elements:");
        string symbol = scan.Word("an element");
        if (!PeriodicTable.TryGet(symbol, out Element? element))
        {
            throw scan.Fault($"'{YamlNode.Excerpt(symbol)}' is no element; expected a symbol such as Cu");
        }

        scan.Expect("lmax", "=");
        int highest = scan.Integer("lmax", 0, PaceLimits.AngularMomentum);
        PaceEmbedding embedding = Embedding(scan);
        double e0 = scan.Accept("E0:") ? scan.Double("E0") : 0.0;
        (PaceBond bond, double spacing, PacePairTerm? pair) = AceBond.Read(scan, highest);
        scan.Expect("rankmax", "=");
        scan.Integer("rankmax", 1, PaceLimits.Rank);
        scan.Expect("ndensitymax", "=");
        int densities = scan.Integer("ndensitymax", 1, PaceLimits.Densities);
        if (densities != embedding.Densities)
        {
            throw scan.Fault($"ndensitymax is {densities} and there are FS parameters of {embedding.Densities} densities; expected as many");
        }

        scan.Expect("num_c_tilde_max", "=");
        scan.Integer("num_c_tilde_max", 0, int.MaxValue);
        scan.Expect("num_ms_combinations_max", "=");
        scan.Integer("num_ms_combinations_max", 0, int.MaxValue);
        var functions = new List<PaceFunction>();
        foreach (string list in new[] { "total_basis_size_rank1:", "total_basis_size:" })
        {
            scan.Expect(list);
            int count = scan.Integer(list, 0, int.MaxValue);
            for (int k = 0; k < count; k++)
            {
                functions.Add(Function(scan, densities));
            }
        }

        scan.ExpectEnd();
        return new PaceModel([element], [e0], spacing, [embedding], [bond], [functions], pair);
    }

    private static PaceEmbedding Embedding(AceScanner scan)
    {
        string? name = scan.Accept("embedding-function:") ? scan.Word("the embedding function") : null;
        int count = scan.Integer("the number of FS parameters", 2, 2 * PaceLimits.Densities);
        scan.Expect("FS", "parameters:");
        double[] parameters = scan.Doubles(count, "FS parameters");
        if (name is null && parameters.Where((_, k) => k % 2 == 1).Any(m => m != 1.0))
        {
            throw scan.Fault("no line 'embedding-function:' and an exponent that is not 1; expected the name of the function");
        }

        scan.Expect("core", "energy-cutoff", "parameters:");
        return new PaceEmbedding
        {
            Kind = name switch
            {
                null or "FinnisSinclair" => PaceEmbeddingKind.FinnisSinclair,
                "FinnisSinclairShiftedScaled" => PaceEmbeddingKind.FinnisSinclairShiftedScaled,
                _ => throw scan.Fault(
                    $"the embedding function '{YamlNode.Excerpt(name)}'; expected FinnisSinclair or FinnisSinclairShiftedScaled"),
            },
            Parameters = parameters,
            CoreCutoff = scan.Double("rho_core_cutoff"),
            CoreWidth = scan.Double("drho_core_cutoff"),
        };
    }

    private static PaceFunction Function(AceScanner scan, int densities)
    {
        scan.Expect("ctilde_basis_func:", "rank", "=");
        int rank = scan.Integer("rank", 1, PaceLimits.Rank);
        scan.Expect("ndens", "=");
        int found = scan.Integer("ndens", 1, PaceLimits.Densities);
        if (found != densities)
        {
            throw scan.Fault($"ndens is {found} and ndensitymax {densities}; expected as many");
        }

        scan.Expect("mu0", "=");
        scan.Integer("mu0", 0, 0);
        int[] mus = List(scan, "mu", rank, 0, 0), ns = List(scan, "n", rank, 1, PaceLimits.RadialFunctions);
        int[] ls = List(scan, "l", rank, 0, PaceLimits.AngularMomentum);
        scan.Expect("num_ms", "=");
        int combinations = scan.Integer("num_ms", 1, int.MaxValue);
        var ms = new List<int>();
        var coefficients = new List<double>();
        for (int c = 0; c < combinations; c++)
        {
            scan.Expect("<");
            ms.AddRange(scan.Integers(rank, "m", -PaceLimits.AngularMomentum, PaceLimits.AngularMomentum));
            scan.Expect(">", ":");
            coefficients.AddRange(scan.Doubles(densities, "coefficients"));
        }

        try
        {
            return new PaceFunction(0, mus, ns, ls, ms, coefficients);
        }
        catch (InputException fault) when (fault.File is null)
        {
            throw scan.Fault(fault.Message);
        }
    }

    private static int[] List(AceScanner scan, string name, int count, int least, int most)
    {
        scan.Expect(name, "=", "(");
        int[] values = scan.Integers(count, name, least, most);
        scan.Expect(")");
        return values;
    }
}
