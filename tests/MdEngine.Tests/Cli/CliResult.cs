using System.Linq;

namespace MdEngine.Tests.Cli;

/// <summary>What a run of the program left.</summary>
public sealed record CliResult(int Code, string Output, string Error)
{
    public string[] ErrorLines => [.. Error.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.StartsWith("error: "))];
}
