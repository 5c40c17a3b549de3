using System.Linq;

namespace MdEngine.Core.Forces;

/// <summary>Registers <see cref="SumPotential"/> as "sum".</summary>
public sealed class SumFactory : PotentialFactory<SumOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "sum";

    /// <inheritdoc/>
    public override string Summary => "Overlay: the sum of other potentials";

    /// <inheritdoc/>
    protected override IPotential Create(SumOptions options) =>
        new SumPotential(options.Terms.Select(t => t.Create()));
}
