using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Gap.Terms;

/// <summary>A part of a GAP model that looks at one atom and its neighbours at a time.</summary>
internal abstract class SiteTerm
{
    /// <summary>Cutoff, Angstrom; neighbours beyond it may be given all the same.</summary>
    public abstract double Cutoff { get; }

    /// <summary>
    /// Energy of the site, of which <paramref name="into"/> gets what belongs to other atoms; adds the derivatives of all
    /// of it by the displacements of the neighbours to those of <paramref name="site"/>. Predicted variances go to
    /// <paramref name="into"/> when they are asked for.
    /// </summary>
    public abstract double Compute(SiteNeighbors site, SiteScratch scratch, in ForceBlock block, ForceAccumulator into);
}
