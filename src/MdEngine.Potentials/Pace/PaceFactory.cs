using System.IO;
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
    protected override IPotential Create(PaceOptions options)
    {
        PaceModel model = PaceFile.Read(options.File);
        return new PacePotential(model, options.ActiveSet is { } set
            ? PaceActiveSet.Read(set, options.Basis ?? Path.ChangeExtension(options.File, ".yaml"), model)
            : null);
    }
}
