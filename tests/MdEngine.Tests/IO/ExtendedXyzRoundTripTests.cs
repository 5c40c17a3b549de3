using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Xyz;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

public class ExtendedXyzRoundTripTests
{
    [Theory]
    [InlineData("a.xyz")]
    [InlineData("a.xyz.gz")]
    public void GivesEverythingBackToTheLastBit(string name)
    {
        using var folder = new TempFolder();
        Structure[] frames = [Structures.Full(200, 1), Structures.Full(3, 2, results: false)];
        frames[0].Info["config_type"] = "a \"quoted\" [text] = 'x' \\ {y}";
        frames[0].Info["empty"] = "";
        frames[0].Info["step"] = "12";
        frames[0].Extra.Add(new AtomColumn("tags", 1, Enumerable.Range(0, 200).Select(i => (long)i - 7).ToArray()));
        frames[0].Extra.Add(new AtomColumn("name", 2, Enumerable.Range(0, 400).Select(i => $"n{i % 5}é").ToArray()));
        frames[0].Extra.Add(new AtomColumn("fixed", 1, Enumerable.Range(0, 200).Select(i => i % 3 == 0).ToArray()));
        using (ExtendedXyzWriter writer = ExtendedXyzWriter.Open(folder.File(name), overwrite: false))
        {
            writer.Write(frames[0]);
            writer.Write(frames[1]);
        }

        byte[] head = File.ReadAllBytes(folder.File(name))[..2];
        (head[0] == 0x1f && head[1] == 0x8b).ShouldBe(name.EndsWith(".gz", System.StringComparison.Ordinal));
        Structure[] read = [.. ExtendedXyzReader.ReadAll(folder.File(name))];
        read.Length.ShouldBe(2);
        Structures.ShouldBeSame(read[0], frames[0]);
        Structures.ShouldBeSame(read[1], frames[1]);
    }

    [Fact]
    public void WritesTheFormOfAse()
    {
        var s = new Structure(
            SimulationCell.Orthorhombic(4, 5, 6.5), [PeriodicTable.Get("Ar")], [new Double3(0, 1.5, -1e-7)])
        {
            Energy = -5,
            Stress = new Matrix3(1, 2, 3, 2, 4, 5, 3, 5, 6),
            Forces = [new Double3(1, 0.1, 0)],
        };
        s.Info["config_type"] = "liquid";
        Text(s).ShouldBe(
            "1\nLattice=\"4.0 0.0 0.0 0.0 5.0 0.0 0.0 0.0 6.5\" Properties=species:S:1:pos:R:3:forces:R:3 config_type=liquid "
            + "energy=-5.0 stress=\"1.0 2.0 3.0 2.0 4.0 5.0 3.0 5.0 6.0\" pbc=\"T T T\"\nAr 0 1.5 -1e-07 1 0.1 0\n");
    }

    [Fact]
    public void LeavesOutWhatIsNotAskedFor()
    {
        using var stream = new MemoryStream();
        using (var writer = new ExtendedXyzWriter(stream, significantDigits: 3) { Columns = XyzColumns.Velocities | XyzColumns.Id })
        {
            Structure s = Structures.Full(1, 3);
            s.Positions[0] = new Double3(1.0 / 3, 2.0 / 3, 1);
            s.Velocities![0] = default;
            writer.Write(s);
        }

        string text = Encoding.UTF8.GetString(stream.ToArray());
        text.ShouldContain("Properties=species:S:1:pos:R:3:velo:R:3:id:I:1 ");
        text.ShouldEndWith(" 0.333 0.667 1 0 0 0 1\n");
    }

    [Fact]
    public void OpenCellsHaveNoLattice()
    {
        var s = new Structure(SimulationCell.Open, [PeriodicTable.Get("He")], [default]);
        Text(s).ShouldBe("1\nProperties=species:S:1:pos:R:3 pbc=\"F F F\"\nHe 0 0 0\n");
    }

    [Fact]
    public void RefusesWhatTheFormatCannotHold()
    {
        var s = new Structure(SimulationCell.Open, [PeriodicTable.Get("He")], [default]);
        s.Info["note"] = "two\nlines";
        Should.Throw<InputException>(() => Text(s)).Message.ShouldContain("line break");
        s.Info.Clear();
        s.Extra.Add(new AtomColumn("a:b", 1, new[] { 1.0 }));
        Should.Throw<InputException>(() => Text(s)).Message.ShouldContain("rename it");
    }

    private static string Text(Structure structure)
    {
        using var stream = new MemoryStream();
        using (var writer = new ExtendedXyzWriter(stream))
        {
            writer.Write(structure);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
