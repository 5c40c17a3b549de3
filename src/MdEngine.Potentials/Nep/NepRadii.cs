using System.Globalization;
using MdEngine.Core;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// Radii of atoms for cutoffs by type: 4/3 of the single-bond covalent radii of P. Pyykko and M. Atsumi, Chem. Eur. J. 15,
/// 186 (2009), to six digits as the original program holds them.
/// </summary>
internal static class NepRadii
{
    // Covalent radii in 0.01 Angstrom, hydrogen to plutonium.
    private static readonly int[] Covalent =
    [
        32, 46, 120, 94, 77, 75, 71, 63, 64, 67, 140, 125, 113, 104, 110, 102, 99, 96, 176, 154, 133, 122, 121, 110, 107, 104,
        100, 99, 101, 109, 112, 109, 115, 110, 114, 117, 189, 167, 147, 139, 132, 124, 115, 113, 113, 108, 115, 123, 128, 126,
        126, 123, 132, 131, 209, 176, 162, 147, 158, 157, 156, 155, 151, 152, 151, 150, 149, 149, 148, 153, 146, 137, 131, 123,
        118, 116, 111, 112, 113, 132, 130, 130, 136, 131, 138, 142, 201, 181, 167, 158, 152, 153, 154, 155,
    ];

    /// <summary>Radius of an element, Angstrom.</summary>
    /// <exception cref="InputException">The format gives it none.</exception>
    public static double Of(Element element, string file, int line)
    {
        if (element.AtomicNumber > Covalent.Length)
        {
            throw new InputException(
                $"asks for cutoffs by type, but the format has no radius for {element}; expected elements up to Pu", file, line);
        }

        double radius = Covalent[element.AtomicNumber - 1] / 75.0;
        return double.Parse(radius.ToString("g6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
