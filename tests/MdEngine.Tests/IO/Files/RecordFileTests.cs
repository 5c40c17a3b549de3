using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using MdEngine.IO.Files;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO.Files;

/// <summary>Files of records: cut anywhere and continued, they are the same byte for byte.</summary>
public sealed class RecordFileTests
{
    [Theory]
    [InlineData("t.txt")]
    [InlineData("t.txt.gz")]
    public void AFileThatWasCutAndContinuedIsTheSame(string name)
    {
        using var folder = new TempFolder();
        var random = new RandomStream(77, RandomPurpose.Other);
        for (int trial = 0; trial < 20; trial++)
        {
            byte[][] records = Records(random, trial);
            string whole = folder.File("whole" + name), cut = folder.File("cut" + name);
            using (RecordFile file = RecordFile.Create(whole, overwrite: true))
            {
                WriteAll(file, records);
            }

            int at = Pick(random, trial, 1, records.Length + 1), more = Pick(random, trial, 2, records.Length - at + 1);
            StateBag bag = new();
            RecordFile killed = RecordFile.Create(cut, overwrite: true);
            WriteAll(killed, records[..at]);
            killed.Mark().Save(bag);
            WriteAll(killed, records[at..(at + more)]);
            killed.Body.Write("half a rec"u8);
            if (trial % 2 == 0)
            {
                killed.Dispose();
            }
            else
            {
                // As after SIGKILL: what is in memory is lost.
                killed.Abandon();
            }

            using (RecordFile file = RecordFile.Resume(cut, FileMark.Restore(bag)))
            {
                WriteAll(file, records[at..]);
            }

            File.ReadAllBytes(cut).ShouldBe(File.ReadAllBytes(whole), $"trial {trial}, cut at {at}");
            Content(whole).ShouldBe(records.SelectMany(r => r).ToArray());
        }
    }

    [Fact]
    public void LongRecordsAreCompressedInPieces()
    {
        using var folder = new TempFolder();
        string path = folder.File("t.gz");
        byte[] record = [.. Enumerable.Range(0, 10_000_000).Select(i => (byte)('a' + (i * 7919 % 26)))];
        using (RecordFile file = RecordFile.Create(path, overwrite: false))
        {
            WriteAll(file, [record, "and one more"u8.ToArray()]);
        }

        Content(path).ShouldBe([.. record, .. "and one more"u8]);
    }

    [Fact]
    public void AFileThatIsNotTheOneMarkedIsRefusedAndLeftAlone()
    {
        using var folder = new TempFolder();
        string path = folder.File("t.txt");
        FileMark mark;
        using (RecordFile file = RecordFile.Create(path, overwrite: false))
        {
            WriteAll(file, ["first\n"u8.ToArray(), "second\n"u8.ToArray()]);
            mark = file.Mark();
            WriteAll(file, ["third\n"u8.ToArray()]);
        }

        RecordFile.Check(path, mark);
        File.WriteAllText(path, "first\nsEcond\nthird\n");
        Refused("not the file that the run has written");
        File.WriteAllText(path, "first\n");
        Refused("fewer than the 13");
        File.ReadAllText(path).ShouldBe("first\n");
        File.Delete(path);
        Refused("is missing");
        File.Exists(path).ShouldBeFalse();

        void Refused(string why)
        {
            InputException e = Should.Throw<InputException>(() => RecordFile.Resume(path, mark));
            e.Message.ShouldContain(why);
            e.File.ShouldBe(path);
        }
    }

    [SkippableFact]
    public void DevicesAreNeverCut()
    {
        Skip.IfNot(File.Exists("/dev/null"), "no /dev/null on this system");
        using RecordFile file = RecordFile.Create("/dev/null", overwrite: true);
        WriteAll(file, ["something"u8.ToArray()]);
        FileMark mark = file.Mark();
        mark.Length.ShouldBe(-1);
        file.FlushToDisk();
        RecordFile.Resume("/dev/null", mark).Dispose();
    }

    private static void WriteAll(RecordFile file, IEnumerable<byte[]> records)
    {
        foreach (byte[] record in records)
        {
            // In pieces, as a formatter does.
            file.Body.Write(record, 0, record.Length / 3);
            file.Body.Write(record, record.Length / 3, record.Length - (record.Length / 3));
            file.EndRecord();
        }
    }

    private static byte[] Content(string path)
    {
        using Stream stream = path.EndsWith(".gz") ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress) : File.OpenRead(path);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Up to 40 records of up to 60,000 bytes: some members hold many, some one.</summary>
    private static byte[][] Records(RandomStream random, int trial) =>
        [.. Enumerable.Range(0, 1 + Pick(random, trial, 3, 40)).Select(k =>
        {
            int length = Pick(random, trial, 100 + k, trial % 3 == 0 ? 200 : 60_000);
            var text = new StringBuilder();
            for (int line = 0; text.Length < length; line++)
            {
                text.Append($"{trial} {k} {Philox.Uniform(random, trial, k, line).A}\n");
            }

            return Encoding.UTF8.GetBytes(text.ToString());
        })];

    private static int Pick(RandomStream random, int trial, int what, int below) =>
        (int)(below * Philox.Uniform(random, trial, what).A);
}
