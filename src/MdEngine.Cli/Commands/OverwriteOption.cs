using System.CommandLine;

namespace MdEngine.Cli.Commands;

/// <summary><c>--overwrite</c>.</summary>
public sealed class OverwriteOption : Option<bool>
{
    /// <summary>Makes the option.</summary>
    public OverwriteOption()
        : base("--overwrite") => Description = "Replace output files that exist.";
}
