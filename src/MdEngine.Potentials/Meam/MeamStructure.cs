using System;

namespace MdEngine.Potentials.Meam;

/// <summary>Geometry of a reference structure.</summary>
/// <param name="Lattice">Which.</param>
/// <param name="Sine">Sine of half the angle between the bonds of the chains and the trimer.</param>
/// <param name="Cosine">Its cosine.</param>
/// <remarks>
/// M. I. Baskes, Phys. Rev. B 46, 2727 (1992), doi:10.1103/PhysRevB.46.2727, table III; second neighbours: B.-J. Lee, M. I.
/// Baskes, Phys. Rev. B 62, 8564 (2000), doi:10.1103/PhysRevB.62.8564; numbers of second neighbours and of what screens
/// them as LAMMPS has them. Shape factors follow from the bonds: with c_kl the cosine between bonds k and l, the squares
/// of the partial densities 1 to 3 are the sums over k and l of c, c^2 - 1/3 and c^3 - 3/5 c.
/// </remarks>
internal readonly record struct MeamStructure(MeamLattice Lattice, double Sine, double Cosine)
{
    /// <summary>Shape factors of a single neighbour.</summary>
    public static readonly (double First, double Second, double Third) Dimer = (1.0, 2.0 / 3.0, 2.0 / 5.0);

    /// <summary>A structure whose bonds, where it says, stand at an angle in degrees.</summary>
    public static MeamStructure Of(MeamLattice lattice, double angle)
    {
        double half = angle * Math.PI / 360.0;
        // A straight angle has no cosine, not even 6e-17.
        return new MeamStructure(lattice, Math.Sin(half), angle == 180.0 ? 0.0 : Math.Cos(half));
    }

    /// <summary>Number of first neighbours; of the atom with more of them, where the elements differ in it.</summary>
    public int Neighbors => Lattice switch
    {
        MeamLattice.Fcc or MeamLattice.Hcp or MeamLattice.L12 => 12,
        MeamLattice.C11 => 10,
        MeamLattice.Bcc or MeamLattice.B2 => 8,
        MeamLattice.B1 or MeamLattice.Sc => 6,
        MeamLattice.Dia or MeamLattice.Dia3 or MeamLattice.Ch4 => 4,
        MeamLattice.Lin or MeamLattice.Zig or MeamLattice.Tri => 2,
        _ => 1,
    };

    /// <summary>Number of second neighbours.</summary>
    public int SecondNeighbors => Lattice switch
    {
        MeamLattice.Dim or MeamLattice.Lin or MeamLattice.Ch4 or MeamLattice.C11 => 0,
        MeamLattice.Tri => 1,
        MeamLattice.Zig => 2,
        MeamLattice.B1 or MeamLattice.Sc or MeamLattice.Dia or MeamLattice.Dia3 => 12,
        _ => 6,
    };

    /// <summary>Distance of second over that of first neighbours.</summary>
    public double Ratio => Lattice switch
    {
        MeamLattice.Bcc or MeamLattice.B2 => 2.0 / Math.Sqrt(3.0),
        MeamLattice.Dia => Math.Sqrt(8.0 / 3.0),
        MeamLattice.Dia3 => Math.Sqrt(11.0 / 3.0),
        MeamLattice.Zig or MeamLattice.Tri => 2.0 * Sine,
        MeamLattice.Dim or MeamLattice.Lin or MeamLattice.Ch4 or MeamLattice.C11 => 1.0,
        _ => Math.Sqrt(2.0),
    };

    /// <summary>How many first neighbours stand between second ones and screen them.</summary>
    public int Screeners => Lattice switch
    {
        MeamLattice.Dia or MeamLattice.Zig => 1,
        MeamLattice.B1 or MeamLattice.Sc or MeamLattice.Tri => 2,
        _ => 4,
    };

    /// <summary>The C of the ellipse through such a screening atom.</summary>
    public double Ellipse => Lattice == MeamLattice.Dia3 ? 1.0 : (4.0 / (Ratio * Ratio)) - 1.0;

    /// <summary>
    /// Shape factors: the squares of the partial densities 1, 2 and 3 of neighbours that each have a density of 1.
    /// </summary>
    public (double First, double Second, double Third) Shape
    {
        get
        {
            // Two bonds, of sum 2 c and difference 2 s along two axes.
            double c2 = Cosine * Cosine, s2 = Sine * Sine;
            return Lattice switch
            {
                MeamLattice.Hcp => (0.0, 0.0, 1.0 / 3.0),
                MeamLattice.Dia or MeamLattice.Dia3 or MeamLattice.Ch4 => (0.0, 0.0, 32.0 / 9.0),
                MeamLattice.Dim => Dimer,
                MeamLattice.Lin => (0.0, 8.0 / 3.0, 0.0),
                MeamLattice.Zig or MeamLattice.Tri => (
                    4.0 * c2,
                    4.0 * ((c2 * c2) + (s2 * s2) - (1.0 / 3.0)),
                    (4.0 * c2 * ((3.0 * s2 * s2) + (c2 * c2))) - (2.4 * c2)),
                _ => (0.0, 0.0, 0.0),
            };
        }
    }

    /// <summary>First neighbours' distance at a lattice constant, where the structure is that of an element.</summary>
    public static double Bond(MeamLattice lattice, double constant) => lattice switch
    {
        MeamLattice.Fcc => constant / Math.Sqrt(2.0),
        MeamLattice.Bcc => constant * Math.Sqrt(3.0) / 2.0,
        MeamLattice.Dia or MeamLattice.Dia3 => constant * Math.Sqrt(3.0) / 4.0,
        _ => constant,
    };

    /// <summary>Whether an entry of a library can have the structure.</summary>
    public static bool IsElemental(MeamLattice lattice) => lattice <= MeamLattice.Tri;

    /// <summary>Whether an element by itself can have the structure: also those of a pair in which all atoms are alike.</summary>
    public static bool IsUniform(MeamLattice lattice) => lattice <= MeamLattice.Ch4;
}
