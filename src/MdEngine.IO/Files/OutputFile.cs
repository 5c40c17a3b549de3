using System;
using System.IO;
using System.IO.Compression;
using MdEngine.Core;

namespace MdEngine.IO.Files;

/// <summary>Opens files for writing; a file that exists is overwritten only when the user said so.</summary>
public static class OutputFile
{
    /// <summary>Opens a file for writing and makes its folder where needed.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <exception cref="InputException">The file exists and may not be overwritten, or is a directory.</exception>
    /// <exception cref="IOException">The file or its folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public static FileStream Open(string path, bool overwrite)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new InputException("the name of an output file is empty");
        }

        if (Directory.Exists(path))
        {
            throw new InputException("is a directory; give the name of a file in it", path);
        }

        RefuseExisting(path, overwrite);
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!string.IsNullOrEmpty(folder))
        {
            Directory.CreateDirectory(folder);
        }

        try
        {
            return new FileStream(
                path, overwrite ? FileMode.Create : FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1);
        }
        catch (IOException)
        {
            // Another process made the file since the check above.
            RefuseExisting(path, overwrite);
            throw;
        }
    }

    /// <summary>Opens a file for writing at its end; it is made, with its folder, where there is none.</summary>
    /// <param name="path">File to write.</param>
    /// <exception cref="IOException">The file or its folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public static FileStream Append(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, 1);
    }

    /// <summary>As <see cref="Open"/>; what is written is compressed when the name ends in ".gz".</summary>
    /// <inheritdoc cref="Open"/>
    public static Stream OpenByName(string path, bool overwrite)
    {
        FileStream file = Open(path, overwrite);
        return IsCompressedName(path) ? new GZipStream(file, CompressionLevel.Fastest) : file;
    }

    /// <summary>True for names that end in ".gz".</summary>
    internal static bool IsCompressedName(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>False for what is called like a file but keeps nothing: a device such as /dev/null.</summary>
    public static bool KeepsWhatIsWritten(string path)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            try
            {
                full = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
            }
            catch (IOException)
            {
                // A link that leads nowhere yet.
            }
        }

        return OperatingSystem.IsWindows()
            || !full.StartsWith("/dev/", StringComparison.Ordinal)
            || full.StartsWith("/dev/shm/", StringComparison.Ordinal);
    }

    private static void RefuseExisting(string path, bool overwrite)
    {
        if (!overwrite && File.Exists(path))
        {
            throw new InputException(
                "exists and is not overwritten; choose another name, or allow it with \"overwrite\": true in the deck "
                + "or --overwrite on the command line",
                path);
        }
    }
}
