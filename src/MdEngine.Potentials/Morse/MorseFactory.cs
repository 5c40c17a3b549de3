using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Morse;

/// <summary>Makes Morse potentials from options.</summary>
public sealed class MorseFactory : PotentialFactory<MorseOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "morse";

    /// <inheritdoc/>
    public override string Summary => "Morse pair potential: any number of elements, shifts";

    /// <inheritdoc/>
    protected override IPotential Create(MorseOptions options) => new MorsePotential(options);
}
