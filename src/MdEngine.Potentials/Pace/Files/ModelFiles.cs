using System.IO;
using MdEngine.Core;

namespace MdEngine.Potentials.Pace.Files;

/// <summary>What is checked before a file is opened.</summary>
internal static class ModelFiles
{
    /// <summary>Refuses what is no file, or larger than it can be.</summary>
    /// <exception cref="InputException">It says what was found.</exception>
    public static void Check(string path, string what, long mostBytes)
    {
        if (Directory.Exists(path))
        {
            throw new InputException($"is a directory; expected {what}", path);
        }

        if (!File.Exists(path))
        {
            throw new InputException($"no such file; expected {what}", path);
        }

        long bytes = new FileInfo(path).Length;
        if (bytes > mostBytes)
        {
            throw new InputException($"holds {bytes} bytes; expected {what} of at most {mostBytes}", path);
        }
    }
}
