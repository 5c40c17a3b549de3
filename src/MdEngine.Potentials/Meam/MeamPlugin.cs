using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Meam;

/// <summary>Brings "meam" into the registry.</summary>
public sealed class MeamPlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new MeamFactory()];
}
