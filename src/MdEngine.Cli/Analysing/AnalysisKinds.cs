using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MdEngine.Cli.Commands;
using MdEngine.Cli.Composition;
using MdEngine.Compare.Properties;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Analysing;

/// <summary>The kinds of <c>analyse</c>, each a command of its own.</summary>
public static class AnalysisKinds
{
    /// <summary>All kinds, those of potentials first.</summary>
    /// <param name="host">What the program stands in.</param>
    public static IEnumerable<CliCommand> Create(HostEnvironment host) => Properties(host);

    private static IEnumerable<CliCommand> Properties(HostEnvironment host) =>
        from type in typeof(PropertyOptions).Assembly.GetExportedTypes()
        where type.IsSubclassOf(typeof(PropertyOptions)) && !type.IsAbstract
        let mark = type.GetCustomAttribute<OptionVariantAttribute>()
        where mark is not null
        orderby mark.Name
        select new PropertyAnalysis(host, mark.Name, mark.Description, type);
}
