using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Nep;

/// <summary>Brings "nep" into the registry.</summary>
public sealed class NepPlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new NepFactory()];
}
