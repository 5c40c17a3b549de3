using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using MdEngine.Core;
using MdEngine.Core.Forces;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Plugins;

/// <summary>Registers the potentials of assemblies as keyed services.</summary>
public static class PotentialRegistration
{
    /// <summary>Registers what the public <see cref="IPotentialPlugin"/> classes of an assembly export.</summary>
    /// <param name="services">Container.</param>
    /// <param name="assembly">Assembly to search.</param>
    /// <returns>Number of potentials registered.</returns>
    /// <exception cref="InputException">The assembly cannot be used, or a type name is taken.</exception>
    public static int AddPotentials(this IServiceCollection services, Assembly assembly)
    {
        int count = 0;
        foreach (Type type in PluginTypes(assembly))
        {
            foreach (IPotentialFactory factory in Export(type))
            {
                services.AddPotential(factory);
                count++;
            }
        }

        return count;
    }

    /// <summary>Registers one factory under its type name.</summary>
    /// <exception cref="InputException">The name is taken, or no name.</exception>
    public static IServiceCollection AddPotential(this IServiceCollection services, IPotentialFactory factory)
    {
        string assembly = NameOf(factory);
        string name = factory.TypeName;
        if (string.IsNullOrEmpty(name) || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '/' or '.'))
        {
            throw new InputException($"assembly {assembly}: {factory.GetType().Name} calls its potential '{name}'; "
                + "expected a name of lower-case letters, digits and hyphens");
        }

        ServiceDescriptor? taken = services.FirstOrDefault(
            s => s.IsKeyedService && s.ServiceType == typeof(IPotentialFactory) && name.Equals(s.ServiceKey));
        if (taken?.KeyedImplementationInstance is IPotentialFactory other)
        {
            throw new InputException($"two assemblies bring a potential of the type '{name}': {NameOf(other)} and "
                + $"{assembly}; take one of them out of the plug-in folder, or rename its type");
        }

        return services.AddKeyedSingleton(name, factory);
    }

    private static List<Type> PluginTypes(Assembly assembly)
    {
        try
        {
            return [.. assembly.GetExportedTypes()
                .Where(t => t.IsClass && !t.IsAbstract && typeof(IPotentialPlugin).IsAssignableFrom(t))
                .OrderBy(t => t.FullName, StringComparer.Ordinal)];
        }
        catch (Exception e) when (IsLoadFault(e))
        {
            throw Unusable(assembly, e);
        }
    }

    private static List<IPotentialFactory> Export(Type type)
    {
        if (type.GetConstructor(Type.EmptyTypes) is null)
        {
            throw new InputException($"assembly {type.Assembly.GetName().Name}: the plug-in class {type.FullName} "
                + "has no public constructor without parameters");
        }

        try
        {
            return [.. ((IPotentialPlugin)Activator.CreateInstance(type)!).Factories];
        }
        catch (Exception e)
        {
            // A third party's code may throw anything; what it throws is its fault, not ours.
            throw Unusable(type.Assembly, e is TargetInvocationException { InnerException: { } inner } ? inner : e);
        }
    }

    private static bool IsLoadFault(Exception e) => e is IOException or BadImageFormatException or TypeLoadException
        or ReflectionTypeLoadException or MissingMemberException or NotSupportedException;

    private static InputException Unusable(Assembly assembly, Exception why) => new(
        $"plug-in {assembly.GetName().Name} cannot be used: {why.Message.ReplaceLineEndings(" ")} (it was built for "
        + $"MdEngine.Core {CoreVersionOf(assembly)}; this is {typeof(IPotential).Assembly.GetName().Version})",
        assembly.Location,
        inner: why);

    private static string CoreVersionOf(Assembly assembly) => assembly.GetReferencedAssemblies()
        .FirstOrDefault(a => a.Name == typeof(IPotential).Assembly.GetName().Name)?.Version?.ToString() ?? "unknown";

    private static string NameOf(IPotentialFactory factory)
    {
        Assembly assembly = factory.GetType().Assembly;
        return assembly.Location.Length > 0
            ? $"{assembly.GetName().Name} ({assembly.Location})"
            : assembly.GetName().Name ?? "?";
    }
}
