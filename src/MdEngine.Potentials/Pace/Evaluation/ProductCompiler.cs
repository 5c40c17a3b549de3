using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>
/// Turns the functions of a centre into a <see cref="ProductPlan"/>: equal products (up to order and conjugation) become one,
/// and products of half the factors are made once and shared.
/// </summary>
/// <remarks>
/// A factor is a code: twice the number of a value, plus one for its conjugate. Sharing as in G. Dusson et al., J. Comput.
/// Phys. 454, 110946 (2022), section 4.
/// </remarks>
internal sealed class ProductCompiler
{
    // Ways to divide a product of many factors that are tried.
    private const int MostWays = 35;
    private readonly List<(int Real, int Imaginary)> _values;
    private readonly Dictionary<int[], double[]> _products = new(Codes());
    private readonly Dictionary<int[], int> _nodes = new(Codes());
    private readonly Dictionary<int[], int> _pairUse = new(Codes());
    private readonly List<ProductOperation> _operations = [];
    private readonly int _variables, _densities, _zero;
    private int _rows;

    /// <summary>Begins with the values of the atomic basis.</summary>
    /// <param name="values">Rows of real and imaginary parts; -1 for a real value.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="densities">Number of densities.</param>
    public ProductCompiler(IEnumerable<(int Real, int Imaginary)> values, int rows, int densities)
    {
        _variables = rows;
        _zero = rows;
        _rows = rows + 2;
        _densities = densities;
        _values = [.. values.Select(v => v.Imaginary < 0 ? (v.Real, _zero) : v)];
    }

    private static IEqualityComparer<int[]> Codes() => EqualityComparer<int[]>.Create(
        (a, b) => a.AsSpan().SequenceEqual(b),
        codes =>
        {
            var hash = default(HashCode);
            foreach (int code in codes)
            {
                hash.Add(code);
            }

            return hash.ToHashCode();
        });

    /// <summary>Adds a product.</summary>
    /// <param name="factors">Values; conjugates where the flag is set.</param>
    /// <param name="sign">1 or -1.</param>
    /// <param name="coefficients">One for each density.</param>
    public void Add(IReadOnlyList<(int Value, bool Conjugate)> factors, double sign, ReadOnlySpan<double> coefficients)
    {
        int[] codes = Canonical([.. factors.Select(f => Code(f.Value, f.Conjugate))], out _);
        if (!_products.TryGetValue(codes, out double[]? sums))
        {
            _products.Add(codes, sums = new double[_densities]);
        }

        for (int p = 0; p < _densities; p++)
        {
            sums[p] += sign * coefficients[p];
        }
    }

    /// <summary>Makes the plan of all that was added, for registers of a width.</summary>
    public ProductPlan Compile(int width)
    {
        // In a fixed order, whatever that of the functions was.
        KeyValuePair<int[], double[]>[] products =
        [
            .. _products.Where(p => p.Value.Any(c => c != 0.0)).OrderBy(p => p.Key.Length).ThenBy(p => p.Key, Comparer<int[]>.Create(Compare)),
        ];
        foreach (int[] three in products.Where(p => p.Key.Length == 3).Select(p => p.Key))
        {
            for (int k = 0; k < 3; k++)
            {
                int[] pair = Canonical(Without(three, k), out _);
                _pairUse[pair] = _pairUse.GetValueOrDefault(pair) + 1;
            }
        }

        var terms = new Dictionary<(int, int), double[]>();
        foreach ((int[] codes, double[] c) in products)
        {
            (int left, int right) = Divide(codes);
            (int ar, int ai) = _values[left >> 1];
            (int br, int bi) = _values[right >> 1];
            AddTerm(terms, ar, br, 1.0, c);
            if (ai != _zero && bi != _zero)
            {
                AddTerm(terms, ai, bi, ((left ^ right) & 1) == 0 ? -1.0 : 1.0, c);
            }
        }

        var groups = terms.GroupBy(t => t.Key.Item1).OrderBy(g => g.Key)
            .Select(g => (g.Key, g.OrderBy(t => t.Key.Item2).Select(t => (t.Key.Item2, t.Value)).ToList())).ToList();
        return new ProductPlan(_variables, _rows, _densities, width, _operations, groups);
    }

