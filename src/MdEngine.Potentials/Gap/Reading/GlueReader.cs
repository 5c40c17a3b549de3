using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Potentials.Gap.Reading;

/// <summary>Reads <c>Glue_params</c>, the core potential beside many GAP models.</summary>
internal static class GlueReader
{
    public static GlueParameters Read(XmlNode node, double scale)
    {
        int count = node.Integer("n_types", 1, 118);
        List<XmlNode> types = [.. node.All("per_type_data")];
        if (types.Count != count)
        {
            throw node.Place.Fault($"n_types is {count}, but there are {types.Count} <per_type_data>");
        }

        var numbers = new int[count];
        var density = new GlueFunction[count];
        var embedding = new GlueFunction[count];
        foreach (XmlNode type in types)
        {
            int k = type.Integer("type", 1, count) - 1;
            if (numbers[k] != 0)
            {
                throw type.Place.Fault($"a second <per_type_data> of type {k + 1}");
            }

            numbers[k] = type.Integer("atomic_num", 1, 118);
            if (type.Find("potential_neighbours") is { } unsupported)
            {
                throw unsupported.Place.Fault("<potential_neighbours> is not supported; expected <potential_density>");
            }

            density[k] = Density(type.Get("density"));
            embedding[k] = Function(type.Get("potential_density"), "rho", "E", double.PositiveInfinity, "y1", "yn", true);
        }

        if (numbers.Distinct().Count() != count)
        {
            throw node.Place.Fault("two types have the same atomic number");
        }

        var pairs = new Dictionary<(int, int), GlueFunction>();
        foreach (XmlNode pair in node.All("per_pair_data"))
        {
            int a = pair.Integer("type1", 1, count) - 1, b = pair.Integer("type2", 1, count) - 1;
            GlueFunction function = Function(pair.Get("potential_pair"), "r", "E", 0.0, "y1", "yn", true);
            if (!pairs.TryAdd((Math.Min(a, b), Math.Max(a, b)), function))
            {
                throw pair.Place.Fault($"a second <per_pair_data> of types {a + 1} and {b + 1}");
            }
        }

        return new GlueParameters(node.Place, numbers, density, embedding, pairs, scale);
    }

    private static GlueFunction Density(XmlNode node) =>
        Function(node, "a", "rho", double.NaN, "density_y1", "density_yn", node.Flag("do_spline", false));

    private static GlueFunction Function(
        XmlNode node, string abscissa, string ordinate, double slope, string first, string last, bool spline)
    {
        (double X, double Y)[] knots = [.. node.All("point").Select(p => (p.Real(abscissa), p.Real(ordinate))).OrderBy(k => k.Item1)];
        int count = node.Integer("num_points", 1, 10_000_000);
        if (knots.Length != count)
        {
            throw node.Place.Fault($"num_points is {count}, but there are {knots.Length} <point>");
        }

        if (knots.Length < 2)
        {
            throw node.Place.Fault($"<{node.Name}> has {knots.Length} point, expected at least 2");
        }

        for (int k = 1; k < knots.Length; k++)
        {
            if (knots[k].X == knots[k - 1].X)
            {
                throw node.Place.Fault(FormattableString.Invariant($"two points stand at {knots[k].X:g6}"));
            }
        }

        // A density that is no spline has no use for its slopes.
        double? standard = double.IsNaN(slope) ? (spline ? null : 0.0) : slope;
        return new GlueFunction(
            [.. knots.Select(k => k.X)], [.. knots.Select(k => k.Y)], node.Real(first, standard), node.Real(last, standard), spline);
    }
}
