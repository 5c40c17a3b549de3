using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Forces;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Plugins;

/// <summary>The types of potentials there are, by name: a view on the keyed services of the container.</summary>
public sealed class PotentialRegistry
{
    private readonly IServiceProvider _services;

    /// <summary>Makes a view.</summary>
    public PotentialRegistry(IServiceProvider services)
    {
        _services = services;
        Factories = [.. services.GetKeyedServices<IPotentialFactory>(KeyedService.AnyKey)
            .OrderBy(f => f.TypeName, StringComparer.Ordinal)];
        Names = [.. Factories.Select(f => f.TypeName)];
    }

    /// <summary>All factories in the order of their names.</summary>
    public IReadOnlyList<IPotentialFactory> Factories { get; }

    /// <summary>All type names, sorted.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The factory of a type name, or null.</summary>
    public IPotentialFactory? Find(string typeName) => _services.GetKeyedService<IPotentialFactory>(typeName);
}
