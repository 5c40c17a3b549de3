using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Coulomb;

/// <summary>Makes damped shifted-force Coulomb potentials from options.</summary>
public sealed class CoulombDsfFactory : PotentialFactory<CoulombDsfOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "coulomb-dsf";

    /// <inheritdoc/>
    public override string Summary => "Coulomb forces damped and shifted to zero at the cutoff (Fennell and Gezelter)";

    /// <inheritdoc/>
    protected override IPotential Create(CoulombDsfOptions options) => new CoulombDsfPotential(
        [.. options.Elements.Select(PeriodicTable.Get)], options.Charges, options.Cutoff, options.Damping);
}
