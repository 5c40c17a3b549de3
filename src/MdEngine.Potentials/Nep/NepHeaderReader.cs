using System;
using System.Linq;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Nep;

/// <summary>Reads the header of a potential file in all dialects of NEP3, NEP4 and NEP5.</summary>
internal static class NepHeaderReader
{
    // Beyond what any program writes; they only keep products of sizes within range.
    private const int MostFunctions = 100, MostNeurons = 10000, MostAngularMomentum = 8;

    public static NepHeader Read(NepScanner scanner)
    {
        string[] first = scanner.NextLine() ?? throw scanner.Fault("is empty; expected a potential file of GPUMD (nep.txt)");
        (int version, bool zbl) = Tag(scanner, first[0]);
        Element[] elements = Elements(scanner, first);
        NepZblHeader? repulsion = zbl ? Zbl(scanner) : null;
        Cutoffs cutoffs = ReadCutoffs(scanner, elements, ref repulsion);
        ReadOnlySpan<string> n = Exactly(scanner, "n_max", 2, "the numbers of radial and angular functions less one");
        int radial = scanner.Integer(n[0], "n_max radial", 0, MostFunctions);
        int angular = scanner.Integer(n[1], "n_max angular", 0, MostFunctions);
        ReadOnlySpan<string> b = Exactly(
            scanner, "basis_size", 2, "the numbers of radial and angular basis functions less one");
        int radialBasis = scanner.Integer(b[0], "basis_size radial", 0, MostFunctions);
        int angularBasis = scanner.Integer(b[1], "basis_size angular", 0, MostFunctions);
        (int l, bool[] extra) = AngularMomentum(scanner);
        ReadOnlySpan<string> network = Exactly(scanner, "ANN", 2, "the number of neurons and 0");
        int neurons = scanner.Integer(network[0], "the number of neurons", 1, MostNeurons);
        if (network[1] != "0")
        {
            throw scanner.Fault($"asks for a second hidden layer ('{NepScanner.Excerpt(network[1])}'); expected 0: NEP has one layer");
        }

        return new NepHeader
        {
            Version = version,
            Elements = elements,
            RadialCutoffs = cutoffs.Radial,
            AngularCutoffs = cutoffs.Angular,
            RadialFunctions = radial + 1,
            AngularFunctions = angular + 1,
            RadialBasis = radialBasis + 1,
            AngularBasis = angularBasis + 1,
            MaxAngularMomentum = l,
            ExtraTerms = extra,
            Neurons = neurons,
            Zbl = repulsion,
        };
    }

    private static (int Version, bool Zbl) Tag(NepScanner scanner, string tag)
    {
        switch (tag)
        {
            case "nep3" or "nep4" or "nep5":
                return (tag[3] - '0', false);
            case "nep3_zbl" or "nep4_zbl" or "nep5_zbl":
                return (tag[3] - '0', true);
        }

        string what = !tag.StartsWith("nep", StringComparison.Ordinal) ? "is not the tag of a potential file of GPUMD"
            : tag.Contains("dipole", StringComparison.Ordinal) ? "is a model of dipoles, not of energies"
            : tag.Contains("polarizability", StringComparison.Ordinal) ? "is a model of polarizabilities, not of energies"
            : tag.Contains("charge", StringComparison.Ordinal) ? "is a model with charges, whose long-ranged part is not supported"
            : tag.Contains("temperature", StringComparison.Ordinal) ? "is a model of free energies at a temperature, which is not supported"
            : tag is "nep" or "nep_zbl" or "nep2" or "nep2_zbl" ? "is of a generation before NEP3, whose files are not supported"
            : "is not a kind of model that is known";
        throw scanner.Fault($"'{NepScanner.Excerpt(tag)}' {what}; expected nep3, nep4 or nep5, or one of these with _zbl");
    }

    private static Element[] Elements(NepScanner scanner, string[] tokens)
    {
        if (tokens.Length < 2)
        {
            throw scanner.Fault("lacks the number of elements and their symbols");
        }

        int count = scanner.Integer(tokens[1], "the number of elements", 1, PeriodicTable.All.Count);
        if (tokens.Length != count + 2)
        {
            throw scanner.Fault($"announces {count} elements and lists {tokens.Length - 2} symbols");
        }

        var elements = new Element[count];
        for (int k = 0; k < count; k++)
        {
            elements[k] = PeriodicTable.TryGet(tokens[k + 2], out Element? element)
                ? element
                : throw scanner.Fault($"'{NepScanner.Excerpt(tokens[k + 2])}' is not the symbol of an element");
            if (Array.IndexOf(elements, element) < k)
            {
                throw scanner.Fault($"lists {element} twice; expected each element once");
            }
        }

        return elements;
    }

    private static NepZblHeader Zbl(NepScanner scanner)
    {
        ReadOnlySpan<string> values = scanner.Values("zbl");
        if (values.Length is not (2 or 3))
        {
            throw scanner.Fault($"'zbl' has {values.Length} values; expected inner and outer cutoff, and perhaps a factor");
        }

        double inner = scanner.NotNegative(values[0], "the inner cutoff of 'zbl'");
        double outer = scanner.NotNegative(values[1], "the outer cutoff of 'zbl'");
        bool flexible = inner == 0.0 && outer == 0.0;
        double factor = values.Length == 3 ? scanner.NotNegative(values[2], "the factor of 'zbl'") : 0.0;
        if (!flexible && !(inner < outer))
        {
            throw scanner.Fault(
                $"the inner cutoff of 'zbl' is {values[0]}, the outer {values[1]}; expected inner < outer, or 0 0 for numbers of each pair");
        }

        if (values.Length == 3 && (flexible || factor == 0.0))
        {
            throw scanner.Fault(flexible
                ? "'zbl 0 0' takes its cutoffs from the numbers of each pair; expected no factor"
                : "the factor of 'zbl' is 0; expected a positive one, or none");
        }

        return new NepZblHeader(inner, outer, factor, 0.0);
    }

