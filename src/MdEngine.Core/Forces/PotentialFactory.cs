using System;

namespace MdEngine.Core.Forces;

/// <summary>Base of factories, with the options typed.</summary>
/// <typeparam name="TOptions">Options record.</typeparam>
public abstract class PotentialFactory<TOptions> : IPotentialFactory
    where TOptions : class, new()
{
    /// <inheritdoc/>
    public abstract string TypeName { get; }

    /// <inheritdoc/>
    public abstract string Summary { get; }

    /// <inheritdoc/>
    public Type OptionsType => typeof(TOptions);

    /// <inheritdoc/>
    public IPotential Create(object options) => Create((TOptions)options);

    /// <summary>Makes a potential.</summary>
    /// <exception cref="InputException">A file or a parameter cannot be used.</exception>
    protected abstract IPotential Create(TOptions options);
}
