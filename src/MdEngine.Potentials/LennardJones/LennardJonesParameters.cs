using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.LennardJones;

/// <summary>
/// Parameters of all pairs of types, as square tables [a * Count + b]:
/// E(r) = 4 epsilon ((sigma/r)^12 - (sigma/r)^6) - E_shift - F_shift (r - r_c).
/// </summary>
public sealed class LennardJonesParameters
{
    private readonly double[] _epsilon;
    private readonly double[] _sigma;

    private LennardJonesParameters(IReadOnlyList<Element> elements, double cutoff, LennardJonesTruncation truncation)
    {
        Elements = elements;
        Cutoff = cutoff;
        Truncation = truncation;
        int n = elements.Count * elements.Count;
        _epsilon = new double[n];
        _sigma = new double[n];
        Repulsion = new double[n];
        Attraction = new double[n];
        EnergyShift = new double[n];
        ForceShift = new double[n];
    }

    /// <summary>The elements; types count in them.</summary>
    public IReadOnlyList<Element> Elements { get; }

    /// <summary>Number of types.</summary>
    public int Count => Elements.Count;

    /// <summary>Cutoff, Angstrom.</summary>
    public double Cutoff { get; }

    /// <summary>Treatment of the cutoff.</summary>
    public LennardJonesTruncation Truncation { get; }

    /// <summary>12 * 4 epsilon sigma^12: force/r = (Repulsion r^-12 - Attraction r^-6) r^-2. eV Angstrom^12.</summary>
    public double[] Repulsion { get; }

    /// <summary>6 * 4 epsilon sigma^6, eV Angstrom^6.</summary>
    public double[] Attraction { get; }

    /// <summary>Energy at the cutoff that is subtracted, eV; 0 without a shift.</summary>
    public double[] EnergyShift { get; }

    /// <summary>dE/dr at the cutoff that is subtracted, eV/Angstrom; 0 unless the force is shifted.</summary>
    public double[] ForceShift { get; }

    /// <summary>Depth of the well of a pair of types, eV.</summary>
    public double Epsilon(int a, int b) => _epsilon[(a * Count) + b];

    /// <summary>Distance of zero energy of a pair of types, Angstrom.</summary>
    public double Sigma(int a, int b) => _sigma[(a * Count) + b];

    /// <summary>Tables from checked options.</summary>
    /// <exception cref="InputException">A pair is missing.</exception>
    public static LennardJonesParameters From(LennardJonesOptions options)
    {
        (string Key, string Message) fault = options.Validate().FirstOrDefault();
        if (fault.Message is not null)
        {
            throw new InputException($"{fault.Key}: {fault.Message}");
        }

        Element[] elements = [.. options.Pairs.SelectMany(p => p.Elements).Distinct().Select(PeriodicTable.Get)];
        var parameters = new LennardJonesParameters(elements, options.Cutoff, options.Shift);
        for (int a = 0; a < elements.Length; a++)
        {
            for (int b = 0; b < elements.Length; b++)
            {
                (double epsilon, double sigma) = Pair(options, elements[a].Symbol, elements[b].Symbol);
                parameters.Set((a * elements.Length) + b, epsilon, sigma);
            }
        }

        return parameters;
    }

    private static (double Epsilon, double Sigma) Pair(LennardJonesOptions options, string a, string b)
    {
        LennardJonesPairOptions? given = options.Pairs.FirstOrDefault(
            p => (p.Elements[0] == a && p.Elements[1] == b) || (p.Elements[0] == b && p.Elements[1] == a));
        if (given is not null)
        {
            return (given.Epsilon, given.Sigma);
        }

        (double epsilonA, double sigmaA) = Pair(options, a, a);
        (double epsilonB, double sigmaB) = Pair(options, b, b);
        double sigma = options.Mixing == LennardJonesMixing.LorentzBerthelot
            ? 0.5 * (sigmaA + sigmaB)
            : Math.Sqrt(sigmaA * sigmaB);
        return (Math.Sqrt(epsilonA * epsilonB), sigma);
    }

    private void Set(int k, double epsilon, double sigma)
    {
        double s6 = Math.Pow(sigma, 6);
        _epsilon[k] = epsilon;
        _sigma[k] = sigma;
        Repulsion[k] = 48.0 * epsilon * s6 * s6;
        Attraction[k] = 24.0 * epsilon * s6;
        double c6 = s6 / Math.Pow(Cutoff, 6);
        if (Truncation != LennardJonesTruncation.None)
        {
            EnergyShift[k] = 4.0 * epsilon * c6 * (c6 - 1.0);
        }

        if (Truncation == LennardJonesTruncation.Force)
        {
            ForceShift[k] = -24.0 * epsilon * c6 * ((2.0 * c6) - 1.0) / Cutoff;
        }
    }
}
