using System.Collections.Generic;

namespace MdEngine.Core.Forces;

/// <summary>
/// What an assembly of potentials exports: the host finds public classes that implement it (parameterless
/// constructor), and registers their factories. The built-in families come in the same way.
/// </summary>
public interface IPotentialPlugin
{
    /// <summary>The potentials that the assembly brings.</summary>
    IEnumerable<IPotentialFactory> Factories { get; }
}
