using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Buckingham;

/// <summary>Brings "buckingham" into the registry.</summary>
public sealed class BuckinghamPlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new BuckinghamFactory()];
}
