using System.Reflection;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Decks.Training;
using MdEngine.Cli.Plugins;
using MdEngine.Cli.Running;
using MdEngine.Cli.Schemas;
using MdEngine.Cli.Training;
using MdEngine.Core;
using Microsoft.Extensions.DependencyInjection;
using Serilog;

namespace MdEngine.Cli.Composition;

/// <summary>The one place that knows which classes make up the program.</summary>
public static class CompositionRoot
{
    /// <summary>Builds the container.</summary>
    /// <param name="host">Streams and variables.</param>
    /// <param name="plugins">Folder of plug-ins, or null.</param>
    /// <exception cref="InputException">A plug-in cannot be used.</exception>
    public static ServiceProvider Build(HostEnvironment host, string? plugins)
    {
        ILogger log = LogFactory.Create(host.Error);
        var services = new ServiceCollection();
        services.AddSingleton(host);
        services.AddSingleton(log);
        services.AddSingleton<OptionCatalog>();
        services.AddSingleton<PotentialRegistry>();
        services.AddSingleton<DeckReader>();
        services.AddSingleton<DeckCheck>();
        services.AddSingleton<IDeckKind, RunDeckKind>();
        services.AddSingleton<IDeckKind, TrainDeckKind>();
        services.AddSingleton<SchemaWriter>();
        services.AddSingleton<InputFiles>();
        services.AddSingleton<DeckDigest>();
        services.AddSingleton<RunStart>();
        services.AddSingleton<SimulationRun>();
        services.AddSingleton<TrainStart>();
        services.AddSingleton<TrainingRun>();
        services.AddPotentials(typeof(CompositionRoot).Assembly);
        services.AddPotentials(Assembly.Load(new AssemblyName("MdEngine.Potentials")));
        host.Configure?.Invoke(services);
        if (plugins is not null)
        {
            foreach (Assembly assembly in PluginLoader.Load(plugins, note => log.Information("{Note:l}", note)))
            {
                int count = services.AddPotentials(assembly);
                services.AddSingleton(new OptionAssembly(assembly));
                log.Information("{Location:l}: {Count} potentials", assembly.Location, count);
            }
        }

        return services.BuildServiceProvider();
    }
}
