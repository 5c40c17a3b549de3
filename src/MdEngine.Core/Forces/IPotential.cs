using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Core.Neighbors;

namespace MdEngine.Core.Forces;

/// <summary>
/// A potential-energy surface that is a sum over atoms of short-ranged terms. It owns no threads, no periodicity and
/// no lists: the force loop hands it blocks of atoms with their neighbours, ghosts included.
/// </summary>
/// <remarks>
/// Most potentials derive from <see cref="SitePotential"/>. Implementations are immutable after construction;
/// whatever they need to write to while computing lives in a workspace, of which every thread has its own.
/// </remarks>
public interface IPotential
{
    /// <summary>
    /// The elements that it covers; their order is that of the types which <see cref="ForceBlock.Types"/> holds.
    /// </summary>
    IReadOnlyList<Element> Elements { get; }

    /// <summary>Which neighbours it must be given: kind of list and cutoff in Angstrom.</summary>
    NeighborRequest Neighbors { get; }

    /// <summary>Distance beyond which atoms do not feel each other, Angstrom.</summary>
    double Cutoff => Neighbors.Cutoff;

    /// <summary>
    /// The potentials that add up to this one: itself, unless it is an overlay (<see cref="SumPotential"/>).
    /// The force loop prepares a list and a workspace for each.
    /// </summary>
    IReadOnlyList<IPotential> Terms => [this];

    /// <summary>
    /// What it can tell of its own uncertainty, written into <see cref="ForceAccumulator.AtomUncertainties"/> when
    /// <see cref="ForceNeeds.AtomUncertainties"/> is asked for; null when it cannot tell.
    /// </summary>
    UncertaintyMeasure? Uncertainty => null;

    /// <summary>
    /// Numbers that were fitted or chosen for it (weights, sparse points, constants of its functions, entries of its
    /// tables), for comparisons of size; null when it does not tell.
    /// </summary>
    long? ParameterCount => null;

    /// <summary>Scratch memory for one thread, handed back in <see cref="ForceBlock.Workspace"/>; null if none is needed.</summary>
    object? CreateWorkspace() => null;

    /// <summary>
    /// What users should know of the evaluations so far, a sentence each, such as atoms outside the range of a fit; nothing
    /// by default. It is said once at the end of a run, not for every atom.
    /// </summary>
    /// <param name="workspaces">The workspaces of all threads, in which it has counted.</param>
    /// <param name="evaluations">Number of force evaluations.</param>
    IEnumerable<string> Report(IReadOnlyList<object?> workspaces, long evaluations) => [];

    /// <summary>
    /// Adds the contributions of the atoms of one block: forces always (on neighbours too, ghosts included), energy
    /// and virial when asked for.
    /// </summary>
    void Compute(in ForceBlock block, ForceAccumulator into);

    /// <summary>
    /// Corrections that do not depend on the positions (long-range tails); added once per evaluation.
    /// </summary>
    /// <param name="composition">Number of atoms of each of <see cref="Elements"/>.</param>
    /// <param name="volume">Cell volume, Angstrom^3; 0 when there is none, and then there is no correction.</param>
    TailCorrection Tail(System.ReadOnlySpan<int> composition, double volume) => default;
}
