using MdEngine.Core.Forces;

namespace MdEngine.Potentials.LennardJones;

/// <summary>Makes Lennard-Jones potentials from options.</summary>
public sealed class LennardJonesFactory : PotentialFactory<LennardJonesOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "lennard-jones";

    /// <inheritdoc/>
    public override string Summary => "Lennard-Jones 12-6: any number of elements, mixing rules, shifts, tail corrections";

    /// <inheritdoc/>
    protected override IPotential Create(LennardJonesOptions options) =>
        new LennardJonesPotential(LennardJonesParameters.From(options), options.Precision, options.Tail);
}
