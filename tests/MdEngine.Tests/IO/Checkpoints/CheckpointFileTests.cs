using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using MdEngine.Core;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using MdEngine.IO.Checkpoints;
using MdEngine.IO.Files;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO.Checkpoints;

/// <summary>Checkpoint files: every bit comes back, every damage is noticed.</summary>
public sealed class CheckpointFileTests
{
    private static readonly RandomStream Random = new(2024, RandomPurpose.Other);

    [Fact]
    public void EveryValueComesBackToTheBit()
    {
        using var folder = new TempFolder();
        var file = new CheckpointFile(folder.File("deep/c"));
        file.Read().ShouldBeNull();
        file.Exists.ShouldBeFalse();
        file.Write(Sample(1));

        CheckpointReading reading = file.Read()!;

        reading.Fault.ShouldBeNull();
        reading.Path.ShouldBe(file.Path);
        StateBag bag = reading.State;
        bag.Integer("whole").ShouldBe(long.MinValue + 1);
        BitConverter.DoubleToInt64Bits(bag.Real("nan")).ShouldBe(0x7FF8_0000_0000_1234);
        BitConverter.DoubleToInt64Bits(bag.Real("zero")).ShouldBe(long.MinValue);
        bag.Text("text").ShouldBe("Å, 水, \n\t\0 end");
        bag.Reals("many").Length.ShouldBe(200_000);
        bag.Reals("many")[123_456].ShouldBe(Philox.Uniform(Random, 1, 123_456).A);
        bag.Reals("none").ShouldBeEmpty();
        bag.Section("a").Section("b").Integers("ids").ShouldBe([3, -1, int.MaxValue]);
        bag.Section("a").Longs("longs").ShouldBe([long.MaxValue, 0]);
        bag.Section("empty").Values.ShouldBeEmpty();
    }

    [Fact]
    public void TheSameStateGivesTheSameBytes()
    {
        using var folder = new TempFolder();
        new CheckpointFile(folder.File("a")).Write(Sample(1));
        new CheckpointFile(folder.File("b")).Write(CheckpointFile.Read(folder.File("a")));
        File.ReadAllBytes(folder.File("b")).ShouldBe(File.ReadAllBytes(folder.File("a")));
    }

    [Fact]
    public void ADamagedOrMissingOneGivesWayToThePrevious()
    {
        using var folder = new TempFolder();
        var file = new CheckpointFile(folder.File("c"));
        file.Write(Numbered(1));
        file.Write(Numbered(2));
        file.Write(Numbered(3));
        file.Read()!.State.Integer("n").ShouldBe(3);

        byte[] bytes = File.ReadAllBytes(file.Path);
        bytes[^40] ^= 1;
        File.WriteAllBytes(file.Path, bytes);
        CheckpointReading damaged = file.Read()!;
        damaged.State.Integer("n").ShouldBe(2);
        damaged.Path.ShouldBe(file.PreviousPath);
        damaged.Fault!.ShouldContain("checksum");

        // Killed between the two renames.
        File.Delete(file.Path);
        file.Read()!.State.Integer("n").ShouldBe(2);
        file.Exists.ShouldBeTrue();

        File.WriteAllText(file.PreviousPath, "not a checkpoint at all, but long enough for a header");
        InputException none = Should.Throw<InputException>(() => file.Read());
        none.Message.ShouldContain("no such checkpoint");
        none.Message.ShouldContain("is no checkpoint");
        none.Message.ShouldContain("begin anew");
    }

    [Fact]
    public void TheFirstOneOfARunGivesUpThoseOfAnEarlierRun()
    {
        using var folder = new TempFolder();
        var file = new CheckpointFile(folder.File("c"));
        file.Write(Numbered(1));
        file.Write(Numbered(2));
        file.WriteFirst(Numbered(7));
        file.Read()!.State.Integer("n").ShouldBe(7);
        File.Exists(file.PreviousPath).ShouldBeFalse();
        File.Delete(file.Path);
        file.Read().ShouldBeNull();
    }

