using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Meam;

/// <summary>Makes modified embedded-atom potentials from options.</summary>
public sealed class MeamFactory : PotentialFactory<MeamOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "meam";

    /// <inheritdoc/>
    public override string Summary => "Modified embedded atoms, first and second neighbours: LAMMPS's library and parameter files";

    /// <inheritdoc/>
    protected override IPotential Create(MeamOptions options) => new MeamPotential(MeamParameters.From(options));
}
