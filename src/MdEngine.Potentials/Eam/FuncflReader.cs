using System.Globalization;
using System.Linq;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Eam;

/// <summary>
/// Reads a funcfl file: a comment; atomic number, mass, lattice constant, lattice; numbers and steps of densities and
/// distances, cutoff; then embedding energies (eV), effective charges and densities.
/// </summary>
internal static class FuncflReader
{
    public static FuncflTable Read(EamText text)
    {
        text.Seek(1);
        string[] atom = text.ReadWords("the line of atomic number, mass, lattice constant and lattice");
        if (atom.Length < 2 || !int.TryParse(atom[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || PeriodicTable.All.FirstOrDefault(e => e.AtomicNumber == number) is not { } element)
        {
            throw text.Fault($"\"{string.Join(' ', atom.Take(4))}\" stands where an atomic number and a mass are expected");
        }

        text.Positive(atom[1], "the mass");
        string[] grid = text.ReadWords("the line of table sizes");
        if (grid.Length < 5)
        {
            throw text.Fault($"{grid.Length} words stand where nrho, drho, nr, dr and cutoff are expected");
        }

        int densities = text.Size(grid[0], "the number of densities"), distances = text.Size(grid[2], "the number of distances");
        double densityStep = text.Positive(grid[1], "the step of densities");
        double distanceStep = text.Positive(grid[3], "the step of distances");
        double cutoff = text.Positive(grid[4], "the cutoff");
        var table = new FuncflTable(
            element, densityStep, distanceStep, cutoff,
            text.ReadNumbers(densities, "the embedding energy"),
            text.ReadNumbers(distances, "the effective charge"),
            text.ReadNumbers(distances, "the density"));
        return text.IsAtEnd()
            ? table
            : throw text.Fault("more numbers stand here than the header tells of");
    }
}
