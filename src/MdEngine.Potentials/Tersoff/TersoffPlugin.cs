using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Tersoff;

/// <summary>Brings "tersoff" into the registry.</summary>
public sealed class TersoffPlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new TersoffFactory()];
}
