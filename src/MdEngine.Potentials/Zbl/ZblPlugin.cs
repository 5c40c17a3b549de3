using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Zbl;

/// <summary>Brings "zbl" into the registry.</summary>
public sealed class ZblPlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new ZblFactory()];
}
