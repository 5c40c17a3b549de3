using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Coulomb;

/// <summary>Brings "coulomb-dsf" and "coulomb-spme" into the registry.</summary>
public sealed class CoulombPlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new CoulombDsfFactory(), new CoulombSpmeFactory()];
}
