using System;

namespace MdEngine.Potentials.Pace.Files;

/// <summary>Reads the radial functions of the text format .ace.</summary>
internal static class AceBond
{
    /// <summary>Reads radial functions, spacing of tables and, for ACE.jl, the pair term.</summary>
    public static (PaceBond Bond, double Spacing, PacePairTerm? Pair) Read(AceScanner scan, int highest)
    {
        scan.Expect("radbasename", "=");
        string name = scan.Word("the radial basis");
        if (name.StartsWith("ACE.jl.", StringComparison.Ordinal))
        {
            return Julia(scan, name, highest);
        }

        if (name is not ("ChebExpCos" or "ChebPow"))
        {
            throw scan.Fault($"the radial basis is '{YamlNode.Excerpt(name)}'; expected ChebExpCos, ChebPow or a name that begins with ACE.jl");
        }

        scan.Expect("nradbase", "=");
        int basis = scan.Integer("nradbase", 1, PaceLimits.RadialFunctions);
        scan.Expect("nradmax", "=");
        int radial = scan.Integer("nradmax", 0, PaceLimits.RadialFunctions);
        scan.Expect("cutoffmax", "=");
        scan.Double("cutoffmax");
        scan.Expect("deltaSplineBins", "=");
        double spacing = scan.Double("deltaSplineBins");
        scan.Expect("core", "repulsion", "parameters:");
        double prefactor = scan.Double("prehc"), exponent = scan.Double("lambdahc");
        scan.Expect("radparameter", "=");
        double lambda = scan.Double("radparameter");
        scan.Expect("cutoff", "=");
        double cutoff = scan.Double("cutoff");
        scan.Expect("dcut", "=");
        double width = scan.Double("dcut");
        scan.Expect("crad", "=");
        double[] numbers = scan.Doubles(basis * radial * (highest + 1), "crad"), coefficients = new double[numbers.Length];
        for (int at = 0; at < numbers.Length; at++)
        {
            // By k, then n, then l; wanted by n, then l, then k.
            int rest = at % (radial * (highest + 1));
            coefficients[(rest * basis) + (at / (radial * (highest + 1)))] = numbers[at];
        }

        var bond = new PaceBond
        {
            BasisName = name,
            RadialParameters = [lambda],
            RadialMax = radial,
            LMax = highest,
            BasisMax = basis,
            Coefficients = coefficients,
            CorePrefactor = prefactor,
            CoreExponent = exponent,
            Cutoff = cutoff,
            CutoffWidth = width,
        };
        return (bond, spacing, null);
    }

    private static (PaceBond Bond, double Spacing, PacePairTerm? Pair) Julia(AceScanner scan, string name, int highest)
    {
        scan.Expect("haspair:");
        string has = scan.Word("t or f");
        if (has is not ("t" or "f"))
        {
            throw scan.Fault($"haspair is '{YamlNode.Excerpt(has)}'; expected t or f");
        }

        PacePolynomials basis = Polynomials(scan);
        PacePairTerm? pair = has == "t" ? PairTerm(scan) : null;
        var bond = new PaceBond
        {
            BasisName = name,
            Polynomials = basis,
            RadialMax = basis.Count,
            BasisMax = basis.Count,
            LMax = highest,
            Cutoff = basis.Cutoff,
        };
        // Nothing is tabulated.
        return (bond, 0.001, pair);
    }

    private static PacePairTerm PairTerm(AceScanner scan)
    {
        scan.Expect("begin", "repulsive", "potential", "begin", "polypairpot");
        PacePolynomials basis = Polynomials(scan);
        scan.Expect("coefficients");
        double[] coefficients = scan.Doubles(basis.Count, "coefficients");
        scan.Expect("end", "polypairpot", "spline", "parameters");
        // The rest of this line, and a line of text.
        scan.SkipLine();
        scan.Word("a line of text");
        scan.SkipLine();
        scan.Expect("ri", "=");
        double start = scan.Double("ri");
        scan.Expect("e0", "=");
        double shift = scan.Double("e0");
        scan.Expect("A", "=");
        double exponent = scan.Double("A");
        scan.Expect("B", "=");
        double prefactor = scan.Double("B");
        scan.Expect("end", "repulsive", "potential");
        var pair = new PacePair
        {
            Coefficients = coefficients,
            RepulsionStart = start,
            RepulsionShift = shift,
            RepulsionExponent = exponent,
            RepulsionPrefactor = prefactor,
        };
        return new PacePairTerm(basis, [pair]);
    }

    private static PacePolynomials Polynomials(AceScanner scan)
    {
        scan.Expect("transform", "parameters:", "p", "=");
        double power = scan.Double("p");
        scan.Expect("r0", "=");
        double length = scan.Double("r0");
        scan.Expect("cutoff", "parameters:", "rcut", "=");
        double cutoff = scan.Double("rcut");
        scan.Expect("xl", "=");
        double left = scan.Double("xl");
        scan.Expect("xr", "=");
        double right = scan.Double("xr");
        scan.Expect("pl", "=");
        int leftPower = scan.Integer("pl", 0, 20);
        scan.Expect("pr", "=");
        int rightPower = scan.Integer("pr", 0, 20);
        scan.Expect("recursion", "coefficients:", "maxn", "=");
        int count = scan.Integer("maxn", 1, PaceLimits.RadialFunctions);
        double[] numbers = scan.Doubles(3 * count, "recursion coefficients"), a = new double[count], b = new double[count], c = new double[count];
        for (int n = 0; n < count; n++)
        {
            (a[n], b[n], c[n]) = (numbers[3 * n], numbers[(3 * n) + 1], numbers[(3 * n) + 2]);
        }

        scan.Expect("tests:", "ntests", "=");
        int tests = scan.Integer("ntests", 0, 1_000_000);
        for (int t = 0; t < tests; t++)
        {
            // A self-test of the program that wrote the file.
            scan.Expect("r", "=");
            scan.Double("r");
            scan.Doubles(2 * count, "test values");
        }

        return new PacePolynomials
        {
            Power = power,
            Length = length,
            Cutoff = cutoff,
            Left = left,
            Right = right,
            LeftPower = leftPower,
            RightPower = rightPower,
            A = a,
            B = b,
            C = c,
        };
    }
}
