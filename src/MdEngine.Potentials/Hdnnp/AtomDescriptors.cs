namespace MdEngine.Potentials.Hdnnp;

/// <summary>The symmetry functions of one atom, with their derivatives where these were asked for.</summary>
/// <param name="Element">Element of the atom, as an index into the model's elements.</param>
/// <param name="Values">Value of each function.</param>
/// <param name="Atoms">
/// The atoms that the functions depend on: the atom itself first, then its neighbours, each once, however many of its images
/// are near.
/// </param>
/// <param name="Derivatives">
/// Derivatives of the functions in rows of <see cref="Values"/>' length: by x, y and z of each of <see cref="Atoms"/>
/// (1/Angstrom), then by the strains xx, yy, zz, yz, xz and xy (of a symmetric strain tensor: by either of its two equal
/// elements, half the sum of both).
/// </param>
public sealed record AtomDescriptors(int Element, double[] Values, int[] Atoms, double[] Derivatives)
{
    /// <summary>Rows of strains behind those of atoms.</summary>
    public const int Strains = 6;

    /// <summary>Number of rows of <see cref="Derivatives"/>.</summary>
    public int Rows => (3 * Atoms.Length) + Strains;
}