    private static Cutoffs ReadCutoffs(NepScanner scanner, Element[] elements, ref NepZblHeader? zbl)
    {
        ReadOnlySpan<string> v = scanner.Values("cutoff");
        int count = elements.Length;
        int perType = (2 * count) + 2;
        double[] radial = new double[count], angular = new double[count];
        double radialFactor = 0.0, angularFactor = 0.0;
        if (v.Length is 2 or 4 or 7)
        {
            Array.Fill(radial, scanner.NotNegative(v[0], "the radial cutoff"));
            Array.Fill(angular, scanner.NotNegative(v[1], "the angular cutoff"));
            if (v.Length == 7)
            {
                radialFactor = scanner.Real(v[4], "the factor of radial cutoffs");
                angularFactor = scanner.Real(v[5], "the factor of angular cutoffs");
                double zblFactor = scanner.Real(v[6], "the factor of ZBL cutoffs");
                if (zbl is { IsFlexible: false } && zblFactor > 0.0)
                {
                    zbl = zbl.Factor == 0.0
                        ? zbl with { Factor = zblFactor, InnerFraction = 0.5 }
                        : throw scanner.Fault("gives a factor of ZBL cutoffs, and so does the line 'zbl'; expected one of them");
                }
            }
        }
        else if (v.Length == perType)
        {
            for (int t = 0; t < count; t++)
            {
                radial[t] = scanner.NotNegative(v[2 * t], $"the radial cutoff of {elements[t]}");
                angular[t] = scanner.NotNegative(v[(2 * t) + 1], $"the angular cutoff of {elements[t]}");
            }
        }
        else
        {
            string each = count > 1 ? $", or {perType} for cutoffs of each of {count} elements" : "";
            throw scanner.Fault($"'cutoff' has {v.Length} values; expected 2, 4 or 7 for common cutoffs{each}");
        }

        // Numbers of neighbours; hints to the original program, checked and forgotten.
        foreach (string hint in v.Length switch { 2 => default, 7 => v[2..4], _ => v[^2..] })
        {
            scanner.NotNegative(hint, "the number of neighbours");
        }

        double[] radii = radialFactor > 0.0 || angularFactor > 0.0
            ? [.. elements.Select(e => NepRadii.Of(e, scanner.Path, scanner.Line))]
            : new double[count];
        var cutoffs = new Cutoffs(
            Pairs(radial, radii, radialFactor), Pairs(angular, radii, radialFactor > 0.0 ? angularFactor : 0.0));
        for (int p = 0; p < cutoffs.Radial.Length; p++)
        {
            if (!(cutoffs.Angular[p] > 0.0 && cutoffs.Angular[p] <= cutoffs.Radial[p]))
            {
                throw scanner.Fault(FormattableString.Invariant(
                    $"the cutoffs of {elements[p / count]}-{elements[p % count]} are {cutoffs.Radial[p]} (radial) and ")
                    + FormattableString.Invariant($"{cutoffs.Angular[p]} (angular); expected 0 < angular <= radial"));
            }
        }

        return cutoffs;
    }

    private static double[] Pairs(double[] cutoffs, double[] radii, double factor)
    {
        int n = cutoffs.Length;
        var pairs = new double[n * n];
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b < n; b++)
            {
                double common = 0.5 * (cutoffs[a] + cutoffs[b]);
                pairs[(a * n) + b] = factor > 0.0 ? Math.Min(common, factor * (radii[a] + radii[b])) : common;
            }
        }

        return pairs;
    }

    private static (int L, bool[] Extra) AngularMomentum(NepScanner scanner)
    {
        ReadOnlySpan<string> v = scanner.Values("l_max");
        if (v.Length is < 3 or > NepHeader.ExtraTermKinds + 1)
        {
            throw scanner.Fault($"'l_max' has {v.Length} values; expected l, then 2 and 0 or 1, or two to six flags for the terms "
                + "222, 1111, 112, 123, 233 and 134");
        }

        int l = scanner.Integer(v[0], "l_max", 1, MostAngularMomentum);
        var extra = new bool[NepHeader.ExtraTermKinds];
        // The old form names the l of the four-body term, which is 2.
        bool old = v[1] == "2";
        if (old && v.Length != 3)
        {
            throw scanner.Fault("'l_max' mixes the old form (l 2 b) with flags; expected flags of 0 or 1 after l");
        }

        for (int k = 1; k < v.Length; k++)
        {
            extra[k - 1] = (old && k == 1) || scanner.Integer(v[k], "a flag of 'l_max'", 0, 1) == 1;
        }

        return (l, extra);
    }

    private static ReadOnlySpan<string> Exactly(NepScanner scanner, string keyword, int count, string meaning)
    {
        ReadOnlySpan<string> values = scanner.Values(keyword);
        return values.Length == count
            ? values
            : throw scanner.Fault($"'{keyword}' has {values.Length} values; expected {meaning}");
    }

    private sealed record Cutoffs(double[] Radial, double[] Angular);
}
