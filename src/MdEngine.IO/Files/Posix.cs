using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MdEngine.IO.Files;

/// <summary>Calls of the operating system that the library of .NET does not offer. Elsewhere they do nothing.</summary>
internal static partial class Posix
{
    /// <summary>
    /// Opens a file for reading without the advisory lock that <see cref="FileStream"/> takes; null where that cannot be.
    /// </summary>
    public static SafeFileHandle? OpenUnlocked(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        int descriptor = Open(path, 0);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>
    /// Has a folder's entries written to disk, so that a file made or renamed in it is found there after a power cut.
    /// File systems that cannot are left alone.
    /// </summary>
    public static void SyncFolder(string folder)
    {
        using SafeFileHandle? handle = OpenUnlocked(folder);
        if (handle is not null)
        {
            _ = Sync((int)handle.DangerousGetHandle());
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);
}
