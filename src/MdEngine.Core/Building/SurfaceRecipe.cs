namespace MdEngine.Core.Building;

/// <summary>A slab cut from a crystal.</summary>
public sealed record SurfaceRecipe
{
    /// <summary>First Miller index, of the crystal's own lattice vectors (the reciprocal of the first one).</summary>
    public required int H { get; init; }

    /// <summary>Second Miller index.</summary>
    public required int K { get; init; }

    /// <summary>Third Miller index.</summary>
    public required int L { get; init; }

    /// <summary>Thickness in spacings of the lattice planes (h k l); each holds one unit cell's worth of atoms.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>
    /// Empty space between the outermost atoms of the slab and of its next image, Angstrom; null for none: a bulk crystal
    /// whose third vector leads from plane to plane.
    /// </summary>
    public double? Vacuum { get; init; }

    /// <summary>
    /// Where the lower face is cut, in spacings of the planes, from 0 to 1: chooses the termination.
    /// </summary>
    public double Shift { get; init; }

    /// <summary>True for a slab with vacuum that is periodic along its normal too; false for an open axis.</summary>
    public bool Periodic { get; init; }
}
