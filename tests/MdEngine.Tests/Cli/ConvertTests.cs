using System;
using System.IO;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary><c>convert</c>: formats, frames, refusals.</summary>
public sealed class ConvertTests : IDisposable
{
    private const string Frames =
        "2\nLattice=\"5 0 0 0 6 0 0 0 7\"\nO 0.5 0 0\nSi 1 2 3\n1\nLattice=\"5 0 0 0 6 0 0 0 7\"\nSi 4 5 6.25\n";

    private readonly CliRunner _cli = new();

    [Fact]
    public void AStructureSurvivesAllFormats()
    {
        string start = _cli.Write("a.xyz", Frames);
        Convert(start, "b.data", "--frame", "0");
        Convert(_cli.Path("b.data"), "POSCAR");
        Convert(_cli.Path("POSCAR"), "c.xyz.gz");

        Structure end = StructureFormats.Read(_cli.Path("c.xyz.gz"));
        end.Cell.Vectors.ShouldBe(StructureFormats.Read(start, null, 0).Cell.Vectors);
        end.Elements.Zip(end.Positions).Select(p => $"{p.First} {p.Second.X} {p.Second.Y} {p.Second.Z}")
            .ShouldBe(["O 0.5 0 0", "Si 1 2 3"], ignoreOrder: true);
    }

    [Fact]
    public void FramesAreChosenFromEitherEnd()
    {
        string start = _cli.Write("a.xyz", Frames);
        Convert(start, "last.xyz", "--frame", "-1");
        Convert(start, "all.xyz", "--frame", "all");
        Convert(start, "all-too.xyz");

        StructureFormats.ReadAll(_cli.Path("last.xyz")).Single().Positions[0].Z.ShouldBe(6.25);
        StructureFormats.ReadAll(_cli.Path("all.xyz")).Count().ShouldBe(2);
        File.ReadAllText(_cli.Path("all-too.xyz")).ShouldBe(File.ReadAllText(_cli.Path("all.xyz")));
    }

    [Fact]
    public void TypesOfLammpsGetElementsAndFormatsNames()
    {
        string start = _cli.Write("dump",
            "x\n\n2 atoms\n2 atom types\n\n0 5 xlo xhi\n0 5 ylo yhi\n0 5 zlo zhi\n\nAtoms # atomic\n\n1 1 0 0 0\n2 2 2 2 2\n");

        Convert(start, "out", "--from", "lammps-data", "--to", "extxyz", "--elements", "Cu,Zr");
        Convert(start, "out2", "--to", "extxyz", "--elements", "Cu", "Zr");

        StructureFormats.Read(_cli.Path("out"), "extxyz").Elements.Select(e => e.Symbol).ShouldBe(["Cu", "Zr"]);
        File.ReadAllText(_cli.Path("out2")).ShouldBe(File.ReadAllText(_cli.Path("out")));
    }

    [Theory]
    [InlineData("a.xyz b.data", "one frame|more")]
    [InlineData("a.xyz b.xyz --frame 2", "a.xyz|there is no frame 2")]
    [InlineData("a.xyz b.xyz --frame first", "--frame first|expected a number")]
    [InlineData("a.xyz b.unknown", "b.unknown|does not tell the format")]
    [InlineData("a.xyz b.xyz --to pdb", "no structure format 'pdb'")]
    [InlineData("a.xyz b.xyz --elements Sy", "'Sy' is no element|did you mean")]
    [InlineData("none.xyz b.xyz", "none.xyz|no such file")]
    [InlineData("a.xyz a.xyz --overwrite", "both input and output")]
    [InlineData("a.xyz kept.xyz", "kept.xyz|exists and is not overwritten")]
    public void WhatCannotBeConvertedIsExplained(string line, string expected)
    {
        _cli.Write("a.xyz", Frames);
        _cli.Write("kept.xyz", "mine");
        string[] args = [.. line.Split(' ').Select((a, k) => k < 2 ? _cli.Path(a) : a)];

        CliResult result = _cli.Run(["convert", .. args]);

        result.Code.ShouldBe(2, result.Error);
        string message = result.ErrorLines.ShouldHaveSingleItem();
        foreach (string part in expected.Split('|'))
        {
            message.ShouldContain(part);
        }

        File.ReadAllText(_cli.Path("a.xyz")).ShouldBe(Frames);
        File.ReadAllText(_cli.Path("kept.xyz")).ShouldBe("mine");
    }

    public void Dispose() => _cli.Dispose();

    private void Convert(string from, string to, params string[] more)
    {
        CliResult result = _cli.Run(["convert", from, _cli.Path(to), .. more]);
        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain($"wrote {_cli.Path(to)}");
    }
}
