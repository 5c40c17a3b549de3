using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>
/// Exponentials exp(-eta u) of the same arguments for several eta. One whose eta is a small multiple of another's is a power
/// of that other's.
/// </summary>
internal sealed class ExponentialLadder
{
    /// <summary>
    /// The highest power in double precision: it loses six more bits than an exponential, and takes at most 10 products
    /// instead of its 20 operations.
    /// </summary>
    public const int HighestPower = 64;

    /// <summary>The highest power in single precision, where no bit can be spared.</summary>
    public const int HighestSinglePower = 2;

    private const double Tolerance = 1e-13;

    private readonly (int To, double Eta)[] _exponentials;
    private readonly (int To, int A, int B)[] _products;

    /// <summary>Prepares for the given eta, all different.</summary>
    /// <param name="etas">The eta.</param>
    /// <param name="highest">Highest power of an exponential that is taken for another one.</param>
    public ExponentialLadder(double[] etas, int highest)
    {
        Etas = etas;
        var exponentials = new List<(int, double)>();
        var products = new List<(int, int, int)>();
        var powers = new Dictionary<(int Base, int Power), int>();
        var done = new List<int>();
        Registers = etas.Length;
        foreach (int target in Enumerable.Range(0, etas.Length).OrderBy(k => etas[k]))
        {
            int from = done.LastOrDefault(k => PowerOf(etas[k], etas[target], highest) > 1, -1);
            if (from < 0)
            {
                exponentials.Add((target, etas[target]));
            }
            else
            {
                Power(from, PowerOf(etas[from], etas[target], highest), target);
            }

            powers[(target, 1)] = target;
            done.Add(target);
        }

        _exponentials = [.. exponentials];
        _products = [.. products];

        // The highest power of two in the exponent, times the rest.
        int Power(int from, int n, int to = -1)
        {
            if (powers.TryGetValue((from, n), out int known))
            {
                return known;
            }

            int top = 1 << System.Numerics.BitOperations.Log2((uint)n);
            int a = top == n ? Power(from, n / 2) : Power(from, top), b = top == n ? a : Power(from, n - top);
            to = to < 0 ? Registers++ : to;
            products.Add((to, a, b));
            return powers[(from, n)] = to;
        }
    }

    /// <summary>The eta, in the order of the first registers.</summary>
    public double[] Etas { get; }

    /// <summary>Arrays that the evaluation fills: those of the eta, and intermediate powers.</summary>
    public int Registers { get; private set; }

    /// <summary>Exponentials that are computed as such.</summary>
    public int Exponentials => _exponentials.Length;

    /// <summary>Products for the others.</summary>
    public int Products => _products.Length;

    /// <summary>Fills the registers, <paramref name="stride"/> apart, for a multiple of the lanes.</summary>
    /// <param name="u">Arguments.</param>
    /// <param name="count">Number of arguments.</param>
    /// <param name="values">Room for one array an eta.</param>
    /// <param name="others">Room for the intermediate powers.</param>
    /// <param name="stride">Distance between arrays.</param>
    public unsafe void Evaluate<TLanes, TReal>(TReal* u, int count, TReal* values, TReal* others, int stride)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        int own = Etas.Length;
        foreach ((int to, double eta) in _exponentials)
        {
            TLanes factor = TLanes.Create(-eta);
            TReal* e = values + (to * stride);
            for (int k = 0; k < count; k += TLanes.Count)
            {
                TLanes.Store(e + k, TLanes.Exp(factor * TLanes.Load(u + k)));
            }
        }

        foreach ((int to, int first, int second) in _products)
        {
            TReal* e = to < own ? values + (to * stride) : others + ((to - own) * stride);
            TReal* a = first < own ? values + (first * stride) : others + ((first - own) * stride);
            TReal* b = second < own ? values + (second * stride) : others + ((second - own) * stride);
            for (int k = 0; k < count; k += TLanes.Count)
            {
                TLanes.Store(e + k, TLanes.Load(a + k) * TLanes.Load(b + k));
            }
        }
    }

    private static int PowerOf(double small, double large, int highest)
    {
        double ratio = small > 0.0 ? large / small : 0.0;
        double power = Math.Round(ratio);
        return power >= 2.0 && power <= highest && Math.Abs(ratio - power) < Tolerance * power ? (int)power : 0;
    }
}