    [Fact]
    public void EveryChangedBitIsNoticed()
    {
        using var folder = new TempFolder();
        string path = folder.File("c");
        new CheckpointFile(path).Write(Numbered(5));
        byte[] sound = File.ReadAllBytes(path);
        for (int k = 0; k < sound.Length; k++)
        {
            byte[] bytes = [.. sound];
            bytes[k] ^= (byte)(1 << (k % 8));
            File.WriteAllBytes(path, bytes);
            Should.Throw<InputException>(() => CheckpointFile.Read(path), $"byte {k}").Message.ShouldContain(path);
        }

        for (int length = 0; length < sound.Length; length++)
        {
            File.WriteAllBytes(path, sound[..length]);
            Should.Throw<InputException>(() => CheckpointFile.Read(path), $"length {length}");
        }

        File.WriteAllBytes(path, [.. sound, 0]);
        Should.Throw<InputException>(() => CheckpointFile.Read(path));
    }

    /// <summary>Mutated files whose checksum has been made right again: the reader itself must stand them.</summary>
    [Fact]
    public void NoLengthIsBelievedThatTheFileCannotHold()
    {
        using var folder = new TempFolder();
        string path = folder.File("c");
        StateBag small = Sample(0);
        new CheckpointFile(path).Write(small);
        byte[] sound = File.ReadAllBytes(path);
        int sum = SHA256.HashSizeInBytes;
        int refused = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            byte[] bytes = [.. sound];
            for (int change = 0; change <= trial % 3; change++)
            {
                (double where, double what) = Philox.Uniform(Random, trial, change, 7);
                int at = 24 + (int)(where * (bytes.Length - 24 - sum - 4));
                if (trial % 2 == 0)
                {
                    bytes[at] = (byte)(256 * what);
                }
                else
                {
                    BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), (int)(4e9 * (what - 0.5)));
                }
            }

            SHA256.HashData(bytes.AsSpan(0, bytes.Length - sum)).CopyTo(bytes.AsSpan(bytes.Length - sum));
            File.WriteAllBytes(path, bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                CheckpointFile.Read(path);
            }
            catch (InputException)
            {
                refused++;
            }

            // Buffers of two megabytes and what a file of a kilobyte can hold.
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(5_000_000);
        }

        refused.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void SectionsWithoutEndAreRefused()
    {
        using var folder = new TempFolder();
        var bag = new StateBag();
        StateBag inner = bag;
        for (int depth = 0; depth < 100; depth++)
        {
            inner = inner.Section("s");
        }

        new CheckpointFile(folder.File("c")).Write(bag);
        Should.Throw<InputException>(() => CheckpointFile.Read(folder.File("c"))).Message.ShouldContain("impossible");
    }

    [Fact]
    public void AnotherVersionIsNamed()
    {
        using var folder = new TempFolder();
        string path = folder.File("c");
        new CheckpointFile(path).Write(Numbered(1));
        byte[] bytes = File.ReadAllBytes(path);
        bytes[8] = 9;
        File.WriteAllBytes(path, bytes);
        Should.Throw<InputException>(() => CheckpointFile.Read(path)).Message.ShouldContain("version 9");
    }

    [Fact]
    public void MarksComeBack()
    {
        var bag = new StateBag();
        var mark = new FileMark(12345678901, [1, 2, 255], [.. Enumerable.Range(0, 300).Select(i => (byte)i)]);
        mark.Save(bag);
        FileMark back = FileMark.Restore(bag);
        back.Length.ShouldBe(mark.Length);
        back.Tail.ShouldBe(mark.Tail);
        back.Pending.ShouldBe(mark.Pending);
        bag.Set("tail", "xyz");
        Should.Throw<InputException>(() => FileMark.Restore(bag));
    }

    private static StateBag Numbered(int n)
    {
        var bag = new StateBag();
        bag.Set("n", n);
        bag.Section("part").Set("x", [1.5, -0.0, n]);
        return bag;
    }

    private static StateBag Sample(int size)
    {
        var bag = new StateBag();
        bag.Set("whole", long.MinValue + 1);
        bag.Set("nan", BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_1234));
        bag.Set("zero", -0.0);
        bag.Set("text", "Å, 水, \n\t\0 end");
        bag.Set("many", Enumerable.Range(0, size == 0 ? 20 : 200_000).Select(i => Philox.Uniform(Random, 1, i).A).ToArray());
        bag.Set("none", ReadOnlySpan<double>.Empty);
        bag.Section("a").Section("b").Set("ids", [3, -1, int.MaxValue]);
        bag.Section("a").Set("longs", [long.MaxValue, 0L]);
        bag.Section("empty");
        return bag;
    }
}
