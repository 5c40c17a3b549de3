using System;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Soap;
using MdEngine.Potentials.Gap.Sparse;

namespace MdEngine.Potentials.Gap.Terms;

/// <summary>A <c>distance_2b</c> Gaussian process: a law of one distance for a pair of kinds.</summary>
internal sealed class PairLaw
{
    private readonly ArdSet _set;
    private readonly int[] _exponents;
    private readonly int _z1, _z2;
    private readonly double _tailRange;
    private readonly int _tail;
    private readonly Lazy<PredictiveVariance> _variance;

    /// <exception cref="MdEngine.Core.InputException">A parameter cannot be used.</exception>
    public PairLaw(GapCoordinates source, double regularisation)
    {
        ArgumentLine line = source.Descriptor;
        Cutoff = SoapParameters.Positive(line, ["cutoff"], null);
        Width = SoapParameters.TransitionWidth(line, Cutoff);
        _z1 = line.Integer("Z1", 0, 118, 0);
        _z2 = line.Integer("Z2", 0, 118, 0);
        foreach (string key in (string[])["only_intra", "only_inter"])
        {
            if (line.Flag(key, false))
            {
                throw line.Wrong(key, "F: residues are not supported");
            }
        }

        int count = line.Integer("n_exponents", 1, ArdSet.MostDimensions, 1);
        _exponents = line.Has("exponents") ? line.Integers("exponents", count, -64, 64) : count == 1 ? [1] : Descending(count);
        if (count != source.Dimensions)
        {
            throw source.Place.Fault($"dimensions is {source.Dimensions}, but the descriptor has {count} numbers");
        }

        _tail = line.Integer("tail_exponent", -64, 64, 0);
        _tailRange = SoapParameters.Positive(line, ["tail_range"], 1.0);
        _set = new ArdSet(source);
        _variance = new Lazy<PredictiveVariance>(() => _set.CreateVariance(regularisation));
    }

    public double Cutoff { get; }

    public double Width { get; }

    /// <summary>Width of the intervals on which it is smooth enough for a table; 0 when it is not.</summary>
    public double Spacing => _tail == 0 && _exponents is [1] && _set.Source.Kernel == GapKernel.SquaredExponential
        ? Math.Min(_set.LeastLength / 6.0, Width / 4.0)
        : 0.0;

    /// <summary>Whether it holds between two elements.</summary>
    public bool Accepts(int za, int zb) => (Is(za, _z1) && Is(zb, _z2)) || (Is(za, _z2) && Is(zb, _z1));

    /// <summary>Energy of an ordered pair, and its derivative.</summary>
    public double Evaluate(double r, out double slope)
    {
        Span<double> q = stackalloc double[_exponents.Length], g = stackalloc double[_exponents.Length];
        double weight = Weight(r, out double weightSlope);
        if (weight == 0.0 && weightSlope == 0.0)
        {
            slope = 0.0;
            return 0.0;
        }

        Describe(r, q);
        double energy = _set.Evaluate(q, g), sum = 0.0;
        for (int k = 0; k < q.Length; k++)
        {
            sum += g[k] * _exponents[k] * q[k] / r;
        }

        slope = (weight * sum) + (weightSlope * energy);
        return weight * energy;
    }

    /// <summary>Derivative of the energy of an ordered pair.</summary>
    public double Slope(double r)
    {
        Evaluate(r, out double slope);
        return slope;
    }

    /// <summary>Predicted variance of an ordered pair, times the squared weight.</summary>
    public double Variance(double r, SiteScratch scratch)
    {
        double weight = Weight(r, out _);
        if (weight == 0.0)
        {
            return 0.0;
        }

        Span<double> q = stackalloc double[_exponents.Length];
        Describe(r, q);
        return weight * weight * scratch.Variance(_set, _variance.Value, q);
    }

    private static bool Is(int z, int asked) => asked == 0 || z == asked;

    private static int[] Descending(int count)
    {
        var exponents = new int[count];
        for (int k = 0; k < count; k++)
        {
            exponents[k] = -k - 1;
        }

        return exponents;
    }

    private void Describe(double r, Span<double> q)
    {
        for (int k = 0; k < q.Length; k++)
        {
            q[k] = _exponents[k] == 1 ? r : Math.Pow(r, _exponents[k]);
        }
    }

    private double Weight(double r, out double slope)
    {
        if (r >= Cutoff)
        {
            slope = 0.0;
            return 0.0;
        }

        double weight = CutoffFunction.Value(r, Cutoff, Width, out slope);
        if (_tail == 0)
        {
            return weight;
        }

        double u = _tailRange * r, erf = SpecialFunctions.Erf(u), tail = Math.Pow(erf / r, _tail);
        double derivative = (_tailRange * 2.0 / Math.Sqrt(Math.PI) * Math.Exp(-u * u) / erf) - (1.0 / r);
        slope = tail * (slope + (weight * _tail * derivative));
        return tail * weight;
    }
}
