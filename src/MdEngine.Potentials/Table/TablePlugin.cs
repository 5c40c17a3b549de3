using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Table;

/// <summary>Brings "table" into the registry.</summary>
public sealed class TablePlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new TableFactory()];
}
