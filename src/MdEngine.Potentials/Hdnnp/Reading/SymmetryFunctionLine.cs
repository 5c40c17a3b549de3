using System;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Reading;

/// <summary>Reads a line "symfunction_short E type ...".</summary>
internal static class SymmetryFunctionLine
{
    /// <summary>Reads the line, lengths times <paramref name="length"/> Angstrom.</summary>
    /// <exception cref="InputException">A number is missing, wrong or out of range.</exception>
    public static SymmetryFunction Read(ModelFile.Row row, Element[] elements, double length)
    {
        int element = ElementOf(row, 1, elements);
        int type = row.Integer(2, "the type of a symmetry function", 0, int.MaxValue);
        if (!SymmetryFunction.Types.Contains(type))
        {
            throw row.Fault($"found the type {type}, expected one of {string.Join(", ", SymmetryFunction.Types)}");
        }

        int at = 3;
        double Next(string what) => row.Number(at++, what);
        double Optional(string what) => at < row.Words.Length ? Next(what) : 0.0;
        var f = new SymmetryFunction { Type = type, Element = element, Cutoff = 0.0 };
        int neighbors = f.IsWeighted ? 0 : f.IsAngular ? 2 : 1;
        if (neighbors > 0)
        {
            f = f with { First = ElementOf(row, at++, elements) };
        }

        if (neighbors > 1)
        {
            int second = ElementOf(row, at++, elements);
            f = f with { First = Math.Min(f.First, second), Second = Math.Max(f.First, second) };
        }

        f = type switch
        {
            2 or 12 => f with { Eta = Next("eta"), Shift = Next("the shift"), Cutoff = Next("the cutoff") },
            3 or 9 => f with
            {
                Eta = Next("eta"),
                Lambda = Next("lambda"),
                Zeta = Next("zeta"),
                Cutoff = Next("the cutoff"),
                Shift = Optional("the shift"),
            },
            13 => f with
            {
                Eta = Next("eta"),
                Shift = Next("the shift"),
                Lambda = Next("lambda"),
                Zeta = Next("zeta"),
                Cutoff = Next("the cutoff"),
            },
            20 or 23 => f with { Inner = Next("the left end"), Cutoff = Next("the right end") },
            _ => f with
            {
                Inner = Next("the left end"),
                Cutoff = Next("the right end"),
                AngleLeft = Next("the left angle"),
                AngleRight = Next("the right angle"),
            },
        };
        f = f.IsCompact ? WithCore(f, row, at++) : f;
        if (at < row.Words.Length)
        {
            throw row.Fault($"found {row.Words.Length} words, expected {at} for a symmetry function of type {type}");
        }

        Check(f, row);
        return f with
        {
            Eta = f.Eta / (length * length),
            Shift = f.Shift * length,
            Cutoff = f.Cutoff * length,
            Inner = f.Inner * length,
        };
    }

    private static int ElementOf(ModelFile.Row row, int k, Element[] elements)
    {
        string word = row.Word(k, "the symbol of an element");
        int index = Array.FindIndex(elements, e => e.Symbol == word);
        return index >= 0
            ? index
            : throw row.Fault($"found '{ModelFile.Row.Excerpt(word)}', expected one of the model's elements: {string.Join(", ", elements.AsEnumerable())}");
    }

    private static SymmetryFunction WithCore(SymmetryFunction f, ModelFile.Row row, int k)
    {
        string word = row.Word(k, "the name of a core");
        bool asymmetric = word.Length > 1 && word[^1] == 'a';
        int core = Array.IndexOf(["p1", "p2", "p3", "p4", "e"], asymmetric ? word[..^1] : word);
        return core >= 0
            ? f with { Core = (CompactCore)core, Asymmetric = asymmetric, SubType = word }
            : throw row.Fault($"found '{ModelFile.Row.Excerpt(word)}', expected p1, p2, p3, p4 or e, or one of them followed by a");
    }

    private static void Check(SymmetryFunction f, ModelFile.Row row)
    {
        if (f.Cutoff <= 0.0)
        {
            throw row.Fault($"found the cutoff {f.Cutoff:r}, expected a positive length");
        }

        if (f.Eta < 0.0)
        {
            throw row.Fault($"found eta = {f.Eta:r}, expected at least 0");
        }

        if (f.IsAngular && !f.IsCompact && f.Zeta <= 0.0)
        {
            throw row.Fault($"found zeta = {f.Zeta:r}, expected a positive exponent");
        }

        if (f.IsCompact && f.Inner >= f.Cutoff)
        {
            throw row.Fault($"the left end {f.Inner:r} is not to the left of the right end {f.Cutoff:r}");
        }

        if (f.IsCompact && f.IsAngular && f.AngleLeft >= f.AngleRight)
        {
            throw row.Fault($"the left angle {f.AngleLeft:r} is not less than the right angle {f.AngleRight:r}");
        }
    }
}
