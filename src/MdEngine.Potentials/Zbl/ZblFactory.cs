using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Zbl;

/// <summary>Makes ZBL potentials from options.</summary>
public sealed class ZblFactory : PotentialFactory<ZblOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "zbl";

    /// <inheritdoc/>
    public override string Summary => "Universal screened nuclear repulsion of Ziegler, Biersack and Littmark, switched off smoothly";

    /// <inheritdoc/>
    protected override IPotential Create(ZblOptions options) => new ZblPotential(options);
}
