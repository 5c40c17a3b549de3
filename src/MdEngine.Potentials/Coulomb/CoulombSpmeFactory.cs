using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Coulomb;

/// <summary>Makes particle-mesh Ewald potentials from options.</summary>
public sealed class CoulombSpmeFactory : PotentialFactory<CoulombSpmeOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "coulomb-spme";

    /// <inheritdoc/>
    public override string Summary => "Coulomb sums of periodic systems by smooth particle-mesh Ewald";

    /// <inheritdoc/>
    protected override IPotential Create(CoulombSpmeOptions options) => new CoulombSpmePotential(
        [.. options.Elements.Select(PeriodicTable.Get)], options.Charges, options.Cutoff, options.RelativeForceError, options.Order);
}
