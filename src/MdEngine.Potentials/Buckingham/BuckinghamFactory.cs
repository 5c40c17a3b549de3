using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Buckingham;

/// <summary>Makes Buckingham potentials from options.</summary>
public sealed class BuckinghamFactory : PotentialFactory<BuckinghamOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "buckingham";

    /// <inheritdoc/>
    public override string Summary => "Buckingham pair potential (exp-6): any number of elements, shifts";

    /// <inheritdoc/>
    protected override IPotential Create(BuckinghamOptions options) => new BuckinghamPotential(options);
}
