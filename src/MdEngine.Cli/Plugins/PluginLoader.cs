using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MdEngine.Core;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Plugins;

/// <summary>Loads the plug-ins of a folder.</summary>
public static class PluginLoader
{
    /// <summary>
    /// Loads the assemblies of a folder that refer to MdEngine.Core; what does not (a plug-in's own dependencies) is
    /// left for them to load.
    /// </summary>
    /// <param name="directory">Folder, as the user named it; folders below it are not searched.</param>
    /// <param name="note">Told which files were skipped and why.</param>
    /// <exception cref="InputException">No such folder, no dll in it, or one that is damaged or no .NET assembly.</exception>
    public static IReadOnlyList<Assembly> Load(string directory, Action<string> note)
    {
        if (!Directory.Exists(directory))
        {
            throw new InputException(File.Exists(directory)
                ? $"--plugins {directory}: found a file, expected a folder of plug-ins (*.dll)"
                : $"--plugins {directory}: no such folder");
        }

        string[] files = [.. Directory.EnumerateFiles(directory, "*.dll").Select(Path.GetFullPath)
            .Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            throw new InputException($"--plugins {directory}: the folder holds no *.dll");
        }

        string core = typeof(IPotential).Assembly.GetName().Name!;
        List<string> own = OwnAssemblies();
        var loaded = new List<Assembly>();
        foreach (string file in files)
        {
            bool refers = References(file, out string name).Contains(core);
            if (own.Contains(name))
            {
                note($"{file}: part of the program itself; skipped");
            }
            else if (!refers)
            {
                note($"{file}: no plug-in (it does not refer to {core}); skipped");
            }
            else
            {
                loaded.Add(LoadOne(file));
            }
        }

        return loaded;
    }

    // A plug-in's build folder may hold copies of the program's assemblies.
    private static List<string> OwnAssemblies()
    {
        Assembly program = typeof(PluginLoader).Assembly;
        return [program.GetName().Name!, "MdEngine.Potentials", .. program.GetReferencedAssemblies().Select(a => a.Name!)];
    }

    private static List<string> References(string file, out string name)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            using var pe = new PEReader(stream);
            if (!pe.HasMetadata)
            {
                throw new InputException("is no .NET assembly; only plug-ins and what they need belong into the folder", file);
            }

            MetadataReader metadata = pe.GetMetadataReader();
            name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
            return [.. metadata.AssemblyReferences.Select(
                r => metadata.GetString(metadata.GetAssemblyReference(r).Name))];
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or ArgumentException
            or OverflowException)
        {
            throw new InputException(
                "is no .NET assembly or is damaged; only plug-ins and what they need belong into the folder", file, 0, e);
        }
    }

    private static Assembly LoadOne(string file)
    {
        try
        {
            return new PluginLoadContext(file).LoadFromAssemblyPath(file);
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or FileNotFoundException
            or InvalidOperationException)
        {
            throw new InputException($"the plug-in cannot be loaded: {e.Message.ReplaceLineEndings(" ")}", file, 0, e);
        }
    }
}
