namespace MdEngine.Core.Forces;

/// <summary>
/// A potential with a part that is no sum over near neighbours: the reciprocal-space part of a Coulomb sum, for one.
/// What reaches no farther than the cutoff is computed by blocks as always (<see cref="IPotential.Compute"/>); the rest
/// by a solver for the whole system, which the force loop calls once an evaluation, after the blocks.
/// </summary>
public interface ILongRangePotential : IPotential
{
    /// <summary>Makes a solver for one system at a time; it keeps its memory (grids) between calls.</summary>
    ILongRangeSolver CreateSolver();
}
