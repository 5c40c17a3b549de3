using System.Collections.Generic;
using System.IO;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Core.Forces;
using MdEngine.Tests.IO;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Tests.Potentials;

/// <summary>Potentials from the text of a potential.json, as the program binds them.</summary>
internal static class PotentialText
{
    /// <summary>Makes a potential.</summary>
    /// <param name="json">Text of the file.</param>
    /// <param name="files">Files that it names, copied beside it.</param>
    public static IPotential Create(string json, params IEnumerable<string> files)
    {
        using var folder = new TempFolder();
        foreach (string file in files)
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        File.WriteAllText(folder.File("potential.json"), json);
        return Read(folder.File("potential.json"));
    }

    /// <summary>Makes the potential of a file.</summary>
    public static IPotential Read(string path)
    {
        var host = new HostEnvironment(new StringWriter(), new StringWriter(), []);
        using ServiceProvider services = CompositionRoot.Build(host, null);
        return services.GetRequiredService<DeckReader>().ReadPotential(path).Create();
    }
}
