using System.IO;
using MdEngine.IO.Files;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO.Files;

/// <summary>Files that are replaced as a whole.</summary>
public sealed class DurableFileTests
{
    [Fact]
    public void ReplacesAndKeepsThePreviousOne()
    {
        using var folder = new TempFolder();
        string path = folder.File("deep/c"), previous = path + ".previous";
        DurableFile.Replace(path, previous, s => s.Write("one"u8));
        File.Exists(previous).ShouldBeFalse();
        DurableFile.Replace(path, previous, s => s.Write("two"u8));
        DurableFile.Replace(path, previous, s => s.Write("three"u8));

        File.ReadAllText(path).ShouldBe("three");
        File.ReadAllText(previous).ShouldBe("two");
        Directory.GetFiles(Path.GetDirectoryName(path)!).Length.ShouldBe(2);
    }

    [Fact]
    public void AFailureLeavesEverythingAsItWas()
    {
        using var folder = new TempFolder();
        string path = folder.File("c"), previous = path + ".previous";
        DurableFile.Replace(path, previous, s => s.Write("one"u8));
        DurableFile.Replace(path, previous, s => s.Write("two"u8));

        Should.Throw<IOException>(() => DurableFile.Replace(path, previous, s =>
        {
            s.Write("thr"u8);
            throw new IOException("disk full");
        }));

        File.ReadAllText(path).ShouldBe("two");
        File.ReadAllText(previous).ShouldBe("one");
        File.Exists(DurableFile.TemporaryOf(path)).ShouldBeFalse();
    }

    [Fact]
    public void WhatAKilledProcessLeftIsWrittenOver()
    {
        using var folder = new TempFolder();
        string path = folder.Write("c", "old");
        File.WriteAllText(DurableFile.TemporaryOf(path), "a torn one that is longer than what follows");
        DurableFile.Replace(path, null, s => s.Write("new"u8));
        File.ReadAllText(path).ShouldBe("new");
        File.Exists(DurableFile.TemporaryOf(path)).ShouldBeFalse();
    }
}
