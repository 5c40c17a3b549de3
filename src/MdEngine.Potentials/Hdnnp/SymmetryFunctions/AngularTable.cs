using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>
/// Functions of the cosines of angles. Powers of 1 + lambda c are shared between exponents; what stands before a power and
/// its derivative is left to the caller (<see cref="ValueFactor"/>, <see cref="SlopeFactor"/>).
/// </summary>
internal sealed class AngularTable
{
    private readonly AngularTerm[] _terms;
    private readonly int[] _value;
    private readonly int[] _slope;
    private readonly (int To, double Lambda)[] _bases;
    private readonly (int To, int A, int B)[] _products;
    private readonly (int Value, int Slope, int Base, double Zeta)[] _powers;
    private readonly (int Value, int Slope, AngularTerm Term)[] _compact;
    private readonly int _forValues;

    /// <summary>Prepares for the given terms, all different.</summary>
    public AngularTable(IReadOnlyList<AngularTerm> terms)
    {
        _terms = [.. terms];
        _value = new int[terms.Count];
        _slope = new int[terms.Count];
        var bases = new List<(int, double)>();
        var products = new List<(int, int, int)>();
        var powers = new List<(int, int, int, double)>();
        var compact = new List<(int, int, AngularTerm)>();
        var known = new Dictionary<(double Lambda, int Power), int>();
        foreach (double lambda in terms.Where(t => !t.IsCompact).Select(t => t.Lambda).Distinct())
        {
            known[(lambda, 1)] = Registers;
            bases.Add((Registers++, lambda));
            known[(lambda, 0)] = Registers++;
        }

        for (int m = 0; m < terms.Count; m++)
        {
            AngularTerm t = terms[m];
            if (t.IsCompact || !IsWhole(t.Zeta))
            {
                (_value[m], _slope[m]) = (Registers++, Registers++);
                if (t.IsCompact)
                {
                    compact.Add((_value[m], _slope[m], t));
                }
                else
                {
                    powers.Add((_value[m], _slope[m], known[(t.Lambda, 1)], t.Zeta));
                }
            }
            else
            {
                _value[m] = Power(t.Lambda, (int)t.Zeta);
            }
        }

        _forValues = products.Count;
        for (int m = 0; m < terms.Count; m++)
        {
            if (!terms[m].IsCompact && IsWhole(terms[m].Zeta))
            {
                _slope[m] = Power(terms[m].Lambda, (int)terms[m].Zeta - 1);
            }
        }

        _bases = [.. bases];
        _products = [.. products];
        _powers = [.. powers];
        _compact = [.. compact];

        int Power(double lambda, int n)
        {
            if (known.TryGetValue((lambda, n), out int register))
            {
                return register;
            }

            int top = 1 << System.Numerics.BitOperations.Log2((uint)n);
            int a = top == n ? Power(lambda, n / 2) : Power(lambda, top), b = top == n ? a : Power(lambda, n - top);
            products.Add((Registers, a, b));
            return known[(lambda, n)] = Registers++;
        }
    }

    /// <summary>Number of terms.</summary>
    public int Count => _terms.Length;

    /// <summary>Arrays that the evaluation fills.</summary>
    public int Registers { get; private set; }

    /// <summary>Register of a term's value.</summary>
    public int ValueRegister(int term) => _value[term];

    /// <summary>Register of a term's derivative.</summary>
    public int SlopeRegister(int term) => _slope[term];

    /// <summary>Factor of a term's value.</summary>
    public double ValueFactor(int term) => _terms[term].Prefactor;

    /// <summary>Factor of a term's derivative.</summary>
    public double SlopeFactor(int term) =>
        _terms[term].Prefactor * (_terms[term].IsCompact ? 1.0 : _terms[term].Lambda * _terms[term].Zeta);

    /// <summary>Fills the registers, <paramref name="stride"/> apart, for a multiple of the lanes.</summary>
    /// <param name="c">Cosines.</param>
    /// <param name="count">Number of cosines.</param>
    /// <param name="slopes">Whether derivatives are needed too.</param>
    /// <param name="registers">Room for the registers.</param>
    /// <param name="stride">Distance between registers.</param>
    public unsafe void Evaluate<TLanes, TReal>(TReal* c, int count, bool slopes, TReal* registers, int stride)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        TLanes one = TLanes.Create(1.0);
        foreach ((int to, double lambda) in _bases)
        {
            TLanes factor = TLanes.Create(lambda);
            TReal* p = registers + (to * stride), unit = p + stride;
            for (int k = 0; k < count; k += TLanes.Count)
            {
                TLanes sum = TLanes.MultiplyAdd(factor, TLanes.Load(c + k), one);
                TLanes.Store(p + k, TLanes.Max(sum, TLanes.Zero));
                TLanes.Store(unit + k, TLanes.And(one, TLanes.Less(TLanes.Zero, sum)));
            }
        }

        foreach ((int to, int first, int second) in _products.AsSpan(0, slopes ? _products.Length : _forValues))
        {
            TReal* p = registers + (to * stride), a = registers + (first * stride), b = registers + (second * stride);
            for (int k = 0; k < count; k += TLanes.Count)
            {
                TLanes.Store(p + k, TLanes.Load(a + k) * TLanes.Load(b + k));
            }
        }

        foreach ((int value, int slope, int from, double zeta) in _powers)
        {
            Powers(registers + (from * stride), zeta, count, registers + (value * stride), registers + (slope * stride));
        }

        foreach ((int value, int slope, AngularTerm term) in _compact)
        {
            CompactAngle.Evaluate<TLanes, TReal>(
                term, c, count, registers + (value * stride), registers + (slope * stride));
        }
    }

    private static bool IsWhole(double zeta) => zeta is >= 1.0 and <= 256.0 && Math.Round(zeta) == zeta;

    /// <summary>Exponents that are not whole numbers are seldom: one after the other.</summary>
    private static unsafe void Powers<TReal>(TReal* p, double zeta, int count, TReal* value, TReal* slope)
        where TReal : unmanaged
    {
        for (int k = 0; k < count; k++)
        {
            if (typeof(TReal) == typeof(double))
            {
                double x = ((double*)p)[k], low = x > 0.0 ? Math.Pow(x, zeta - 1.0) : 0.0;
                ((double*)slope)[k] = low;
                ((double*)value)[k] = low * x;
            }
            else
            {
                float x = ((float*)p)[k], low = x > 0f ? MathF.Pow(x, (float)zeta - 1f) : 0f;
                ((float*)slope)[k] = low;
                ((float*)value)[k] = low * x;
            }
        }
    }
}
