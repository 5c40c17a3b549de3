using System;
using System.Reflection;
using System.Runtime.Loader;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Plugins;

/// <summary>
/// Loads one plug-in with its own dependencies from beside it; MdEngine.Core is the program's own, so that its types
/// are the same on both sides.
/// </summary>
/// <param name="path">Full path of the plug-in's assembly.</param>
internal sealed class PluginLoadContext(string path) : AssemblyLoadContext($"plug-in {path}")
{
    private readonly AssemblyDependencyResolver _resolver = new(path);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        Assembly core = typeof(IPotential).Assembly;
        if (assemblyName.Name == core.GetName().Name)
        {
            return core;
        }

        return _resolver.ResolveAssemblyToPath(assemblyName) is string found ? LoadFromAssemblyPath(found) : null;
    }

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is string found
            ? LoadUnmanagedDllFromPath(found)
            : IntPtr.Zero;
}
