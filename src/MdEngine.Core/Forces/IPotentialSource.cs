namespace MdEngine.Core.Forces;

/// <summary>
/// A potential as a deck names it (an object with "type", or the path of such a file), checked but not yet built.
/// </summary>
public interface IPotentialSource
{
    /// <summary>Registered type name: "lennard-jones".</summary>
    string TypeName { get; }

    /// <summary>Reads its files and makes the potential.</summary>
    /// <exception cref="InputException">A file or a parameter cannot be used.</exception>
    IPotential Create();
}
