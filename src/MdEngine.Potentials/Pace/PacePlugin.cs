using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Pace;

/// <summary>Brings "pace" into the registry.</summary>
public sealed class PacePlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new PaceFactory()];
}
