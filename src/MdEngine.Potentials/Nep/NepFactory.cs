using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Nep;

/// <summary>Makes neuroevolution potentials from options.</summary>
public sealed class NepFactory : PotentialFactory<NepOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "nep";

    /// <inheritdoc/>
    public override string Summary => "neuroevolution potential: NEP3, NEP4 and NEP5 in GPUMD's format, with or without ZBL";

    /// <inheritdoc/>
    protected override IPotential Create(NepOptions options) =>
        NepPotential.Create(NepFile.Read(options.File), options.Precision);
}
