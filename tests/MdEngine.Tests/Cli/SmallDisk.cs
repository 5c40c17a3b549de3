using System;
using System.Diagnostics;
using System.IO;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>A file system of its own of a few hundred kilobytes, in memory; only the superuser can make one.</summary>
public sealed class SmallDisk : IDisposable
{
    public SmallDisk(int kilobytes)
    {
        Folder = Directory.CreateTempSubdirectory("mdengine-disk-").FullName;
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess
            || !TryMount("-t", "tmpfs", "-o", $"size={kilobytes}k", "none", Folder))
        {
            Directory.Delete(Folder);
            throw new SkipException("a small file system cannot be mounted here; that needs Linux and its superuser");
        }
    }

    public string Folder { get; }

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>Mounts it again with other options: "size=10m", "ro".</summary>
    public void Remount(string options)
    {
        if (!TryMount("-o", $"remount,{options}", Folder))
        {
            throw new IOException($"cannot mount again with {options}");
        }
    }

    public void Dispose()
    {
        Run("umount", Folder);
        Directory.Delete(Folder);
    }

    private static bool TryMount(params string[] args) => Run("mount", args);

    private static bool Run(string program, params string[] args)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
