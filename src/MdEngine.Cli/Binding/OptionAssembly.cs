using System.Reflection;

namespace MdEngine.Cli.Binding;

/// <summary>An assembly that may bring variants of options (<see cref="Core.Options.OptionVariantAttribute"/>).</summary>
/// <param name="Assembly">Assembly.</param>
public sealed record OptionAssembly(Assembly Assembly);
