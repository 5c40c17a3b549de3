using System;
using System.IO;
using System.Linq;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Potentials.Hdnnp.Reading;

namespace MdEngine.Tests.Potentials.Hdnnp;

/// <summary>A copy of a synthetic model that a test may damage.</summary>
internal sealed class HdnnpFolder : IDisposable
{
    public HdnnpFolder(string name)
    {
        foreach (string file in Directory.EnumerateFiles(HdnnpModels.Folder(name)))
        {
            File.Copy(file, this[System.IO.Path.GetFileName(file)]);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("mdengine-hdnnp-").FullName;

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public HdnnpModel Read() => HdnnpReader.Read(Path, [], 1.0, 1.0);

    public void Replace(string file, string old, string by)
    {
        string text = File.ReadAllText(this[file]);
        if (!text.Contains(old, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{file} does not hold '{old}'");
        }

        File.WriteAllText(this[file], text.Replace(old, by, StringComparison.Ordinal));
    }

    /// <summary>Changes the row whose first words are those of <paramref name="start"/>.</summary>
    public void ReplaceRow(string file, string start, Func<string[], string[]> change)
    {
        string[] wanted = Words(start), lines = File.ReadAllLines(this[file]);
        int at = Array.FindIndex(lines, l => Words(l).Take(wanted.Length).SequenceEqual(wanted));
        lines[at] = string.Join(' ', change(Words(lines[at])));
        File.WriteAllLines(this[file], lines);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
