using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Potentials.Gap.Reading;

/// <summary>Reads one <c>gpCoordinates</c> element with its sparse points.</summary>
internal static class CoordinatesReader
{
    // 10^8 numbers of sparse points are 0.8 GB: beyond any model there is.
    private const int MostNumbers = 100_000_000;
    private const int MostPermutations = 40_320;

    public static GapCoordinates Read(XmlNode node, long version, double scale)
    {
        int d = node.Integer("dimensions", 1, 1_000_000);
        int count = node.Integer("n_sparseX", 1, 10_000_000);
        if ((long)d * count > MostNumbers)
        {
            throw node.Place.Fault($"{count} sparse points of {d} numbers are more than {MostNumbers}");
        }

        if (!node.Flag("sparsified", true))
        {
            throw node.Place.Fault("sparsified is F: only sparse models can be evaluated");
        }

        GapKernel kernel = node.Integer("covariance_type", int.MinValue, int.MaxValue) switch
        {
            1 => GapKernel.SquaredExponential,
            2 => GapKernel.DotProduct,
            4 => GapKernel.PiecewisePolynomial,
            _ => throw node.Wrong("covariance_type", "1 (squared exponential), 2 (dot product) or 4 (piecewise polynomial)"),
        };
        XmlNode descriptor = node.Get("descriptor");
        var alpha = new double[count];
        var cutoff = new double[count];
        List<XmlNode> points = SparseNodes(node, count);
        for (int s = 0; s < count; s++)
        {
            alpha[s] = scale * points[s].Real("alpha");
            cutoff[s] = points[s].Real("sparseCutoff", 1.0);
        }

        double[] theta = node.Find("theta") is { } t ? FortranNumbers.Reals(t.Text, d, t.Place, "theta") : [];
        double zeta = 0.0;
        if (kernel == GapKernel.DotProduct)
        {
            // Files of old wrote the exponent as theta.
            zeta = node.Attribute("zeta") is null && theta.Length == 1 ? theta[0] : node.Real("zeta");
            if (!(zeta > 0.0))
            {
                throw node.Wrong("zeta", "a number > 0");
            }

            theta = [];
        }
        else
        {
            Check(node, theta, d);
        }

        return new GapCoordinates
        {
            Label = node.Attribute("label") ?? "",
            Place = node.Place,
            Descriptor = new ArgumentLine(descriptor.Text, descriptor.Place),
            Version = version,
            Dimensions = d,
            Kernel = kernel,
            Delta = node.Real("signal_variance"),
            Offset = node.Real("signal_mean", 0.0),
            Zeta = zeta,
            Theta = theta,
            Permutations = kernel == GapKernel.DotProduct ? [] : Permutations(node, d),
            Points = SparsePoints.Read(node, points, d, count),
            Alpha = alpha,
            SparseCutoff = cutoff,
            Scale = scale,
        };
    }

    private static void Check(XmlNode node, double[] theta, int d)
    {
        FilePlace place = node.Find("theta")?.Place ?? node.Place;
        if (theta.Length != d)
        {
            throw place.Fault($"found {theta.Length} numbers in <theta>, expected {d}");
        }

        if (theta.Any(t => t == 0.0))
        {
            throw place.Fault("a length in <theta> is 0, expected others");
        }
    }

    private static List<XmlNode> SparseNodes(XmlNode node, int count)
    {
        List<XmlNode> found = [.. node.All("sparseX")];
        if (found.Count != count)
        {
            throw node.Place.Fault($"n_sparseX is {count}, but there are {found.Count} <sparseX>; is the file whole?");
        }

        var ordered = new XmlNode[count];
        foreach (XmlNode one in found)
        {
            ref XmlNode slot = ref ordered[one.Integer("i", 1, count) - 1];
            if (slot is not null)
            {
                throw one.Place.Fault($"a second <sparseX> with i=\"{one.Attribute("i")}\"");
            }

            slot = one;
        }

        return [.. ordered];
    }

    private static List<int[]> Permutations(XmlNode node, int d)
    {
        int count = node.Integer("n_permutations", 1, MostPermutations, 1);
        List<XmlNode> found = [.. node.All("permutation")];
        if (found.Count == 0 && count == 1)
        {
            return [[.. Enumerable.Range(0, d)]];
        }

        if (found.Count != count)
        {
            throw node.Place.Fault($"n_permutations is {count}, but there are {found.Count} <permutation>");
        }

        return [.. found.OrderBy(p => p.Integer("i", 1, count)).Select(p =>
        {
            double[] numbers = FortranNumbers.Reals(p.Text, d, p.Place, "permutation");
            int[] one = [.. numbers.Select(x => x >= 1 && x <= d && x == (int)x ? (int)x - 1 : -1)];
            return one.Length == d && !one.Contains(-1) && one.Distinct().Count() == d
                ? one
                : throw p.Place.Fault($"'{FortranNumbers.Short(p.Text.Trim())}' is no permutation of 1 to {d}");
        })];
    }
}
