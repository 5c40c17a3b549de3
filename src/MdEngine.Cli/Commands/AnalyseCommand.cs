using System.CommandLine;
using MdEngine.Cli.Analysing;
using MdEngine.Cli.Composition;

namespace MdEngine.Cli.Commands;

/// <summary><c>analyse KIND</c>: one property, of a potential or of a trajectory file.</summary>
/// <param name="host">What the program stands in.</param>
public sealed class AnalyseCommand(HostEnvironment host) : CliCommand(host)
{
    /// <inheritdoc/>
    public override Command Create()
    {
        var command = new Command("analyse", "Finds one property: of a potential, or of a trajectory file.");
        foreach (CliCommand kind in AnalysisKinds.Create(Host))
        {
            command.Add(kind.Create());
        }

        return command;
    }
}
