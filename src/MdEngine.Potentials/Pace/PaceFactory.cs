using MdEngine.Core.Forces;
using MdEngine.Potentials.Pace.Files;

namespace MdEngine.Potentials.Pace;

/// <summary>Makes potentials of the atomic cluster expansion from options.</summary>
public sealed class PaceFactory : PotentialFactory<PaceOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "pace";

    /// <inheritdoc/>
    public override string Summary => "atomic cluster expansion (ACE) in the formats of ML-PACE: .yace and .ace";

    /// <inheritdoc/>
    protected override IPotential Create(PaceOptions options) => new PacePotential(PaceFile.Read(options.File));
}
