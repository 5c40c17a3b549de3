using System;
using MdEngine.Core.Motion;

namespace MdEngine.Core.Forces;

/// <summary>Computes the long-range part of an <see cref="ILongRangePotential"/> for a whole system.</summary>
public interface ILongRangeSolver
{
    /// <summary>
    /// Adds forces to the owned atoms (<see cref="Atoms.AtomState.Fx"/>), and energy, virial and their shares of atoms
    /// to <see cref="SimulationState.Forces"/>, as far as they are asked for. The result must not depend on the number
    /// of threads.
    /// </summary>
    /// <param name="state">Atoms and cell.</param>
    /// <param name="types">Types of the owned atoms in the order of the potential's elements.</param>
    /// <param name="needs">What is wanted beside forces.</param>
    /// <param name="workers">Threads.</param>
    /// <exception cref="InputException">The system has no such sum (open cell, net charge).</exception>
    void Add(SimulationState state, ReadOnlySpan<int> types, ForceNeeds needs, WorkerPool workers);
}
