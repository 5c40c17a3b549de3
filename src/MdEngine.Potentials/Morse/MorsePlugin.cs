using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Morse;

/// <summary>Brings "morse" into the registry.</summary>
public sealed class MorsePlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new MorseFactory()];
}
