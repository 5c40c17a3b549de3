using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.IO.Files;

namespace MdEngine.Cli.Running;

/// <summary>Checks, before anything is written, that no output is an input, another output, or a file to keep.</summary>
public static class OutputGuard
{
    /// <summary>Checks outputs.</summary>
    /// <param name="outputs">What is to be written, with the key or option that names it.</param>
    /// <param name="inputs">What is read.</param>
    /// <param name="overwrite">Whether files that exist may be replaced.</param>
    /// <exception cref="InputException">All that stands against it, one a line.</exception>
    public static void Check(
        IEnumerable<(string Name, string File)> outputs, IEnumerable<string> inputs, bool overwrite)
    {
        HashSet<string> read = [.. inputs.Select(Target)];
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach ((string name, string file) in outputs)
        {
            string target = Target(file);
            if (read.Contains(target))
            {
                faults.Add($"{name}: {file} is an input of the run, which would be lost; choose another name");
            }
            else if (!written.TryAdd(target, name))
            {
                faults.Add($"{name}: {file} is the file that {written[target]} writes too; choose another name");
            }
            else if (Directory.Exists(file))
            {
                faults.Add($"{name}: {file} is a directory; give the name of a file in it");
            }
            else if (!overwrite && File.Exists(file) && OutputFile.KeepsWhatIsWritten(file))
            {
                faults.Add($"{name}: {file} exists and is not overwritten; choose another name, or allow it with "
                    + "\"overwrite\": true in the deck or --overwrite on the command line");
            }
        }

        if (faults.Count > 0)
        {
            throw new InputException(string.Join('\n', faults));
        }
    }

    /// <summary>Refuses files that exist; their names have been checked.</summary>
    /// <param name="outputs">What is to be written, with the key or option that names it.</param>
    /// <param name="overwrite">Whether files that exist may be replaced.</param>
    /// <exception cref="InputException">All that exist, one a line.</exception>
    public static void CheckExisting(IEnumerable<(string Name, string File)> outputs, bool overwrite) =>
        Check(outputs, [], overwrite);

    private static string Target(string file)
    {
        string full = Path.GetFullPath(file);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            // No such file yet, or a link that leads nowhere.
            return full;
        }
    }
}
