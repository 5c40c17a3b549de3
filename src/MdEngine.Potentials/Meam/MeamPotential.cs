using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Meam;

/// <summary>
/// The modified embedded-atom method with first or second neighbours: E = sum of F(rho_i) + 1/2 sum of S_ij phi(r_ij), with
/// densities that depend on the angles between bonds, and many-body screening S.
/// </summary>
/// <remarks>
/// M. I. Baskes, Phys. Rev. B 46, 2727 (1992), doi:10.1103/PhysRevB.46.2727; B.-J. Lee, M. I. Baskes, Phys. Rev. B 62, 8564
/// (2000), doi:10.1103/PhysRevB.62.8564; as in LAMMPS's pair_style meam, with the reference structures fcc, bcc, hcp, dia,
/// dia3, dim, b1, b2, c11 and l12. Each site's energy is a function of its own neighbours: a pair's screening is
/// computed from either end.
/// </remarks>
public sealed class MeamPotential : SitePotential
{
    private readonly MeamModel _model;

    /// <summary>Makes the potential.</summary>
    public MeamPotential(MeamParameters parameters)
        : base(parameters.Elements, parameters.Reach)
    {
        Parameters = parameters;
        _model = new MeamModel(parameters);
    }

    /// <summary>Parameters.</summary>
    public MeamParameters Parameters { get; }

    /// <inheritdoc/>
    protected override object? CreateScratch() => new MeamSite(_model);

    /// <inheritdoc/>
    protected override double ComputeSite(SiteNeighbors site, object? scratch) => ((MeamSite)scratch!).Compute(site);
}
