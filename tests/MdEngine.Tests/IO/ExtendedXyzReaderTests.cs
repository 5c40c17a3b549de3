using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using MdEngine.IO.Xyz;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

public class ExtendedXyzReaderTests
{
    [Fact]
    public void ReadsCellColumnsAndResults()
    {
        Structure s = Read(
            """
            2
            Lattice="4 0 0 1 5 0 0.5 0.25 6" Properties=species:S:1:pos:R:3:forces:R:3:mass:R:1 energy=-1.5 pbc="T F T" config_type="a b" step=7
            Si 0 0 0 1 2 3 28
            O 1.25 -2e-1 3 4 5 6 16
            """);
        s.Cell.Vectors.ShouldBe(new Matrix3(4, 0, 0, 1, 5, 0, 0.5, 0.25, 6));
        (s.Cell.PeriodicA, s.Cell.PeriodicB, s.Cell.PeriodicC).ShouldBe((true, false, true));
        s.Elements.Select(e => e.Symbol).ShouldBe(["Si", "O"]);
        s.Positions[1].ShouldBe(new Double3(1.25, -0.2, 3));
        s.Forces.ShouldBe([new Double3(1, 2, 3), new Double3(4, 5, 6)]);
        s.Masses.ShouldBe([28.0, 16.0]);
        s.Energy.ShouldBe(-1.5);
        s.Info.ShouldBe([new("config_type", "a b"), new("step", "7")]);
    }

    [Theory]
    [InlineData("key=value", "key", "value")]
    [InlineData("key = value", "key", "value")]
    [InlineData("key", "key", "T")]
    [InlineData("key='a \"b\" c'", "key", "a \"b\" c")]
    [InlineData("key=\"a \\\"b\\\" c\"", "key", "a \"b\" c")]
    [InlineData("key={1 2 3}", "key", "1 2 3")]
    [InlineData("key=[[1, 2], [3, 4]]", "key", "[1, 2], [3, 4]")]
    [InlineData("key=a=b", "key", "a=b")]
    [InlineData("\"my key\"=3", "my key", "3")]
    [InlineData("key=\"_JSON \\\"\\\"\"", "key", "")]
    public void FollowsAsesGrammar(string comment, string key, string value) =>
        Read($"1\npbc=\"F F F\" {comment} other=1\nAr 0 0 0\n").Info.ShouldBe([new(key, value), new("other", "1")]);

    [Fact]
    public void LatticeMayStandInAnyDelimiterAndCase()
    {
        foreach (string lattice in (string[])["Lattice=\"1 0 0 0 2 0 0 0 3\"", "lattice={1,0,0,0,2,0,0,0,3}", "LATTICE='1 0 0 0 2 0 0 0 3'", "Lattice=[[1,0,0],[0,2,0],[0,0,3]]"])
        {
            Read($"1\n{lattice} properties=species:S:1:pos:R:3\nAr 0 0 0\n").Cell.Volume.ShouldBe(6.0);
        }
    }

    [Fact]
    public void StressFollowsAsesOrder()
    {
        const string head = "1\nLattice=\"2 0 0 0 2 0 0 0 2\" ";
        var expected = new Matrix3(1, 6, 5, 6, 2, 4, 5, 4, 3);
        Read(head + "stress=\"1 2 3 4 5 6\"\nAr 0 0 0").Stress.ShouldBe(expected);
        Read(head + "stress=\"1 6 5 6 2 4 5 4 3\"\nAr 0 0 0").Stress.ShouldBe(expected);
        Read(head + "virial=\"-8 -48 -40 -48 -16 -32 -40 -32 -24\"\nAr 0 0 0").Stress.ShouldBe(expected);
    }

    [Fact]
    public void TakesReferenceValuesByTheirKeys()
    {
        var options = new ExtendedXyzReadOptions { EnergyKey = "REF_energy", ForcesColumn = "dft_force", StressKey = "REF_stress" };
        Structure s = Read(
            "1\nLattice=\"2 0 0 0 2 0 0 0 2\" Properties=species:S:1:pos:R:3:forces:R:3:dft_force:R:3 energy=1 REF_energy=2 REF_stress=\"1 0 0 0 1 0 0 0 1\"\nAr 0 0 0 1 1 1 2 2 2",
            options);
        s.Energy.ShouldBe(2.0);
        s.Stress.ShouldBe(Matrix3.Identity);
        s.Forces.ShouldBe([new Double3(2, 2, 2)]);
        s.Extra.Single().Name.ShouldBe("forces");
        s.Info.ShouldBe([new("energy", "1")]);
    }

    [Fact]
    public void ConvertsVelocities()
    {
        // One unit of ASE's time is sqrt(u/eV) Angstrom = 10.18 fs.
        double ase = Math.Sqrt(PhysicalConstants.MassVelocitySquared);
        ase.ShouldBe(10.18, 0.01);
        ReadColumn("velo").ShouldBe(2.0);
        ReadColumn("vel").ShouldBe(2.0);
        ReadColumn("velocities", VelocitiesUnit.AngstromPerFemtosecond).ShouldBe(2.0);
        ReadColumn("velocities", VelocitiesUnit.Ase)!.Value.ShouldBe(2.0 / ase, 1e-15);
        ReadColumn("velocities", VelocitiesUnit.Ignore).ShouldBeNull();
        ReadColumn("momenta")!.Value.ShouldBe(2.0 / ase / 39.948, 1e-15);
        Should.Throw<InputException>(() => ReadColumn("velocities")).Message.ShouldContain("velo");

        static double? ReadColumn(string name, VelocitiesUnit unit = VelocitiesUnit.Refuse) => Read(
            $"1\nProperties=species:S:1:pos:R:3:{name}:R:3\nAr 0 0 0 2 0 0",
            new ExtendedXyzReadOptions { Velocities = unit }).Velocities?[0].X;
    }

