using System.IO;
using MdEngine.Core;
using MdEngine.IO.Files;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO.Files;

/// <summary>Locks of output files.</summary>
public sealed class FileLockTests
{
    [Fact]
    public void ASecondHolderIsRefusedUntilTheFirstIsDone()
    {
        using var folder = new TempFolder();
        string file = folder.File("deep/t.xyz");
        FileLock first = FileLock.Take(file);

        InputException e = Should.Throw<InputException>(() => FileLock.Take(file));
        e.Message.ShouldContain("being written by another run");
        e.Message.ShouldContain($"process {System.Environment.ProcessId}");
        e.Message.ShouldNotContain("\n");
        Should.Throw<InputException>(() => FileLock.Take(Path.Combine(folder.File("deep"), ".", "t.xyz")));

        first.Dispose();
        first.Dispose();
        File.Exists(FileLock.NameFor(file)).ShouldBeFalse();
        FileLock.Take(file).Dispose();
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public void AFileThatWasLeftOverLocksNobodyOut()
    {
        using var folder = new TempFolder();
        string file = folder.File("t.xyz");
        File.WriteAllText(FileLock.NameFor(file), "process 1 on nowhere, killed long ago, and a text that is longer than the one that follows it 0123456789");

        using FileLock held = FileLock.Take(file);

        Should.Throw<InputException>(() => FileLock.Take(file)).Message.ShouldNotContain("nowhere");
    }

    [Fact]
    public void DifferentFilesDoNotDisturbEachOther()
    {
        using var folder = new TempFolder();
        using FileLock a = FileLock.Take(folder.File("a"));
        using FileLock b = FileLock.Take(folder.File("b"));
        a.LockPath.ShouldNotBe(b.LockPath);
    }
}
