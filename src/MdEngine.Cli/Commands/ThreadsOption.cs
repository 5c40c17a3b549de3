using System;
using System.CommandLine;
using MdEngine.Core;

namespace MdEngine.Cli.Commands;

/// <summary><c>--threads N</c>.</summary>
public sealed class ThreadsOption : Option<int?>
{
    private const int Most = 4096;

    /// <summary>Makes the option.</summary>
    public ThreadsOption()
        : base("--threads")
    {
        Description = "Threads; 0 for all cores. Results do not depend on it.";
        HelpName = "N";
    }

    /// <summary>The number of threads, at least 1.</summary>
    /// <param name="parsed">Command line.</param>
    /// <param name="otherwise">Number where the option is not given; 0 for all cores.</param>
    /// <exception cref="InputException">The number is out of range.</exception>
    public int Of(ParseResult parsed, int otherwise = 0)
    {
        int threads = parsed.GetValue(this) ?? otherwise;
        if (threads is < 0 or > Most)
        {
            throw new InputException($"--threads {threads}: expected an integer >= 0 and <= {Most}");
        }

        return threads == 0 ? Environment.ProcessorCount : threads;
    }
}
