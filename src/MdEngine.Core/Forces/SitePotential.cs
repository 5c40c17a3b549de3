using System;
using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Core.Neighbors;

namespace MdEngine.Core.Forces;

/// <summary>
/// Base of potentials whose energy is a sum of site energies, each a function of an atom's neighbours within the
/// cutoff. A derived class gives a site's energy and its derivatives; scattering forces to neighbours, virials,
/// blocks and threads are done here.
/// </summary>
/// <remarks>
/// E = sum_i E_i({d_ij}) with d_ij = r_j - r_i; force on j: -dE_i/dd_ij; on i: + their sum;
/// W = -sum_ij d_ij (x) dE_i/dd_ij.
/// </remarks>
public abstract class SitePotential : IPotential
{
    /// <summary>Sets what every potential must tell.</summary>
    protected SitePotential(IReadOnlyList<Element> elements, double cutoff)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cutoff);
        Elements = elements;
        Cutoff = cutoff;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Element> Elements { get; }

    /// <inheritdoc/>
    public double Cutoff { get; }

    /// <inheritdoc/>
    public NeighborRequest Neighbors => new(NeighborKind.Full, Cutoff);

    /// <inheritdoc/>
    /// <remarks>
    /// None by default. A derived class that has one writes it in <see cref="ComputeUncertainty"/>.
    /// </remarks>
    public virtual UncertaintyMeasure? Uncertainty => null;

    /// <inheritdoc/>
    public object? CreateWorkspace() => new SiteWorkspace(new SiteNeighbors(), CreateScratch());

    /// <inheritdoc/>
    public unsafe void Compute(in ForceBlock block, ForceAccumulator into)
    {
        var workspace = (SiteWorkspace)block.Workspace!;
        var list = (VerletList)block.Neighbors;
        SiteNeighbors site = workspace.Site;
        for (int i = block.Start; i < block.End; i++)
        {
            site.Pack(in block, list, i, Cutoff);
            double energy = ComputeSite(site, workspace.Scratch);
            site.Scatter(energy, block.Needs, into);
            if (into.AtomUncertainties != null && Uncertainty is not null)
            {
                into.AtomUncertainties[into.Slot(i)] += ComputeUncertainty(site, workspace.Scratch);
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>Declared here so that a derived class overrides it; the interface's default could only be hidden.</remarks>
    public virtual TailCorrection Tail(ReadOnlySpan<int> composition, double volume) => default;

    /// <summary>
    /// Energy (eV) of one site; adds its derivatives by the displacements of the neighbours to
    /// <see cref="SiteNeighbors.Gx"/> and its companions, which are zero on entry.
    /// </summary>
    /// <param name="site">Central atom and neighbours.</param>
    /// <param name="scratch">What <see cref="CreateScratch"/> made for this thread.</param>
    protected abstract double ComputeSite(SiteNeighbors site, object? scratch);

    /// <summary>
    /// How uncertain the site's energy is, in the unit of <see cref="Uncertainty"/>; called after
    /// <see cref="ComputeSite"/> with the same arguments, only when asked for and when there is a measure.
    /// </summary>
    /// <param name="site">Central atom and neighbours.</param>
    /// <param name="scratch">What <see cref="CreateScratch"/> made for this thread.</param>
    protected virtual double ComputeUncertainty(SiteNeighbors site, object? scratch) => 0.0;

    /// <summary>Scratch memory of one thread; none by default.</summary>
    protected virtual object? CreateScratch() => null;

    private sealed record SiteWorkspace(SiteNeighbors Site, object? Scratch);
}
