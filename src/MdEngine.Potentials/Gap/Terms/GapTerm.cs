using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Gap.Terms;

/// <summary>A part of a GAP model. Immutable; threads have scratch memory of their own.</summary>
internal abstract class GapTerm
{
    /// <summary>Cutoff, Angstrom.</summary>
    public abstract double Cutoff { get; }

    /// <summary>Scratch memory of one thread.</summary>
    public abstract object CreateScratch();

    /// <summary>Adds its part for the atoms of a block, predicted variances when asked for.</summary>
    public abstract void Compute(in ForceBlock block, object scratch, ForceAccumulator into);
}
