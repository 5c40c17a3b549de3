using System;
using System.IO;
using System.Linq;

namespace MdEngine.Cli.Binding;

/// <summary>Paths that users give.</summary>
public static class FilePaths
{
    /// <summary>The full path of a path that is relative to a folder, or null when it can be no path.</summary>
    public static string? Resolve(string directory, string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        return Path.GetFullPath(path, directory);
    }

    /// <summary>Why there is no folder of this name; null when there is one.</summary>
    public static string? WhyNoFolder(string path) =>
        Directory.Exists(path) ? null
        : File.Exists(path) ? "expected a folder, found a file"
        : "no such folder";

    /// <summary>Why there is no file of this name, with the nearest name that exists; null when there is one.</summary>
    public static string? WhyNoFile(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            return "expected the path of a file, found an empty or impossible one";
        }

        if (File.Exists(path))
        {
            return null;
        }

        if (Directory.Exists(path))
        {
            return "expected a file, found a folder";
        }

        string full = Path.GetFullPath(path);
        string? folder = Path.GetDirectoryName(full);
        if (folder is null || !Directory.Exists(folder))
        {
            return $"no such file; the folder '{DeckPath.Clean(folder ?? "/", 300)}' does not exist";
        }

        try
        {
            string? nearest = NearestName.Of(
                Path.GetFileName(full), Directory.EnumerateFiles(folder).Take(1000).Select(f => Path.GetFileName(f)));
            return "no such file" + (nearest is null ? "" : $"; did you mean '{nearest}'?");
        }
        catch (UnauthorizedAccessException)
        {
            return "no such file";
        }
    }
}
