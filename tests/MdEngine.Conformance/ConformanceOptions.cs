using System.Collections.Generic;

namespace MdEngine.Conformance;

/// <summary>How hard a potential is tested. The defaults suit any smooth potential in double precision.</summary>
public sealed record ConformanceOptions
{
    /// <summary>
    /// Largest difference between forces and virial and the derivatives of the energy, relative to the largest force
    /// (to the sum of the atoms' energies). Finite differences reach 1e-10 where the energy is analytic; tables with
    /// kinks and single precision need more.
    /// </summary>
    public double DerivativeTolerance { get; init; } = 1e-8;

    /// <summary>
    /// Largest difference between two evaluations that must agree but add up in another order, relative as above: some
    /// thousand times the rounding of one operation.
    /// </summary>
    public double SymmetryTolerance { get; init; } = 1e-10;

    /// <summary>Largest jump at the cutoff, eV and eV/Angstrom.</summary>
    public double ContinuityTolerance { get; init; } = 1e-9;

    /// <summary>What the potential promises at its cutoff.</summary>
    public CutoffContinuity Continuity { get; init; } = CutoffContinuity.Force;

    /// <summary>
    /// Further distances, Angstrom, at which the law has a seam: cutoffs of single pairs, ends of switches. Finite
    /// differences keep clear of them, and continuity is tested there too.
    /// </summary>
    public IReadOnlyCollection<double> Seams { get; init; } = [];

    /// <summary>
    /// First step of the finite differences, Angstrom: a tenth of the length over which bonds stiffen. It is halved
    /// again and again, and shortened beforehand where a neighbour stands near a cutoff.
    /// </summary>
    public double Step { get; init; } = 0.02;

    /// <summary>Random displacement that breaks the symmetry of the structure first, Angstrom.</summary>
    public double Rattle { get; init; } = 0.05;

    /// <summary>Seed of all random numbers of the tests.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of atoms whose forces are compared with finite differences.</summary>
    public int AtomsTested { get; init; } = 6;

    /// <summary>Skin of the lists, Angstrom.</summary>
    public double Skin { get; init; } = 0.5;

    /// <summary>Timestep of the short run, fs.</summary>
    public double Timestep { get; init; } = 1.0;

    /// <summary>Steps of the short run.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>Temperature from which the short run starts, K.</summary>
    public double Temperature { get; init; } = 300.0;

    /// <summary>Forces below this count as this in relative differences, eV/Angstrom.</summary>
    public double ForceFloor { get; init; } = 1e-3;

    /// <summary>Laws that <see cref="PotentialConformance.CheckAll"/> leaves out, by name; say why where you use it.</summary>
    public IReadOnlyCollection<string> Except { get; init; } = [];
}
