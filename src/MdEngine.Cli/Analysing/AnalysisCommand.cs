using System;
using MdEngine.Cli.Commands;
using MdEngine.Cli.Composition;
using MdEngine.Compare.Properties;

namespace MdEngine.Cli.Analysing;

/// <summary>A kind of <c>analyse</c>.</summary>
/// <param name="host">What the program stands in.</param>
public abstract class AnalysisCommand(HostEnvironment host) : CliCommand(host)
{
    /// <summary>Does the work and shows meanwhile how far it is.</summary>
    /// <param name="kind">Name of the kind.</param>
    /// <param name="work">The work; told whom to tell the part that is done, from 0 to 1.</param>
    protected PropertyResult Watch(string kind, Func<Action<double>, PropertyResult> work)
    {
        var line = new ProgressLine(Host, LogFactory.Create(Host.Error));
        line.Begin($"analyse {kind}");
        try
        {
            return work(line.Advance);
        }
        finally
        {
            line.Erase();
        }
    }
}
