using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.StillingerWeber;

/// <summary>Brings "stillinger-weber" into the registry.</summary>
public sealed class StillingerWeberPlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new StillingerWeberFactory()];
}
