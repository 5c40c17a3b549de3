using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Tersoff;

/// <summary>The parameters of a Tersoff potential by types: tables of pairs and of triplets.</summary>
/// <remarks>
/// As in LAMMPS, n, beta, lambda2, B, lambda1 and A of the bond of centre i with neighbour j, and the R and D of its
/// cutoff, are those of the entry "i j j"; m, gamma, lambda3, c, d, costheta0 and the R and D of a further neighbour k
/// are those of "i j k".
/// </remarks>
public sealed class TersoffParameters
{
    // Short-ranged by nature: a longer one is a slip of the pen, and would fill the memory with neighbours.
    private const double LongestCutoff = 100.0;

    // Larger numbers than any length, energy or power could be: their products stay finite.
    private const double Largest = 1e50;

    private static readonly string[] Columns =
        ["m", "gamma", "lambda3", "c", "d", "costheta0", "n", "beta", "lambda2", "B", "R", "D", "lambda1", "A"];

    private readonly TersoffPair[] _pairs;
    private readonly TersoffTriplet[] _triplets;

    private TersoffParameters(IReadOnlyList<Element> elements, TripletFile file, TripletEntry[] entries)
    {
        Elements = elements;
        int n = elements.Count;
        _pairs = new TersoffPair[n * n];
        _triplets = new TersoffTriplet[n * n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++)
                {
                    int at = (((i * n) + j) * n) + k;
                    Check(file, entries[at]);
                    _triplets[at] = Triplet(entries[at]);
                }

                _pairs[(i * n) + j] = Pair(entries[(((i * n) + j) * n) + j]);
            }
        }

        Cutoff = Math.Max(_pairs.Max(p => p.Cutoff), _triplets.Max(t => t.Cutoff));
        if (!(Cutoff > 0.0))
        {
            throw new InputException("no pair has a cutoff R + D above 0", file.Name);
        }
    }

    /// <summary>The elements; types count in them.</summary>
    public IReadOnlyList<Element> Elements { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Elements.Count;

    /// <summary>Longest cutoff, Angstrom.</summary>
    public double Cutoff { get; }

    /// <summary>Whether any triplet depends on the difference of its distances.</summary>
    public bool DependOnDistances => _triplets.Any(t => t.Lambda3 != 0.0);

    /// <summary>
    /// True when the angular parameters depend on the centre alone, and the cutoff of a neighbour not on the bond that it
    /// influences: as in Tersoff's papers, and for any single element.
    /// </summary>
    public bool HaveCentralTriplets
    {
        get
        {
            for (int at = 0; at < _triplets.Length; at++)
            {
                int i = at / (Count * Count), k = at % Count;
                TersoffPair pair = Pair(i, k);
                if (_triplets[at] with { R = pair.R, D = pair.D } != Triplet(i, i, i) with { R = pair.R, D = pair.D }
                    || _triplets[at].R != pair.R || _triplets[at].D != pair.D)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The bond of a centre of type <paramref name="i"/> with a neighbour of type <paramref name="j"/>.</summary>
    public TersoffPair Pair(int i, int j) => _pairs[(i * Count) + j];

    /// <summary>
    /// The influence of a neighbour of type <paramref name="k"/> on the bond of a centre of type <paramref name="i"/> with
    /// one of type <paramref name="j"/>.
    /// </summary>
    public TersoffTriplet Triplet(int i, int j, int k) => _triplets[(((i * Count) + j) * Count) + k];

    /// <summary>Reads the parameters that options name.</summary>
    /// <exception cref="InputException">The file or the elements cannot be used.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TersoffParameters From(TersoffOptions options)
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
    /// <param name="fileElements">What the file calls them; null for their symbols.</param>
    /// <exception cref="InputException">The file or the elements cannot be used.</exception>
    public static TersoffParameters Read(
        Stream stream, string name, IReadOnlyList<string> elements, IReadOnlyList<string>? fileElements = null) =>
        From(TripletFile.Read(stream, name, Columns), elements, fileElements);

    private static TersoffParameters From(
        TripletFile file, IReadOnlyList<string> elements, IReadOnlyList<string>? names) =>
        new([.. elements.Select(PeriodicTable.Get)], file, file.Select(names ?? elements));

    private static double Value(TripletEntry entry, string column) => entry.Values[Array.IndexOf(Columns, column)];

    private static void Check(TripletFile file, TripletEntry entry)
    {
        for (int k = 0; k < Columns.Length; k++)
        {
            double value = entry.Values[k];
            if ((value < 0.0 && Columns[k] is not ("lambda3" or "costheta0")) || Math.Abs(value) > Largest)
            {
                throw Fault(Columns[k], $"a number from 0 to {Largest}");
            }
        }

        if (Value(entry, "m") is not (1.0 or 3.0))
        {
            throw Fault("m", $"1 or 3");
        }

        if (Value(entry, "D") > Value(entry, "R"))
        {
            throw Fault("D", $"at most R, {Value(entry, "R"):r}");
        }

        if (Value(entry, "R") + Value(entry, "D") > LongestCutoff)
        {
            throw Fault("R", $"a cutoff R + D of at most {LongestCutoff} Angstrom");
        }

        if (Value(entry, "d") < 1e-12 && Value(entry, "c") > 0.0)
        {
            throw Fault("d", $"a number above 1e-12, as it divides c");
        }

        if (entry.Second == entry.Third && Value(entry, "B") > 0.0 && Value(entry, "n") < 1e-3)
        {
            throw Fault("n", $"a number of at least 0.001, as the entry has an attraction B");
        }

        InputException Fault(string column, FormattableString expected) => file.Fault(
            FormattableString.Invariant($"{column} of the entry {entry.Name} is {Value(entry, column):r}; expected ")
            + FormattableString.Invariant(expected),
            entry.Line);
    }

    private static TersoffPair Pair(TripletEntry e) => new(
        Value(e, "R"), Value(e, "D"), Value(e, "A"), Value(e, "lambda1"),
        Value(e, "B"), Value(e, "lambda2"), Value(e, "n"), Value(e, "beta"));

    private static TersoffTriplet Triplet(TripletEntry e) => new(
        Value(e, "R"), Value(e, "D"), Value(e, "gamma"), Value(e, "c"),
        Value(e, "d"), Value(e, "costheta0"), Value(e, "lambda3"), (int)Value(e, "m"));
}
