using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Tersoff;

/// <summary>Makes Tersoff potentials from options.</summary>
public sealed class TersoffFactory : PotentialFactory<TersoffOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "tersoff";

    /// <inheritdoc/>
    public override string Summary => "Tersoff bond order (1988, 1989): LAMMPS's files (tersoff), any number of elements";

    /// <inheritdoc/>
    protected override IPotential Create(TersoffOptions options) =>
        new TersoffPotential(TersoffParameters.From(options));
}