    [Fact]
    public void KeepsColumnsThatItDoesNotKnow()
    {
        const string text = "2\nProperties=tag:S:1:species:S:1:flag:L:1:pos:R:3:magmom:R:2:n:I:1\na Ar T 0 0 0 1.5 nan -3\na Ne F 1 1 1 2 3 4\n";
        Structure s = Read(text);
        s.Extra.Select(c => (c.Name, c.Kind, c.Width)).ShouldBe([("tag", 'S', 1), ("flag", 'L', 1), ("magmom", 'R', 2), ("n", 'I', 1)]);
        s.Extra[0].Values.ShouldBe(new[] { "a", "a" });
        s.Extra[1].Values.ShouldBe(new[] { true, false });
        s.Extra[2].Values.ShouldBe(new[] { 1.5, double.NaN, 2, 3 });
        s.Extra[3].Values.ShouldBe(new[] { -3L, 4L });
        Read(text, new ExtendedXyzReadOptions { KeepExtraColumns = false }).Extra.ShouldBeEmpty();
    }

    [Fact]
    public void ElementsComeBySymbolOrNumber()
    {
        Read("1\nProperties=Z:I:1:pos:R:3\n18 0 0 0").Elements[0].Symbol.ShouldBe("Ar");
        Read("1\nProperties=species:S:1:Z:I:1:pos:R:3\nSI 14 0 0 0").Elements[0].Symbol.ShouldBe("Si");
        Read("1\nfree text\n14 0 0 0").Elements[0].Symbol.ShouldBe("Si");
    }

    [Fact]
    public void ReadsPlainXyzWithOrWithoutACell()
    {
        const string text = "2\nit's free text, E = 3\nAr 0 0 0 extra\r\nAr 1 1 1\n\n\n";
        Structure open = Read(text);
        open.Cell.HasVolume.ShouldBeFalse();
        open.Info["comment"].ShouldBe("it's free text, E = 3");
        SimulationCell cell = SimulationCell.Orthorhombic(3, 4, 5);
        Read(text, new ExtendedXyzReadOptions { Cell = cell }).Cell.ShouldBeSameAs(cell);
        Read("1\n\nAr 0 0 0").Info.ShouldBeEmpty();
    }

    [Fact]
    public void ReadsFramesThatDiffer()
    {
        using ExtendedXyzReader reader = Reader(
            "1\nLattice=\"2 0 0 0 2 0 0 0 2\" energy=1\nAr 0 0 0\n\n2\nProperties=species:S:1:pos:R:3:forces:R:3\nAr 0 0 0 1 1 1\nNe 1 1 1 2 2 2\n1\n\nHe 0 0 0\n");
        reader.Read()!.Energy.ShouldBe(1.0);
        Structure second = reader.Read()!;
        (second.Count, second.Energy, second.Cell.HasVolume).ShouldBe((2, null, false));
        reader.Skip().ShouldBeTrue();
        reader.Read().ShouldBeNull();
        reader.Skip().ShouldBeFalse();
        reader.Frames.ShouldBe(3);
    }

    [Fact]
    public void RecognisesGzipByContent()
    {
        using var folder = new TempFolder();
        string text = "1\nProperties=species:S:1:pos:R:3\nAr 0.5 0 0\n";
        string path = folder.WriteGzip("named.xyz", text + text);
        ExtendedXyzReader.ReadAll(path).Select(s => s.Positions[0].X).ShouldBe([0.5, 0.5]);
    }

    [Fact]
    public void NeedsLittleMemoryPerFrame()
    {
        // A frame of 1,000 atoms holds 24 bytes of positions and 8 of the element for each; twice that is for the
        // comment line and the lists behind it. One string for an atom would add more than 30 bytes an atom.
        const int atoms = 1000, frames = 40;
        var text = new StringBuilder();
        for (int f = 0; f < frames; f++)
        {
            text.Append(atoms).Append("\nLattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3 energy=-1.25\n");
            for (int i = 0; i < atoms; i++)
            {
                text.Append("Si ").Append(i * 0.001234567890123).Append(' ').Append(i / 3.0).Append(" -7.25\n");
            }
        }

        using ExtendedXyzReader reader = Reader(text.ToString());
        reader.Read();
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (reader.Read() is not null)
        {
        }

        long perAtom = (GC.GetAllocatedBytesForCurrentThread() - before) / ((frames - 1) * atoms);
        perAtom.ShouldBeLessThan(40);
    }

    [SkippableFact]
    public void ReadsTheReferenceFiles()
    {
        string? shared = Repository.Shared();
        Skip.If(shared is null, "no folder 'shared' beside the repository");
        List<string> files = [.. Directory.EnumerateFiles(shared!, "*.xyz", SearchOption.AllDirectories)];
        files.Count.ShouldBeGreaterThan(5);
        foreach (string file in files)
        {
            foreach (Structure frame in ExtendedXyzReader.ReadAll(file))
            {
                frame.Energy.ShouldNotBeNull(file);
                frame.Forces.ShouldNotBeNull(file);
            }
        }
    }

    internal static ExtendedXyzReader Reader(string text, ExtendedXyzReadOptions? options = null) =>
        new(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.xyz", options);

    private static Structure Read(string text, ExtendedXyzReadOptions? options = null)
    {
        using ExtendedXyzReader reader = Reader(text, options);
        return reader.Read()!;
    }
}
