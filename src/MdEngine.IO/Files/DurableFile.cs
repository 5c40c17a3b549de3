using System;
using System.IO;

namespace MdEngine.IO.Files;

/// <summary>
/// Replaces files so that at any moment, a power cut included, there is a whole one: written beside under another name,
/// flushed to disk, renamed.
/// </summary>
public static class DurableFile
{
    private const int Buffer = 1 << 20;

    /// <summary>Replaces a file, or makes it.</summary>
    /// <param name="path">File; its folder is made where needed.</param>
    /// <param name="previous">Where the file that was there goes; null to lose it.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">It cannot be written; the old file stands as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public static void Replace(string path, string? previous, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        string temporary = TemporaryOf(full);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.Read, Buffer))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (previous is not null && File.Exists(full))
            {
                File.Move(full, previous, overwrite: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            Remove(temporary);
            throw;
        }

        Posix.SyncFolder(folder);
    }

    /// <summary>The name under which a file's replacement is written; left over only where a process was killed.</summary>
    public static string TemporaryOf(string path) => path + ".tmp";

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report; the next replacement writes over this file.
        }
    }
}
