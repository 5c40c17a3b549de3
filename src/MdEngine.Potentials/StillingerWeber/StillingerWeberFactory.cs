using MdEngine.Core.Forces;

namespace MdEngine.Potentials.StillingerWeber;

/// <summary>Makes Stillinger-Weber potentials from options.</summary>
public sealed class StillingerWeberFactory : PotentialFactory<StillingerWeberOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "stillinger-weber";

    /// <inheritdoc/>
    public override string Summary => "Stillinger-Weber pairs and triplets: LAMMPS's files (sw), any number of elements";

    /// <inheritdoc/>
    protected override IPotential Create(StillingerWeberOptions options) =>
        new StillingerWeberPotential(StillingerWeberParameters.From(options));
}
