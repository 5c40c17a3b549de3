using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MdEngine.Cli.Commands;
using MdEngine.Cli.Composition;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trajectories;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Analysing;

/// <summary>The kinds of <c>analyse</c>, each a command of its own.</summary>
public static class AnalysisKinds
{
    /// <summary>All kinds, those of potentials first.</summary>
    /// <param name="host">What the program stands in.</param>
    public static IEnumerable<CliCommand> Create(HostEnvironment host) =>
    [
        .. Kinds(typeof(PropertyOptions)).Select(k => new PropertyAnalysis(host, k.Name, k.Description, k.Type)),
        .. Kinds(typeof(TrajectoryAnalysisOptions)).Select(k => new TrajectoryAnalysis(host, k.Name, k.Description, k.Type)),
    ];

    private static IEnumerable<(string Name, string Description, Type Type)> Kinds(Type records) =>
        from type in records.Assembly.GetExportedTypes()
        where type.IsSubclassOf(records) && !type.IsAbstract
        let mark = type.GetCustomAttribute<OptionVariantAttribute>()
        where mark is not null
        orderby mark.Name
        select (mark.Name, mark.Description, type);
}
