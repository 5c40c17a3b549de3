using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Eam;

/// <summary>Brings "eam" and "eam-zhou" into the registry.</summary>
public sealed class EamPlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new EamFactory(), new ZhouFactory()];
}
