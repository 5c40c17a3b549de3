using System;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.IO.Text;

namespace MdEngine.IO.LammpsData;

/// <summary>Finds the elements of the types of a LAMMPS data file.</summary>
internal static class TypeElements
{
    // Files round masses to two digits; no two elements that are common lie nearer than this to each other.
    private const double MassTolerance = 0.06;

    /// <summary>The elements of types 1, 2, ...</summary>
    /// <exception cref="InputException">An element cannot be told.</exception>
    public static Element[] Resolve(
        string file, LammpsDataReadOptions options, ReadOnlySpan<double> masses, string?[] comments)
    {
        int types = masses.Length;
        if (options.Elements is { } given)
        {
            if (given.Count != types)
            {
                throw new InputException($"has {types} atom types but {given.Count} elements are given for them", file);
            }

            return [.. given];
        }

        var elements = new Element[types];
        for (int type = 0; type < types; type++)
        {
            elements[type] = FromComment(comments[type]) ?? FromMass(file, type + 1, masses[type]);
        }

        return elements;
    }

    private static Element? FromComment(string? comment)
    {
        string[] words = (comment ?? "").Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : ElementSymbols.Find(words[0]);
    }

    private static Element FromMass(string file, int type, double mass)
    {
        const string remedy = "list the elements of its types, or add them to the Masses section as comments: "
            + "'1 28.085 # Si'";
        if (double.IsNaN(mass))
        {
            throw new InputException($"says nothing of the element of atom type {type}; {remedy}", file);
        }

        if (mass == 1.0)
        {
            throw new InputException($"atom type {type} has the mass 1, that of reduced units, and no element; "
                + $"{remedy}", file);
        }

        Element? best = null;
        bool unique = true;
        for (int z = 1; z <= 118; z++)
        {
            Element element = PeriodicTable.Get(z);
            if (Math.Abs(element.StandardMass - mass) <= MassTolerance)
            {
                unique = best is null;
                best = element;
            }
        }

        return best is not null && unique
            ? best
            : throw new InputException(
                $"the mass {mass} of atom type {type} is that of "
                    + $"{(best is null ? "no element" : "several elements")}; {remedy}",
                file);
    }
}
