using System;
using System.Globalization;
using System.IO;
using System.Text;
using MdEngine.Core;
using Microsoft.Win32.SafeHandles;

namespace MdEngine.IO.Files;

/// <summary>
/// The right to write a file, held by one run at a time: an advisory lock of the operating system on a small file beside
/// it. It ends with the process, however that ends, so a lock file that is left over locks nobody out.
/// </summary>
public sealed class FileLock : IDisposable
{
    private const int Attempts = 100;

    // "Resource temporarily unavailable" on Linux and on BSD, and the sharing violation of Windows.
    private const int WouldBlockLinux = 11, WouldBlockBsd = 35, SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _stream;

    private FileLock(string path, FileStream stream)
    {
        LockPath = path;
        _stream = stream;
    }

    /// <summary>The lock file.</summary>
    public string LockPath { get; }

    /// <summary>The name of the lock file of a file.</summary>
    public static string NameFor(string file) => file + ".lock";

    /// <summary>Takes the lock of a file that is to be written.</summary>
    /// <param name="file">The file; neither it nor its folder need exist.</param>
    /// <exception cref="InputException">Another process, or another run of this one, holds it.</exception>
    /// <exception cref="IOException">The lock file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public static FileLock Take(string file)
    {
        string path = NameFor(Path.GetFullPath(file));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string owner = string.Create(CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} on {Environment.MachineName} since {DateTime.UtcNow:yyyy-MM-dd HH:mm:ss} UTC");
        string token = $"{owner} {Guid.NewGuid():N}\n";
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            FileStream stream = OpenLocked(path, file);
            stream.SetLength(0);
            stream.Write(Encoding.UTF8.GetBytes(token));
            stream.Flush();

            // The one who held it before may have removed the file between our opening and our locking it.
            if (OperatingSystem.IsWindows() || Content(path) == token)
            {
                return new FileLock(path, stream);
            }

            stream.Dispose();
        }

        throw new IOException($"{path}: cannot be locked; something removes it again and again");
    }

    /// <summary>Removes the lock file and gives the lock back.</summary>
    public void Dispose()
    {
        if (!_stream.SafeFileHandle.IsClosed)
        {
            try
            {
                // While it is still locked: nobody else can hold the file that disappears.
                File.Delete(LockPath);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A lock file that stays does no harm.
            }

            _stream.Dispose();
        }
    }

    private static FileStream OpenLocked(string path, string file)
    {
        FileOptions options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, options);
        }
        catch (IOException e) when (e.HResult is WouldBlockLinux or WouldBlockBsd or SharingViolation)
        {
            string? holder = Content(path)?.Trim();
            int cut = holder?.LastIndexOf(' ') ?? -1;
            string who = cut > 0 ? $" ({holder![..cut]})" : "";
            throw new InputException(
                $"is being written by another run{who}; wait for its end, or write to another file", file, 0, e);
        }
    }

    private static string? Content(string path)
    {
        try
        {
            using SafeFileHandle? handle = Posix.OpenUnlocked(path);
            if (handle is null)
            {
                return null;
            }

            // A token is short; whatever else stands in the file is none.
            Span<byte> bytes = stackalloc byte[512];
            return Encoding.UTF8.GetString(bytes[..RandomAccess.Read(handle, bytes, 0)]);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
