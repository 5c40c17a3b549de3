using Microsoft.Extensions.Configuration;

namespace MdEngine.Cli.Binding;

/// <summary>Puts a <see cref="JsonDeckProvider"/> into a configuration.</summary>
/// <param name="provider">The provider.</param>
public sealed class JsonDeckSource(JsonDeckProvider provider) : IConfigurationSource
{
    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => provider;
}
