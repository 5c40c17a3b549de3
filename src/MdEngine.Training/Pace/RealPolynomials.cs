using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace MdEngine.Training.Pace;

/// <summary>
/// Functions as polynomials in real variables, the real and imaginary parts of A(species, n, l, m) for m >= 0, which rows are
/// made from. Immutable.
/// </summary>
internal sealed class RealPolynomials
{
    private readonly List<BasisVariable> _variables = [];
    private readonly Dictionary<BasisVariable, int> _index = [];
    private readonly int[] _firstTerm, _firstFactor, _factors;
    private readonly double[] _coefficients;

    /// <summary>Expands functions.</summary>
    public RealPolynomials(IReadOnlyList<InvariantFunction> functions)
    {
        var coefficients = new List<double>();
        var factors = new List<int>();
        var firstFactor = new List<int>();
        _firstTerm = new int[functions.Count + 1];
        for (int f = 0; f < functions.Count; f++)
        {
            foreach ((int[] variables, double coefficient) in Expand(functions[f]))
            {
                coefficients.Add(coefficient);
                firstFactor.Add(factors.Count);
                factors.AddRange(variables);
            }

            _firstTerm[f + 1] = coefficients.Count;
        }

        firstFactor.Add(factors.Count);
        (_coefficients, _factors, _firstFactor) = ([.. coefficients], [.. factors], [.. firstFactor]);
        Rank = functions.Max(f => f.Rank);
    }

    /// <summary>Number of functions.</summary>
    public int Count => _firstTerm.Length - 1;

    /// <summary>Greatest number of factors.</summary>
    public int Rank { get; }

    /// <summary>The variables.</summary>
    public ReadOnlySpan<BasisVariable> Variables => CollectionsMarshal.AsSpan(_variables);

    /// <summary>Value of a function, and its derivatives by variables.</summary>
    /// <param name="function">Function.</param>
    /// <param name="values">Values of the variables.</param>
    /// <param name="add">Takes a variable and what is to be added to the derivative by it.</param>
    public double Evaluate(int function, ReadOnlySpan<double> values, DerivativeSum add)
    {
        Span<double> before = stackalloc double[Rank + 1];
        before[0] = 1.0;
        double sum = 0.0;
        for (int term = _firstTerm[function]; term < _firstTerm[function + 1]; term++)
        {
            ReadOnlySpan<int> factors = _factors.AsSpan(_firstFactor[term].._firstFactor[term + 1]);
            for (int t = 0; t < factors.Length; t++)
            {
                before[t + 1] = before[t] * values[factors[t]];
            }

            double after = _coefficients[term];
            sum += after * before[factors.Length];
            for (int t = factors.Length - 1; t >= 0; t--)
            {
                add.Add(factors[t], after * before[t]);
                after *= values[factors[t]];
            }
        }

        return sum;
    }

    /// <summary>
    /// Monomials of a sum of products of A(m) = a + i b and A(-m) = (-1)^m (a - i b), of which only the real part is left.
    /// </summary>
    private IEnumerable<(int[] Variables, double Coefficient)> Expand(InvariantFunction function)
    {
        var sums = new Dictionary<string, (int[] Variables, double Coefficient)>();
        foreach ((int[] m, double value) in function.Shape.Terms)
        {
            for (int choice = 0; choice < 1 << function.Rank; choice++)
            {
                if (Part(function, m, choice, out int[] variables) is not { } sign)
                {
                    continue;
                }

                string key = string.Join(' ', variables);
                double known = sums.TryGetValue(key, out (int[] Variables, double Coefficient) old) ? old.Coefficient : 0.0;
                sums[key] = (variables, known + (sign * value));
            }
        }

        return sums.Values.Where(t => Math.Abs(t.Coefficient) > 1e-12);
    }

    /// <summary>The sign with which a choice of real and imaginary parts enters; null where it is imaginary, or there is no such part.</summary>
    private double? Part(InvariantFunction function, int[] m, int choice, out int[] variables)
    {
        double sign = 1.0;
        int imaginary = 0;
        variables = new int[m.Length];
        for (int t = 0; t < m.Length; t++)
        {
            bool isImaginary = ((choice >> t) & 1) != 0;
            if (isImaginary && m[t] == 0)
            {
                return null;
            }

            sign = m[t] < 0 && ((m[t] % 2 != 0) != isImaginary) ? -sign : sign;
            imaginary += isImaginary ? 1 : 0;
            variables[t] = Variable(new BasisVariable(function.Factors[t], Math.Abs(m[t]), isImaginary));
        }

        Array.Sort(variables);
        return imaginary % 2 != 0 ? null : imaginary % 4 == 0 ? sign : -sign;
    }

    private int Variable(BasisVariable variable)
    {
        if (!_index.TryGetValue(variable, out int index))
        {
            _index[variable] = index = _variables.Count;
            _variables.Add(variable);
        }

        return index;
    }
}
