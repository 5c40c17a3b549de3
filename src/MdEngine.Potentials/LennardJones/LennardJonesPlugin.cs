using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.LennardJones;

/// <summary>Brings "lennard-jones" into the registry.</summary>
public sealed class LennardJonesPlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new LennardJonesFactory()];
}
