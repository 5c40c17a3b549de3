using System;
using System.Globalization;
using System.Linq;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Eam;

/// <summary>
/// Reads setfl and eam/fs files: three comments; number and symbols of elements; sizes and steps of the tables, cutoff;
/// for each element a line (atomic number, mass, lattice constant, lattice), embedding energies (eV), and densities, in
/// eam/fs those at each element; then pair energies times distance (eV Angstrom) for each pair, the second index up to the
/// first.
/// </summary>
internal static class SetflReader
{
    private const int MostElements = 128;
    private const int ElementsLine = 3;

    public static EamFunctions Read(EamText text, bool pairDensities)
    {
        Element[] elements = ReadElements(text);
        string[] grid = text.ReadWords("the line of table sizes");
        if (grid.Length < 5)
        {
            throw text.Fault($"{grid.Length} words stand where nrho, drho, nr, dr and cutoff are expected");
        }

        int densities = text.Size(grid[0], "the number of densities"), distances = text.Size(grid[2], "the number of distances");
        double densityStep = text.Positive(grid[1], "the step of densities");
        double distanceStep = text.Positive(grid[3], "the step of distances");
        double cutoff = text.Positive(grid[4], "the cutoff");
        int n = elements.Length;
        long numbers = Count(n, densities, distances, pairDensities);
        if (numbers > text.Characters / 2)
        {
            throw text.Fault($"the header tells of {numbers} numbers, more than a file of {text.Characters} bytes can hold");
        }

        var embedding = new double[n][];
        var density = new double[n * n][];
        var pairs = new double[n * n][];
        for (int a = 0; a < n; a++)
        {
            ReadAtomLine(text, elements, a);
            embedding[a] = text.ReadNumbers(densities, $"the embedding energy of {elements[a]}");
            for (int b = 0; b < n; b++)
            {
                density[(a * n) + b] = b == 0 || pairDensities
                    ? text.ReadNumbers(distances, $"the density of {elements[a]}" + (pairDensities ? $" at {elements[b]}" : ""))
                    : density[a * n];
            }
        }

        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                pairs[(a * n) + b] = pairs[(b * n) + a] =
                    text.ReadNumbers(distances, $"the pair function of {elements[a]} and {elements[b]}");
            }
        }

        if (!text.IsAtEnd())
        {
            throw text.Fault("more numbers stand here than the header tells of"
                + (n > 1 && !pairDensities ? "; if this is an eam/fs file, set \"format\" to \"finnis-sinclair\"" : ""));
        }

        return new EamFunctions
        {
            Elements = elements,
            Cutoff = cutoff,
            DensityStep = densityStep,
            DistanceStep = distanceStep,
            Embedding = embedding,
            Density = density,
            PairTimesDistance = pairs,
        };
    }

    /// <summary>Tells eam/fs from setfl by the number of words after the header.</summary>
    public static bool HasPairDensities(EamText text)
    {
        Element[] elements = ReadElements(text);
        int n = elements.Length;
        string[] grid = text.ReadWords("the line of table sizes");
        if (n == 1 || grid.Length < 5)
        {
            return false;
        }

        int densities = text.Size(grid[0], "the number of densities"), distances = text.Size(grid[2], "the number of distances");
        long words = 0;
        for (int line = ElementsLine + 2; line < text.Lines; line++)
        {
            words += text.Words(line).Length;
        }

        // Four words a line of an element.
        return words - (4 * n) >= Count(n, densities, distances, pairDensities: true);
    }

    private static long Count(long n, long densities, long distances, bool pairDensities) =>
        (n * densities) + ((pairDensities ? n * n : n) * distances) + (n * (n + 1) / 2 * distances);

    private static Element[] ReadElements(EamText text)
    {
        text.Seek(ElementsLine);
        string[] words = text.ReadWords("the line of elements");
        if (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int n)
            || n < 1 || n > MostElements || words.Length - 1 < n)
        {
            throw text.Fault(
                $"\"{string.Join(' ', words.Take(8))}\" stands where a number of elements and as many symbols are expected");
        }

        var elements = new Element[n];
        for (int k = 0; k < n; k++)
        {
            elements[k] = PeriodicTable.TryGet(words[k + 1], out Element? element)
                ? element
                : throw text.Fault($"\"{words[k + 1]}\" is no element");
        }

        return elements.Distinct().Count() == n
            ? elements
            : throw text.Fault($"an element stands twice in \"{string.Join(' ', words.Skip(1).Take(n))}\"");
    }

    private static void ReadAtomLine(EamText text, Element[] elements, int type)
    {
        Element element = elements[type];
        string[] words = text.ReadWords($"the line of {element} (atomic number, mass, lattice constant, lattice)");
        if (words.Length < 2)
        {
            throw text.Fault($"\"{words[0]}\" stands where atomic number and mass of {element} are expected");
        }

        double number = text.Real(words[0], "the atomic number");
        text.Positive(words[1], "the mass");
        // Some published tables have a meaningless number here; that of another of the elements is no accident.
        if (number != element.AtomicNumber && elements.FirstOrDefault(e => e.AtomicNumber == number) is { } other)
        {
            throw text.Fault(
                $"the tables of {other} ({other.AtomicNumber}) stand where those of {element} ({element.AtomicNumber}) are "
                + $"expected; line {ElementsLine + 1} has the elements in another order");
        }
    }
}
