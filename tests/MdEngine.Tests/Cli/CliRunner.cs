using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Tests.Cli;

/// <summary>Runs the program in process, with the potential of the tests, in a folder of its own.</summary>
public sealed class CliRunner : IDisposable
{
    public CliRunner() => Folder = Directory.CreateTempSubdirectory("mdengine-cli-").FullName;

    public string Folder { get; }

    public Dictionary<string, string?> Variables { get; } = [];

    public Action<IServiceCollection> Configure { get; set; } = s => s.AddPotential(new TestPairFactory());

    public CancellationToken Stop { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public CliResult Run(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var host = new HostEnvironment(output, error, Variables.ToList(), Stop) { Configure = Configure, Clock = Clock };
        int code = new CommandLineApplication(host).Run(args);
        return new CliResult(code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
