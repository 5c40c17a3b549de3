using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;

namespace MdEngine.Compare.Soundness;

/// <summary>A check of soundness that begins with a crystal.</summary>
/// <typeparam name="TOptions">Its options.</typeparam>
public abstract class CrystalCheck<TOptions> : IProperty
    where TOptions : CrystalOptions
{
    /// <summary>Makes the check; reads or builds the crystal.</summary>
    /// <param name="options">Options.</param>
    /// <exception cref="InputException">The structure does not serve.</exception>
    /// <exception cref="System.IO.IOException">The structure file cannot be read.</exception>
    protected CrystalCheck(TOptions options)
    {
        Options = options;
        Crystal = options.Structure.CreateCrystal();
    }

    /// <inheritdoc/>
    public abstract string Kind { get; }

    /// <summary>Options.</summary>
    protected TOptions Options { get; }

    /// <summary>The crystal as it was given.</summary>
    protected Structure Crystal { get; }

    /// <inheritdoc/>
    public abstract PropertyResult Compute(IPotential potential, PropertyContext context);
}
