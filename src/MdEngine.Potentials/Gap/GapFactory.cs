using MdEngine.Core.Forces;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Potentials.Gap;

/// <summary>Makes Gaussian approximation potentials from QUIP's files.</summary>
public sealed class GapFactory : PotentialFactory<GapOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "gap";

    /// <inheritdoc/>
    public override string Summary => "Gaussian approximation potentials (QUIP XML): SOAP, 2b, 3b, Nb, core potentials; predicted variance";

    /// <inheritdoc/>
    protected override IPotential Create(GapOptions options) =>
        new GapPotential(GapReader.Read(options.File), options.VarianceRegularisation);
}
