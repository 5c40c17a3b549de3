using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using MdEngine.Cli.Composition;

namespace MdEngine.Tests.Cli;

/// <summary>The program in a process of its own, as users start it.</summary>
public static class CliProcess
{
    private const int PatienceMilliseconds = 120_000;

    /// <summary>Runs it to its end.</summary>
    public static CliResult Run(params string[] args)
    {
        using Process process = Start(args);
        return End(process);
    }

    /// <summary>Starts it; its streams are redirected.</summary>
    public static Process Start(params string[] args)
    {
        // A test run in the background of a script inherits that SIGINT is ignored; here it shall have its usual meaning.
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true };
        IEnumerable<string> all = ["--default-signal=INT", "dotnet", typeof(CommandLineApplication).Assembly.Location, .. args];
        foreach (string arg in all)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for its end; kills it when it hangs.</summary>
    public static CliResult End(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(PatienceMilliseconds))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("the program did not end");
        }

        return new CliResult(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Whether processes can be started and signalled as these tests need.</summary>
    public static bool IsPossible => OperatingSystem.IsLinux() && File.Exists("/usr/bin/env") && File.Exists("/bin/kill");
}
