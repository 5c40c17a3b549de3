using System;

namespace MdEngine.Core.Forces;

/// <summary>
/// A potential whose forces need a number of every atom that is itself a sum over pairs: the electron density of the
/// embedded-atom method, for one. Its pairs are then walked twice, each time once, instead of from both sides.
/// </summary>
/// <remarks>
/// Before <see cref="IPotential.Compute"/> the force loop has all blocks add to the sums, adds these up in a fixed
/// order, ghosts to their sources, lets the potential turn each owned atom's sum into a value, and copies the values
/// to the ghosts. In a <see cref="SumPotential"/> every staged term has its own sums.
/// </remarks>
public interface IStagedPotential : IPotential
{
    /// <summary>Adds what the atoms of one block give to each other's sums and to those of their neighbours.</summary>
    void Gather(in ForceBlock block, AtomSums into);

    /// <summary>
    /// Turns finished sums into what <see cref="IPotential.Compute"/> wants to know of both atoms of a pair
    /// (<see cref="ForceBlock.Values"/>).
    /// </summary>
    /// <param name="types">Types of some owned atoms.</param>
    /// <param name="sums">Their sums.</param>
    /// <param name="values">Their values, to be set.</param>
    void Finish(ReadOnlySpan<int> types, ReadOnlySpan<double> sums, Span<double> values);
}
