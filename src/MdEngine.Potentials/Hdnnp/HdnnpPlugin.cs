using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Hdnnp;

/// <summary>Brings "hdnnp" into the registry.</summary>
public sealed class HdnnpPlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new HdnnpFactory()];
}
