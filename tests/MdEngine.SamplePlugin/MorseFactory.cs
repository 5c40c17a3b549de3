using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;

namespace MdEngine.SamplePlugin;

/// <summary>
/// Makes a <see cref="MorsePotential"/> of a deck's <c>{"type": "sample-morse", "pairs": [...]}</c>. The host binds and
/// checks the options from their attributes; a factory sees only sound ones.
/// </summary>
public sealed class MorseFactory : PotentialFactory<MorseOptions>
{
    /// <inheritdoc/>
    public override string TypeName => "sample-morse";

    /// <inheritdoc/>
    public override string Summary => "Morse pair potential with a force-shifted cutoff (sample of a plug-in)";

    /// <inheritdoc/>
    protected override IPotential Create(MorseOptions options) =>
        new MorsePotential([.. options.Pairs.Select(p => (
            PeriodicTable.Get(p.Elements[0]),
            PeriodicTable.Get(p.Elements[1]),
            new MorseCurve(p.Depth, p.Width, p.Distance, p.Cutoff)))]);
}
