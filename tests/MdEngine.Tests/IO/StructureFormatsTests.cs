using System;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

public class StructureFormatsTests
{
    private const string Frame = "1\nLattice=\"4 0 0 0 4 0 0 0 4\" Properties=species:S:1:pos:R:3\nAr {0} 0 0\n";

    [Theory]
    [InlineData("a.xyz", "extxyz")]
    [InlineData("a.extxyz.gz", "extxyz")]
    [InlineData("POSCAR", "poscar")]
    [InlineData("quartz.CIF.gz", "cif")]
    [InlineData("CONTCAR.3", "poscar")]
    [InlineData("x.vasp", "poscar")]
    [InlineData("x.data", "lammps-data")]
    [InlineData("data.melt", "lammps-data")]
    public void TellsFormatsByName(string name, string format) =>
        StructureFormats.ForWriting("some/folder/" + name).Name.ShouldBe(format);

    [Theory]
    [InlineData("extxyz")]
    [InlineData("lammps-data")]
    [InlineData("poscar")]
    public void TellsFormatsByContent(string format)
    {
        using var folder = new TempFolder();
        string source = folder.Write("a.xyz", string.Format(Frame, 1.5));
        StructureFormats.Convert(source, folder.File("unnamed"), to: format);
        StructureFormats.ForReading(folder.File("unnamed")).Name.ShouldBe(format);
        StructureFormats.Convert(folder.File("unnamed"), folder.File("back.xyz.gz"));
        Structure back = StructureFormats.Read(folder.File("back.xyz.gz"));
        back.Positions.ShouldBe(StructureFormats.Read(source).Positions);
        back.Cell.Vectors.ShouldBe(StructureFormats.Read(source).Cell.Vectors);
    }

    [Fact]
    public void ReadsTheFrameThatIsAskedFor()
    {
        using var folder = new TempFolder();
        string path = folder.Write("a.xyz", string.Concat(Enumerable.Range(0, 5).Select(i => string.Format(Frame, i))));
        double X(int frame) => StructureFormats.Read(path, frame: frame).Positions[0].X;
        (X(0), X(3), X(4), X(-1), X(-2), X(-5)).ShouldBe((0, 3, 4, 4, 3, 0));
        Should.Throw<InputException>(() => X(5)).Message.ShouldContain("holds 5 frames, numbered from 0; there is no frame 5");
        Should.Throw<InputException>(() => X(-6)).Message.ShouldContain("no frame -6");
        Should.Throw<InputException>(() => X(int.MinValue)).Message.ShouldContain("no frame");
        Should.Throw<InputException>(() => StructureFormats.Read(path)).Message.ShouldContain("say which");
        StructureFormats.ReadAll(path).Count().ShouldBe(5);
        folder.Write("empty.xyz", "");
        Should.Throw<InputException>(() => StructureFormats.Read(folder.File("empty.xyz"))).Message.ShouldContain("no frame");
    }

    [Fact]
    public void SaysWhatItCannotDo()
    {
        using var folder = new TempFolder();
        string two = folder.Write("two.xyz", string.Format(Frame, 1) + string.Format(Frame, 2));
        Fault(() => StructureFormats.Convert(two, folder.File("POSCAR"))).ShouldContain("more than one frame");
        Fault(() => StructureFormats.Convert(two, folder.File("x.nonsense"))).ShouldContain("extxyz, lammps-data, poscar, cif");
        Fault(() => StructureFormats.Convert(two, two, overwrite: true)).ShouldContain("both input and output");
        Fault(() => StructureFormats.Convert(two, folder.File("y.xyz"), from: "pdb")).ShouldContain("no structure format 'pdb'");
        Fault(() => StructureFormats.Read(folder.Write("what", "ever\n"))).ShouldContain("neither name nor content");
        Fault(() => StructureFormats.Read(folder.File("none.xyz"))).ShouldContain("no such file");
        string taken = folder.Write("taken.xyz", "old");
        Fault(() => StructureFormats.Convert(two, taken)).ShouldContain("--overwrite");
        string broken = folder.Write("broken.xyz", "1\n\n");
        Fault(() => StructureFormats.Convert(broken, taken, overwrite: true)).ShouldContain("cut off");
        File.ReadAllText(taken).ShouldBe("old");
        StructureFormats.Convert(two, taken, frame: -1, overwrite: true);
        StructureFormats.Read(taken).Positions[0].X.ShouldBe(2.0);

        static string Fault(Action action) => Should.Throw<InputException>(action).Message;
    }
}
