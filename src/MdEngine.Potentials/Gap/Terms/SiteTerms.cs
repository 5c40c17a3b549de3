using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Forces;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Gap.Terms;

/// <summary>Energies of isolated atoms, and all terms that look at one atom at a time.</summary>
internal sealed class SiteTerms(IReadOnlyList<SiteTerm> terms, double[] atomEnergies) : GapTerm
{
    private readonly SiteTerm[] _terms = [.. terms];

    /// <inheritdoc/>
    public override double Cutoff { get; } = terms.Select(t => t.Cutoff).DefaultIfEmpty(0.0).Max();

    /// <inheritdoc/>
    public override object CreateScratch() => new SiteScratch();

    /// <inheritdoc/>
    public override void Compute(in ForceBlock block, object scratch, ForceAccumulator into)
    {
        var s = (SiteScratch)scratch;
        for (int i = block.Start; i < block.End; i++)
        {
            if (_terms.Length == 0)
            {
                into.AddEnergy(i, atomEnergies[block.Types[i]]);
                continue;
            }

            s.Site.Pack(in block, (VerletList)block.Neighbors, i, Cutoff);
            double energy = atomEnergies[s.Site.CenterType];
            foreach (SiteTerm term in _terms)
            {
                energy += term.Compute(s.Site, s, in block, into);
            }

            s.Site.Scatter(energy, block.Needs, into);
        }
    }
}
