using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.StillingerWeber;

/// <summary>The parameters of a Stillinger-Weber potential by types: tables of pairs and of triplets.</summary>
/// <remarks>
/// As in LAMMPS, the pair of centre i and neighbour j has epsilon, sigma, a, gamma, A, B, p, q and tol of the entry
/// "i j j"; lambda, epsilon and cos theta_0 of the triplet of centre i and neighbours j and k are those of "i j k". A
/// triplet is one whichever neighbour comes first: where a file's "i j k" and "i k j" differ in their last digits, both
/// are replaced by their mean (LAMMPS takes the one or the other by the order of its list).
/// </remarks>
public sealed class StillingerWeberParameters
{
    // Short-ranged by nature: a longer one is a slip of the pen, and would fill the memory with neighbours.
    private const double LongestCutoff = 100.0;

    // Larger differences between "i j k" and "i k j" are not those of rounding.
    private const double TripletTolerance = 1e-4;

    private static readonly string[] Columns =
        ["epsilon", "sigma", "a", "lambda", "gamma", "costheta0", "A", "B", "p", "q", "tol"];

    private readonly StillingerWeberPair[] _pairs;
    private readonly double[] _strengths;
    private readonly double[] _cosines;

    private StillingerWeberParameters(IReadOnlyList<Element> elements, TripletFile file, TripletEntry[] entries)
    {
        Elements = elements;
        int n = elements.Count;
        _pairs = new StillingerWeberPair[n * n];
        _strengths = new double[n * n * n];
        _cosines = new double[n * n * n];
        foreach (TripletEntry entry in entries)
        {
            Check(file, entry);
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                _pairs[(i * n) + j] = Pair(file, entries[(((i * n) + j) * n) + j]);
                for (int k = 0; k < n; k++)
                {
                    SetTriplet(file, (((i * n) + j) * n) + k, entries[(((i * n) + j) * n) + k], entries[(((i * n) + k) * n) + j]);
                }
            }
        }

        Cutoff = _pairs.Max(p => p.Cutoff);
        if (!(Cutoff > 0.0))
        {
            throw new InputException("no pair has a cutoff a sigma above 0", file.Name);
        }
    }

    /// <summary>The elements; types count in them.</summary>
    public IReadOnlyList<Element> Elements { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Elements.Count;

    /// <summary>Longest cutoff of all pairs, Angstrom.</summary>
    public double Cutoff { get; }

    /// <summary>True when all pairs have the powers 4 and 0.</summary>
    public bool HavePlainPowers => _pairs.All(p => p.HasPlainPowers);

    /// <summary>A neighbour of type <paramref name="j"/> around a centre of type <paramref name="i"/>.</summary>
    public StillingerWeberPair Pair(int i, int j) => _pairs[(i * Count) + j];

    /// <summary>lambda epsilon of a triplet, eV.</summary>
    public double Strength(int i, int j, int k) => _strengths[(((i * Count) + j) * Count) + k];

    /// <summary>cos theta_0 of a triplet.</summary>
    public double Cosine(int i, int j, int k) => _cosines[(((i * Count) + j) * Count) + k];

    /// <summary>Reads the parameters that options name.</summary>
    /// <exception cref="InputException">The file or the elements cannot be used.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static StillingerWeberParameters From(StillingerWeberOptions options)
    {
        string? fault = options.Validate().Select(f => $"\"{f.Key}\": {f.Message}").FirstOrDefault();
        return fault is null
            ? From(TripletFile.Read(options.File, Columns), options.Elements, options.FileElements)
            : throw new InputException(fault);
    }

    /// <summary>Reads parameters from a stream.</summary>
    /// <param name="stream">Text of the file.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="elements">Symbols of the elements to take from it.</param>
    /// <exception cref="InputException">The file or the elements cannot be used.</exception>
    public static StillingerWeberParameters Read(Stream stream, string name, params IReadOnlyList<string> elements) =>
        From(TripletFile.Read(stream, name, Columns), elements, null);

    private static StillingerWeberParameters From(
        TripletFile file, IReadOnlyList<string> elements, IReadOnlyList<string>? names) =>
        new([.. elements.Select(PeriodicTable.Get)], file, file.Select(names ?? elements));

    private static void Check(TripletFile file, TripletEntry entry)
    {
        for (int k = 0; k < Columns.Length; k++)
        {
            if (Columns[k] != "costheta0" && entry.Values[k] < 0.0)
            {
                throw file.Fault(FormattableString.Invariant(
                    $"{Columns[k]} of the entry {entry.Name} is {entry.Values[k]:r}; expected a number not below 0"), entry.Line);
            }
        }

        double cosine = entry.Values[5];
        if (Math.Abs(cosine) > 1.0)
        {
            throw file.Fault(FormattableString.Invariant(
                $"costheta0 of the entry {entry.Name} is {cosine:r}; expected the cosine of an angle"), entry.Line);
        }
    }

    private static StillingerWeberPair Pair(TripletFile file, TripletEntry entry)
    {
        IReadOnlyList<double> v = entry.Values;
        double epsilon = v[0], sigma = v[1], a = v[2], gamma = v[4], p = v[8], q = v[9];
        var pair = new StillingerWeberPair(
            Reach(a * sigma, sigma, gamma, v[10]),
            a * sigma,
            sigma,
            gamma * sigma,
            epsilon * v[6] * v[7] * Math.Pow(sigma, p),
            p,
            epsilon * v[6] * Math.Pow(sigma, q),
            q);
        if (!pair.IsFinite || pair.Cutoff > LongestCutoff)
        {
            string what = pair.IsFinite
                ? FormattableString.Invariant($"a cutoff a sigma of {pair.Cutoff:g6} Angstrom; expected at most {LongestCutoff}")
                : "numbers too large to compute with";
            throw file.Fault($"the entry {entry.Name} has {what}", entry.Line);
        }

        return pair;
    }

    /// <summary>
    /// LAMMPS's cutoff for a tolerance: where the exponential falls below it; tolerances above 0.01 count as 0.01.
    /// </summary>
    private static double Reach(double end, double sigma, double gamma, double tolerance) => tolerance > 0.0
        ? Math.Max(0.0, end + (Math.Min(gamma, 1.0) * sigma / Math.Log(Math.Min(tolerance, 0.01))))
        : end;

    private void SetTriplet(TripletFile file, int at, TripletEntry one, TripletEntry other)
    {
        double a = one.Values[0] * one.Values[3], b = other.Values[0] * other.Values[3];
        double c = one.Values[5], d = other.Values[5];
        if (Math.Abs(a - b) > TripletTolerance * Math.Max(a, b) || (a > 0.0 && Math.Abs(c - d) > TripletTolerance))
        {
            throw file.Fault(FormattableString.Invariant(
                $"the entry {one.Name} has epsilon lambda {a:g6} eV and costheta0 {c:g6}, {other.Name} on line {other.Line} has ")
                + FormattableString.Invariant($"{b:g6} eV and {d:g6}: it is the same triplet, give it the same numbers"), one.Line);
        }

        _strengths[at] = 0.5 * (a + b);
        _cosines[at] = 0.5 * (c + d);
        if (!double.IsFinite(_strengths[at]))
        {
            throw file.Fault($"the entry {one.Name} has numbers too large to compute with", one.Line);
        }
    }
}
