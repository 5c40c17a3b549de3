using System;

namespace MdEngine.Potentials.Meam;

/// <summary>Geometry of the reference structures.</summary>
/// <remarks>
/// M. I. Baskes, Phys. Rev. B 46, 2727 (1992), doi:10.1103/PhysRevB.46.2727, table III; second neighbours: B.-J. Lee, M. I.
/// Baskes, Phys. Rev. B 62, 8564 (2000), doi:10.1103/PhysRevB.62.8564.
/// </remarks>
internal static class MeamLattices
{
    /// <summary>Number of first neighbours.</summary>
    public static int Neighbors(MeamLattice lattice) => lattice switch
    {
        MeamLattice.Fcc or MeamLattice.Hcp or MeamLattice.L12 => 12,
        MeamLattice.Bcc or MeamLattice.B2 => 8,
        MeamLattice.B1 => 6,
        MeamLattice.Dia or MeamLattice.Dia3 => 4,
        MeamLattice.C11 => 10,
        _ => 1,
    };

    /// <summary>Number of second neighbours.</summary>
    public static int SecondNeighbors(MeamLattice lattice) => lattice switch
    {
        MeamLattice.Dim or MeamLattice.C11 => 0,
        MeamLattice.B1 or MeamLattice.Dia or MeamLattice.Dia3 => 12,
        _ => 6,
    };

    /// <summary>Distance of second over that of first neighbours.</summary>
    public static double Ratio(MeamLattice lattice) => lattice switch
    {
        MeamLattice.Bcc or MeamLattice.B2 => 2.0 / Math.Sqrt(3.0),
        MeamLattice.Dia => Math.Sqrt(8.0 / 3.0),
        MeamLattice.Dia3 => Math.Sqrt(11.0 / 3.0),
        MeamLattice.Dim or MeamLattice.C11 => 1.0,
        _ => Math.Sqrt(2.0),
    };

    /// <summary>How many first neighbours stand between second ones and screen them.</summary>
    public static int Screeners(MeamLattice lattice) => lattice switch
    {
        MeamLattice.B1 => 2,
        MeamLattice.Dia => 1,
        MeamLattice.Dim or MeamLattice.C11 => 0,
        _ => 4,
    };

    /// <summary>The C of the ellipse through such a screening atom.</summary>
    public static double Ellipse(MeamLattice lattice)
    {
        double ratio = Ratio(lattice);
        return lattice == MeamLattice.Dia3 ? 1.0 : (4.0 / (ratio * ratio)) - 1.0;
    }

    /// <summary>
    /// Shape factors: the squares of the partial densities 1, 2 and 3 of neighbours that each have a density of 1.
    /// </summary>
    public static (double First, double Second, double Third) Shape(MeamLattice lattice) => lattice switch
    {
        MeamLattice.Hcp => (0.0, 0.0, 1.0 / 3.0),
        MeamLattice.Dia or MeamLattice.Dia3 => (0.0, 0.0, 32.0 / 9.0),
        MeamLattice.Dim => (1.0, 2.0 / 3.0, 2.0 / 5.0),
        _ => (0.0, 0.0, 0.0),
    };

    /// <summary>First neighbours' distance at a lattice constant, where the structure is that of an element.</summary>
    public static double Bond(MeamLattice lattice, double constant) => lattice switch
    {
        MeamLattice.Fcc => constant / Math.Sqrt(2.0),
        MeamLattice.Bcc => constant * Math.Sqrt(3.0) / 2.0,
        MeamLattice.Dia or MeamLattice.Dia3 => constant * Math.Sqrt(3.0) / 4.0,
        _ => constant,
    };

    /// <summary>Whether an element by itself can have the structure.</summary>
    public static bool IsElemental(MeamLattice lattice) => lattice
        is MeamLattice.Fcc or MeamLattice.Bcc or MeamLattice.Hcp or MeamLattice.Dia or MeamLattice.Dia3 or MeamLattice.Dim;
}
