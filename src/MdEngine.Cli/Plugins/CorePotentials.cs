using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Plugins;

/// <summary>Exports the potentials that Core itself brings.</summary>
public sealed class CorePotentials : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new SumFactory()];
}
