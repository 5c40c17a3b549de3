using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;

namespace MdEngine.Conformance;

/// <summary>
/// What every potential must pass, built in or plugged in. No test framework is needed: a broken law throws a
/// <see cref="ConformanceException"/> with its figures.
/// </summary>
/// <remarks>
/// Give it a structure of some ten to a hundred atoms that the potential is made for, every element in it, no atoms
/// closer than usual: <c>PotentialConformance.CheckAll(potential, structure)</c>. In a test framework that can list
/// cases, run <see cref="Laws"/> one by one.
/// </remarks>
public static class PotentialConformance
{
    /// <summary>All laws.</summary>
    public static IReadOnlyList<ConformanceLaw> Laws { get; } =
    [
        new("forces", "Forces are minus the derivatives of the energy by the positions.", DerivativeLaws.Forces),
        new("stress", "The virial is minus the derivative of the energy by strain, and symmetric.", DerivativeLaws.Stress),
        new("translation", "Moving all atoms alike changes nothing.", InvarianceLaws.Translation),
        new("rotation", "Energy is kept, forces and virial turn with cell and atoms.", InvarianceLaws.Rotation),
        new("permutation", "The order of the atoms does not matter.", InvarianceLaws.Permutation),
        new("lattice-shift", "Atoms may be given in any periodic image.", InvarianceLaws.LatticeShift),
        new("replication", "A 2x1x3 supercell has six times the energy and the same forces.", InvarianceLaws.Replication),
        new("other-cell", "Another choice of lattice vectors for a crystal changes nothing.", InvarianceLaws.OtherCell),
        new("thin-cell", "A cell thinner than the cutoff equals its supercell.", InvarianceLaws.ThinCell),
        new("isolated-atom", "An isolated atom has a finite energy and feels nothing.", BoundaryLaws.IsolatedAtom),
        new("dimer", "Two atoms push or pull along their line; the energy is the integral.", BoundaryLaws.Dimer),
        new("cluster", "An open cluster equals itself in a wide box, tails apart.", BoundaryLaws.OpenCluster),
        new("slab", "A slab with an open axis equals itself between wide gaps, tails apart.", BoundaryLaws.Slab),
        new("cutoff", "Crossing the cutoff is as smooth as promised.", BoundaryLaws.Edge),
        new("atom-sums", "Energies and virials of the atoms add up to those of the system.", AccountingLaws.AtomSums),
        new("momentum", "The forces add up to zero.", AccountingLaws.Momentum),
        new("input", "An evaluation changes no input and leaves no trace in the next one.", AccountingLaws.InputUntouched),
        new("threads", "1, 2 and 8 threads give the same bits.", AccountingLaws.Threads),
        new("needs", "What is asked for beside forces does not change them.", AccountingLaws.Needs),
        new("stale-list", "Lists kept within the skin give what fresh ones give.", MotionLaws.StaleList),
        new("energy-conservation", "The energy error of a run goes with the timestep squared.", MotionLaws.EnergyConservation),
    ];

    /// <summary>Checks all laws and reports all that are broken.</summary>
    /// <param name="potential">Potential under test.</param>
    /// <param name="structure">Where it is tested; not changed.</param>
    /// <param name="options">Tolerances and promises; the defaults if not given.</param>
    /// <exception cref="ConformanceException">At least one law is broken.</exception>
    /// <exception cref="MdEngine.Core.InputException">The potential does not cover an element.</exception>
    public static void CheckAll(IPotential potential, Structure structure, ConformanceOptions? options = null)
    {
        options ??= new ConformanceOptions();
        string? unknown = options.Except.FirstOrDefault(name => Laws.All(l => l.Name != name));
        if (unknown is not null)
        {
            throw new ArgumentException($"there is no law '{unknown}'", nameof(options));
        }

        var broken = new List<ConformanceException>();
        foreach (ConformanceLaw law in Laws.Where(l => !options.Except.Contains(l.Name)))
        {
            try
            {
                law.Check(potential, structure, options);
            }
            catch (ConformanceException e)
            {
                broken.Add(e);
            }
        }

        if (broken.Count > 0)
        {
            throw new ConformanceException(
                string.Join(", ", broken.Select(e => e.Law)),
                $"{broken.Count} of {Laws.Count} laws are broken"
                + string.Concat(broken.Select(e => Environment.NewLine + "  " + e.Message)));
        }
    }

    /// <summary>Checks one law by its name.</summary>
    /// <inheritdoc cref="CheckAll"/>
    /// <exception cref="ArgumentException">There is no such law.</exception>
    public static void Check(string law, IPotential potential, Structure structure, ConformanceOptions? options = null)
    {
        ConformanceLaw found = Laws.FirstOrDefault(l => l.Name == law)
            ?? throw new ArgumentException($"there is no law '{law}'", nameof(law));
        found.Check(potential, structure, options ?? new ConformanceOptions());
    }
}
