using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Gap;

/// <summary>Brings "gap" into the registry.</summary>
public sealed class GapPlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new GapFactory()];
}
