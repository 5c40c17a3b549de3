using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Reading;

/// <summary>Symmetry functions as the lines of input.nn, lengths in Angstrom.</summary>
public static class SymmetryFunctionText
{
    private const string Keyword = "symfunction_short";

    /// <summary>Reads lines such as "symfunction_short Si 2 Si 0.1 0.0 5.5"; the keyword may be left out.</summary>
    /// <param name="lines">Lines.</param>
    /// <param name="elements">Elements by atomic number.</param>
    /// <param name="place">Where they stand, for messages.</param>
    /// <returns>The functions of each element in the order of a network's inputs.</returns>
    /// <exception cref="InputException">A line is wrong, or given twice.</exception>
    public static IReadOnlyList<IReadOnlyList<SymmetryFunction>> Parse(
        IReadOnlyList<string> lines, IReadOnlyList<Element> elements, string place)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var functions = new List<SymmetryFunction>();
        Element[] table = [.. elements];
        foreach (ModelFile.Row row in ModelFile.Read(stream, place).Rows)
        {
            bool named = row.Words[0] is Keyword or "symfunction";
            ModelFile.Row whole = named ? row : row with { Words = [Keyword, .. row.Words] };
            SymmetryFunction f = SymmetryFunctionLine.Read(whole, table, 1.0);
            functions.Add(
                functions.Contains(f) ? throw row.Fault("the same symmetry function is given above; remove one of them") : f);
        }

        return Sorted(functions, elements.Count);
    }

    /// <summary>The functions of each element in the order of a network's inputs.</summary>
    public static IReadOnlyList<IReadOnlyList<SymmetryFunction>> Sorted(IEnumerable<SymmetryFunction> functions, int elements)
    {
        ILookup<int, SymmetryFunction> byElement = functions.ToLookup(f => f.Element);
        return
        [
            .. Enumerable.Range(0, elements).Select(
                e => (IReadOnlyList<SymmetryFunction>)[.. byElement[e].Order(Comparer<SymmetryFunction>.Create(SymmetryFunction.Compare))]),
        ];
    }

    /// <summary>The line of a function.</summary>
    public static string Format(SymmetryFunction f, IReadOnlyList<Element> elements)
    {
        FormattableString numbers = f.Type switch
        {
            2 or 12 => $"{f.Eta:r} {f.Shift:r} {f.Cutoff:r}",
            3 or 9 => $"{f.Eta:r} {f.Lambda:r} {f.Zeta:r} {f.Cutoff:r} {f.Shift:r}",
            13 => $"{f.Eta:r} {f.Shift:r} {f.Lambda:r} {f.Zeta:r} {f.Cutoff:r}",
            20 or 23 => $"{f.Inner:r} {f.Cutoff:r} {f.SubType}",
            _ => $"{f.Inner:r} {f.Cutoff:r} {f.AngleLeft:r} {f.AngleRight:r} {f.SubType}",
        };
        string first = f.First >= 0 ? " " + elements[f.First].Symbol : "";
        string second = f.Second >= 0 ? " " + elements[f.Second].Symbol : "";
        return FormattableString.Invariant($"{Keyword} {elements[f.Element].Symbol} {f.Type}{first}{second} ")
            + FormattableString.Invariant(numbers);
    }
}
