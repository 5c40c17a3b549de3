using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Meam;

/// <summary>
/// Reads library files: entries of 19 words (element, lattice, z, atomic number, weight; alpha, b0 to b3, lattice constant,
/// cohesive energy, A; t0 to t3, rozero, ibar), each beginning on a line of its own.
/// </summary>
internal static class MeamLibrary
{
    private static readonly string[] Columns =
    [
        "the element's name", "lat", "z", "ielement", "atwt", "alpha", "b0", "b1", "b2", "b3", "alat", "esub", "asub",
        "t0", "t1", "t2", "t3", "rozero", "ibar",
    ];

    /// <summary>Characters that separate words: LAMMPS strips quotes.</summary>
    public const string Separators = "'\"";

    /// <summary>The entries of some names; the first one where a name stands several times, as LAMMPS takes it.</summary>
    /// <exception cref="InputException">An entry is missing or has a fault.</exception>
    public static MeamElement[] Read(MeamText text, IReadOnlyList<string> names)
    {
        var entries = new Dictionary<string, MeamElement>();
        var seen = new List<string>();
        var words = new List<string>();
        int begun = 0;
        foreach ((int number, string[] found) in text.Lines)
        {
            begun = words.Count == 0 ? number : begun;
            words.AddRange(found);
            if (words.Count > Columns.Length)
            {
                throw text.Fault(
                    $"the entry {MeamText.Excerpt(words[0])}, begun on line {begun}, has more than its {Columns.Length} words; "
                    + "the next entry begins on a line of its own", number);
            }

            if (words.Count == Columns.Length)
            {
                seen.Add(words[0]);
                if (names.Contains(words[0]) && !entries.ContainsKey(words[0]))
                {
                    entries.Add(words[0], Entry(text, words, begun));
                }

                words.Clear();
            }
        }

        if (words.Count > 0)
        {
            throw text.Fault($"the file ends within the entry {MeamText.Excerpt(words[0])}, which has {words.Count} of its "
                + $"{Columns.Length} words ({string.Join(", ", Columns[1..])})", begun);
        }

        string[] missing = [.. names.Where(n => !entries.ContainsKey(n))];
        if (missing.Length > 0)
        {
            throw new InputException(
                $"has no entry for {string.Join(", ", missing.Select(MeamText.Excerpt))}; it has "
                + (seen.Count > 0 ? string.Join(", ", seen.Distinct().Take(40).Select(MeamText.Excerpt)) : "none at all")
                + ": correct \"elements\", or say in \"libraryElements\" which entries stand for them", text.Name);
        }

        return [.. names.Select(n => entries[n])];
    }

    private static MeamElement Entry(MeamText text, List<string> words, int line)
    {
        double Value(int k) => text.Number(words[k], $"{Columns[k]} of the entry {MeamText.Excerpt(words[0])}", line);

        MeamLattice lattice = text.Lattice(words[1], line);
        if (!MeamStructure.IsElemental(lattice))
        {
            throw text.Fault($"the entry {MeamText.Excerpt(words[0])} has the reference structure {words[1]}, which takes two "
                + "elements; expected fcc, bcc, hcp, sc, dia, dia3, dim, lin, zig or tri", line);
        }

        foreach (int k in new[] { 5, 10, 11, 12, 17 })
        {
            if (!(Value(k) > 0.0 && Value(k) < 1e6))
            {
                throw text.Fault($"{Columns[k]} of the entry {MeamText.Excerpt(words[0])} is {MeamText.Excerpt(words[k])}; "
                    + "expected a number above 0", line);
            }
        }

        int form = Whole(18), charge = Whole(3);
        if (form is not (0 or 1 or 3 or 4 or -5))
        {
            throw text.Fault($"ibar of the entry {MeamText.Excerpt(words[0])} is {form}; expected 0, 1, 3, 4 or -5", line);
        }

        if (charge is < 1 or > 118)
        {
            throw text.Fault($"ielement of the entry {MeamText.Excerpt(words[0])} is {charge}; expected an atomic number", line);
        }

        double coordination = Value(2);
        int neighbors = new MeamStructure(lattice, 1.0, 0.0).Neighbors;
        if (coordination != neighbors)
        {
            throw text.Fault($"z of the entry {MeamText.Excerpt(words[0])} is {coordination}; its structure {words[1]} has "
                + $"{neighbors} first neighbours", line);
        }

        return new MeamElement(
            words[0], lattice, charge, Value(5), (Value(6), Value(7), Value(8), Value(9)), Value(10), Value(11), Value(12),
            (Value(14), Value(15), Value(16)), Value(17), form, line);

        int Whole(int k)
        {
            double value = Value(k);
            return value == Math.Round(value) && Math.Abs(value) < 1000.0
                ? (int)value
                : throw text.Fault($"{Columns[k]} of the entry {MeamText.Excerpt(words[0])} is {MeamText.Excerpt(words[k])}; "
                    + "expected a whole number", line);
        }
    }
}
