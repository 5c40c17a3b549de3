using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Xyz;
using MdEngine.Tests.IO;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Trajectories;

public sealed class FrameStreamTests
{
    private const string Text =
        "2\nLattice=\"4 0 0 1 5 0 0.5 0.25 6\" Properties=species:S:1:pos:R:3:velo:R:3:id:I:1 time=1.5 pbc=\"T F T\"\n"
        + "Si 0 0.123456789012345678 1e-3 1 2 3 7\nO 1.25 -2e-1 3.00000000000000001 4 5 6 9\n\n  \n1\nplain\nAr 0 0 0 rest\n3\r\n"
        + "Lattice=\"9 0 0 0 9 0 0 0 9\"\r\nH 1 2 3\r\nHe 12345678.87654321 -.5 5.\r\nLi 1 2 3\r\n";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Frames_are_those_of_the_reader(int threads)
    {
        using var folder = new TempFolder();
        string many = string.Concat(Enumerable.Repeat(Text, 2000));
        foreach (string file in new[] { folder.Write("a.xyz", many), folder.WriteGzip("b.xyz.gz", many), folder.Write("c.xyz", Text.TrimEnd()) })
        {
            string[] expected = [.. ExtendedXyzReader.ReadAll(file).Select(Print)];
            Read(file, threads, new FrameSelection(), new ExtendedXyzReadOptions()).ShouldBe(expected);
            Read(file, threads, new FrameSelection { First = 2, Every = 5, Last = 4999 }, new ExtendedXyzReadOptions())
                .ShouldBe(expected.Where((_, k) => k is >= 2 and <= 4999 && (k - 2) % 5 == 0));
        }
    }

    [Fact]
    public void Only_the_columns_that_are_wanted_are_read()
    {
        using var folder = new TempFolder();
        string file = folder.Write("a.xyz", "1\nProperties=species:S:1:pos:R:3:forces:R:3:id:I:1\nAr 1 2 3 what ever stands 5\n");
        var options = new ExtendedXyzReadOptions { OnlyColumns = new HashSet<string> { "id" } };
        Structure frame = ExtendedXyzReader.ReadAll(file, options).Single();
        frame.Forces.ShouldBeNull();
        frame.Extra.Single().Name.ShouldBe("id");
        Should.Throw<InputException>(() => ExtendedXyzReader.ReadAll(file).Single()).Message.ShouldContain("what");
    }

    [Fact]
    public void Damaged_files_are_refused_as_the_reader_does()
    {
        using var folder = new TempFolder();
        var stream = new RandomStream(99, RandomPurpose.Packing);
        string[] tokens = ["999999999", "-1", "nan", "\n", "\r\n", "\"", "{", "3", ":", "R:3:", "Lattice=", "\0", "T", " ", "4096", "9223372036854775807"];
        byte[] bytes = Encoding.UTF8.GetBytes(Text);
        for (int k = 0; k < 600; k++)
        {
            int at = (int)(Philox.Uniform(stream, k, 0).A * bytes.Length), length = (int)(Philox.Uniform(stream, k, 1).A * 6);
            string token = tokens[(int)(Philox.Uniform(stream, k, 2).A * tokens.Length)];
            byte[] damaged = k % 3 == 0
                ? bytes[..at]
                : [.. bytes[..at], .. Encoding.UTF8.GetBytes(token), .. bytes[Math.Min(bytes.Length, at + length)..]];
            string file = folder.File("damaged.xyz");
            System.IO.File.WriteAllBytes(file, damaged);
            string expected = Outcome(() => ExtendedXyzReader.ReadAll(file).Select(Print).ToList());
            Outcome(() => Read(file, 1 + (k % 2), new FrameSelection(), new ExtendedXyzReadOptions())).ShouldBe(expected, $"case {k}");
        }
    }

    [Fact]
    public void An_exception_of_a_computation_comes_out_at_its_frame()
    {
        using var folder = new TempFolder();
        string file = folder.Write("a.xyz", string.Concat(Enumerable.Range(1, 50).Select(k => $"{k}\n\n" + string.Concat(Enumerable.Repeat("Ar 0 0 0\n", k)))));
        foreach (int threads in new[] { 1, 3 })
        {
            using var frames = new FrameStream<object>(
                file, new ExtendedXyzReadOptions(), new FrameSelection(), threads, () => new object(),
                (f, _) => { if (f.Count == 30) { throw new InputException("thirty"); } });
            for (int k = 1; k < 30; k++)
            {
                frames.Next().ShouldBeTrue();
                frames.Frame.Count.ShouldBe(k);
            }

            Should.Throw<InputException>(() => frames.Next()).Message.ShouldBe("thirty");
        }
    }

    [Fact]
    public void Reading_may_end_before_the_file()
    {
        using var folder = new TempFolder();
        string file = folder.Write("a.xyz", string.Concat(Enumerable.Repeat(Text, 3000)));
        using var frames = new FrameStream<object>(
            file, new ExtendedXyzReadOptions(), new FrameSelection(), 3, () => new object(), (_, _) => { });
        frames.Next().ShouldBeTrue();
    }

    private static string Outcome(Func<List<string>> read)
    {
        try
        {
            return string.Join('\n', read());
        }
        catch (InputException)
        {
            // Which fault of a damaged file is met first depends on how its lines end.
            return "refused";
        }
    }

    private static List<string> Read(string file, int threads, FrameSelection selection, ExtendedXyzReadOptions options)
    {
        using var frames = new FrameStream<StringBuilder>(
            file, options, selection, threads, () => new StringBuilder(), (f, text) => text.Clear().Append(Print(f)));
        var found = new List<string>();
        while (frames.Next())
        {
            frames.Computed.ToString().ShouldBe(Print(frames.Frame));
            found.Add(frames.Computed.ToString());
        }

        return found;
    }

    private static string Print(Structure f) => string.Join(
        ' ', f.Cell.Vectors, f.Cell.PeriodicA, f.Cell.PeriodicB, string.Join(',', f.Elements.Select(e => e.Symbol)), string.Join(',', f.Positions),
        string.Join(',', f.Velocities ?? []), string.Join(',', f.Info.Select(p => p.Key + "=" + p.Value)),
        string.Join(',', f.Extra.Select(c => c.Name + string.Join(';', c.Values.Cast<object>()))));
}
