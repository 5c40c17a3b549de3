using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;

namespace MdEngine.Core.Halo;

/// <summary>
/// Provides ghosts: atoms outside the home cell that owned atoms interact with. Periodic images are one source of
/// them, neighbouring ranks another.
/// </summary>
public interface IHalo
{
    /// <summary>
    /// Brings owned atoms home (wrapped into the cell; to their rank). Called before atoms are sorted, so not before
    /// every rebuild of the lists; ghosts are dropped.
    /// </summary>
    void Migrate(AtomState atoms, SimulationCell cell, WorkerPool workers);

    /// <summary>True when an owned atom has gone so far from home that ghosts would be many until it is brought back.</summary>
    /// <param name="atoms">Owned atoms.</param>
    /// <param name="cell">Cell.</param>
    /// <param name="distance">How far an atom may go, Angstrom.</param>
    /// <param name="workers">Threads.</param>
    bool HasStrayed(AtomState atoms, SimulationCell cell, double distance, WorkerPool workers);

    /// <summary>Makes the ghosts within <paramref name="range"/> of the region that the owned atoms fill.</summary>
    /// <param name="atoms">Owned atoms, at home or not far from it.</param>
    /// <param name="cell">Cell.</param>
    /// <param name="range">Cutoff plus skin, Angstrom.</param>
    /// <param name="full">
    /// True for all ghosts; false for those of positive shift only, which suffice when each pair is listed once.
    /// </param>
    /// <param name="workers">Threads.</param>
    void Build(AtomState atoms, SimulationCell cell, double range, bool full, WorkerPool workers);

    /// <summary>Moves the ghosts to where their sources are now.</summary>
    void Refresh(AtomState atoms, SimulationCell cell, WorkerPool workers);

    /// <summary>Adds what ghosts have received (forces, energies) to their sources.</summary>
    /// <param name="atoms">Atoms.</param>
    /// <param name="values">One value for each owned atom, padding and ghost; the first are added to.</param>
    /// <param name="firstOwned">First owned atom to bring up to date.</param>
    /// <param name="endOwned">Index after the last one.</param>
    unsafe void Accumulate(AtomState atoms, double* values, int firstOwned, int endOwned);

    /// <summary>Copies a number of every owned atom to its ghosts.</summary>
    /// <param name="atoms">Atoms.</param>
    /// <param name="values">One value for each owned atom, padding and ghost; the last are set.</param>
    /// <param name="firstGhost">First ghost (from 0) to set.</param>
    /// <param name="endGhost">Index after the last one.</param>
    unsafe void Spread(AtomState atoms, double* values, int firstGhost, int endGhost);
}
