using System.CommandLine;

namespace MdEngine.Cli.Commands;

/// <summary><c>--potential P</c>.</summary>
public sealed class PotentialOption : Option<string>
{
    /// <summary>Makes the option.</summary>
    /// <param name="required">Whether it must be given.</param>
    public PotentialOption(bool required = true)
        : base("--potential", "-p")
    {
        Description = "The potential: a potential.json, or the folder of a model that holds one.";
        HelpName = "P";
        Required = required;
    }
}
