using System.Collections.Generic;
using MdEngine.Core.Forces;

namespace MdEngine.SamplePlugin;

/// <summary>
/// What the host looks for in the assembly: a public class with a parameterless constructor that lists the factories
/// of the potentials in it. Nothing else has to be registered anywhere.
/// </summary>
public sealed class MorsePlugin : IPotentialPlugin
{
    /// <inheritdoc/>
    public IEnumerable<IPotentialFactory> Factories => [new MorseFactory()];
}
