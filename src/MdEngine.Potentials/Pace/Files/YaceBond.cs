using System;
using System.Collections.Generic;

namespace MdEngine.Potentials.Pace.Files;

/// <summary>Reads the bonds of a .yace file.</summary>
internal static class YaceBond
{
    /// <summary>Keys of a basis of ACE.jl.</summary>
    public static readonly IReadOnlyList<string> PolynomialKeys =
        ["p", "r0", "rcut", "xl", "xr", "pl", "pr", "maxn", "recursion_coefficients"];

    private static readonly string[] Keys =
    [
        "nradmax", "lmax", "nradbasemax", "radbasename", "radparameters", "radcoefficients", "prehc", "lambdahc", "rcut", "dcut",
        "rcut_in", "dcut_in", "inner_cutoff_type",
    ];

    private static readonly string[] RecursionKeys = ["A", "B", "C"];

    /// <summary>Reads a bond.</summary>
    /// <param name="node">Its node.</param>
    /// <param name="highest">The greatest angular momentum that the file gives for all bonds.</param>
    public static PaceBond Read(YamlNode node, int? highest)
    {
        if (node.Entries?.Exists(e => e.Key.Text == "radbasename" && e.Value.Text?.StartsWith("ACE.jl.", StringComparison.Ordinal) == true) == true)
        {
            var julia = new YamlMap(node, "a bond of ACE.jl", [.. PolynomialKeys, "radbasename"]);
            PacePolynomials basis = Polynomials(node, julia);
            return new PaceBond
            {
                BasisName = julia["radbasename"].String("radbasename"),
                Polynomials = basis,
                RadialMax = basis.Count,
                BasisMax = basis.Count,
                Cutoff = basis.Cutoff,
                LMax = highest ?? throw node.Fault("a bond of ACE.jl in a file without 'lmax'; expected it beside 'bonds'"),
            };
        }

        var map = new YamlMap(node, "a bond", Keys);
        int radial = map.Integer("nradmax", 0, PaceLimits.RadialFunctions), l = map.Integer("lmax", 0, PaceLimits.AngularMomentum);
        int basisMax = map.Integer("nradbasemax", 1, PaceLimits.RadialFunctions);
        return new PaceBond
        {
            BasisName = map["radbasename"].String("radbasename"),
            RadialParameters = map["radparameters"].Doubles("radparameters"),
            RadialMax = radial,
            LMax = l,
            BasisMax = basisMax,
            Coefficients = Coefficients(map["radcoefficients"], radial, l + 1, basisMax),
            CorePrefactor = map.Double("prehc"),
            CoreExponent = map.Double("lambdahc"),
            Cutoff = map.Double("rcut"),
            CutoffWidth = map.Double("dcut"),
            InnerCutoff = map.Double("rcut_in", 0.0),
            InnerWidth = map.Double("dcut_in", 0.0),
            InnerKind = map.Find("inner_cutoff_type") is { } kind ? InnerKind(kind) : PaceInnerCutoff.Density,
        };
    }

    /// <summary>Reads a basis of ACE.jl.</summary>
    public static PacePolynomials Polynomials(YamlNode node, YamlMap map)
    {
        var recursion = new YamlMap(map["recursion_coefficients"], "recursion_coefficients", RecursionKeys);
        var basis = new PacePolynomials
        {
            Power = map.Double("p"),
            Length = map.Double("r0"),
            Cutoff = map.Double("rcut"),
            Left = map.Double("xl"),
            Right = map.Double("xr"),
            LeftPower = Power(map["pl"], "pl"),
            RightPower = Power(map["pr"], "pr"),
            A = recursion["A"].Doubles("A"),
            B = recursion["B"].Doubles("B"),
            C = recursion["C"].Doubles("C"),
        };
        int count = map.Integer("maxn", 1, PaceLimits.RadialFunctions);
        return basis.Count == count ? basis : throw node.Fault($"maxn is {count} and A has {basis.Count} numbers; expected as many");
    }

    // Written as a real number by some programs.
    private static int Power(YamlNode node, string key) => node.Double(key) is var value && value == Math.Floor(value) && value is >= 0.0 and <= 20.0
        ? (int)value
        : throw node.Fault($"{key} is {node.Describe()}; expected a whole number from 0 to 20");

    private static PaceInnerCutoff InnerKind(YamlNode node) => node.String("inner_cutoff_type") switch
    {
        "density" => PaceInnerCutoff.Density,
        "distance" => PaceInnerCutoff.Distance,
        "zbl" => PaceInnerCutoff.Zbl,
        var other => throw node.Fault($"inner_cutoff_type is '{YamlNode.Excerpt(other)}'; expected density, distance or zbl"),
    };

    private static double[] Coefficients(YamlNode node, int radial, int momenta, int basis)
    {
        var all = new List<double>();
        foreach (YamlNode n in Exactly(node, radial, "nradmax"))
        {
            foreach (YamlNode l in Exactly(n, momenta, "lmax + 1"))
            {
                foreach (YamlNode k in Exactly(l, basis, "nradbasemax"))
                {
                    all.Add(k.Double("a number of radcoefficients"));
                }
            }
        }

        return [.. all];
    }

    private static IReadOnlyList<YamlNode> Exactly(YamlNode node, int count, string name)
    {
        IReadOnlyList<YamlNode> items = node.Sequence("radcoefficients [n][l][k]");
        return items.Count == count ? items : throw node.Fault($"radcoefficients has {items.Count} entries where {name} is {count}; expected {count}");
    }
}