    private void AddTerm(Dictionary<(int, int), double[]> terms, int left, int right, double sign, double[] c)
    {
        if (!terms.TryGetValue((left, right), out double[]? sums))
        {
            terms.Add((left, right), sums = new double[_densities]);
        }

        for (int p = 0; p < _densities; p++)
        {
            sums[p] += sign * c[p];
        }
    }

    /// <summary>Two values whose product it is: codes.</summary>
    private (int Left, int Right) Divide(int[] codes)
    {
        if (codes.Length == 2)
        {
            return (codes[0], codes[1]);
        }

        if (codes.Length == 3)
        {
            int best = Enumerable.Range(0, 3).MaxBy(k => _pairUse[Canonical(Without(codes, k), out _)]);
            return (Node(Without(codes, best)), codes[best]);
        }

        int half = (codes.Length + 1) / 2, fewest = int.MaxValue, ways = 0;
        (int[] Left, int[] Right) chosen = (codes[..half], codes[half..]);
        for (int mask = 0; mask < 1 << codes.Length && ways < MostWays && fewest > 0; mask++)
        {
            // The first factor is on the left; so are half of all.
            if ((mask & 1) == 0 || System.Numerics.BitOperations.PopCount((uint)mask) != half)
            {
                continue;
            }

            ways++;
            int[] left = [.. codes.Where((_, k) => (mask >> k & 1) != 0)], right = [.. codes.Where((_, k) => (mask >> k & 1) == 0)];
            int missing = (Exists(left) ? 0 : 1) + (Exists(right) ? 0 : 1);
            if (missing < fewest)
            {
                (fewest, chosen) = (missing, (left, right));
            }
        }

        return (Node(chosen.Left), Node(chosen.Right));
    }

    private bool Exists(int[] codes) => codes.Length == 1 || _nodes.ContainsKey(Canonical(codes, out _));

    /// <summary>The value of a product, as a code.</summary>
    private int Node(int[] codes)
    {
        if (codes.Length == 1)
        {
            return codes[0];
        }

        int[] key = Canonical(codes, out bool conjugate);
        if (!_nodes.TryGetValue(key, out int value))
        {
            int last = key.Length - 1;
            int drop = key.Length == 2 ? last
                : Enumerable.Range(0, key.Length).Where(k => Exists(Without(key, k))).DefaultIfEmpty(last).First();
            value = Multiply(Node(Without(key, drop)), key[drop]);
            _nodes.Add(key, value);
        }

        return Code(value, conjugate);
    }

    private int Multiply(int left, int right)
    {
        (int ar, int ai) = _values[left >> 1];
        (int br, int bi) = _values[right >> 1];
        bool real = ai == _zero && bi == _zero;
        int row = _rows;
        _rows += real ? 1 : 2;
        // What would be the imaginary part of a real product goes where nobody reads.
        _operations.Add(new ProductOperation(
            ar, ai, Sign(left), br, bi, Sign(right), row, real ? _zero + 1 : row + 1));
        _values.Add((row, real ? _zero : row + 1));
        return _values.Count - 1;
    }

    private static double Sign(int code) => (code & 1) == 0 ? 1.0 : -1.0;

    private static int[] Without(int[] codes, int k) => [.. codes[..k], .. codes[(k + 1)..]];

    // Real values have no conjugate of their own.
    private int Code(int value, bool conjugate) => (2 * value) + (conjugate && _values[value].Imaginary != _zero ? 1 : 0);

    /// <summary>Sorted, and of a product and its conjugate the one that comes first.</summary>
    private int[] Canonical(int[] codes, out bool conjugate)
    {
        int[] same = [.. codes.Order()], other = [.. codes.Select(c => Code(c >> 1, (c & 1) == 0)).Order()];
        conjugate = Compare(other, same) < 0;
        return conjugate ? other : same;
    }

    private static int Compare(int[]? a, int[]? b) => a.AsSpan().SequenceCompareTo(b);
}
