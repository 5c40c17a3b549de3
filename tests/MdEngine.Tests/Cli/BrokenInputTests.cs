using System;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Broken structures and parameter files in <c>run</c> and <c>evaluate</c>: message, place and exit code.</summary>
public sealed class BrokenInputTests : IDisposable
{
    private const string Deck = """
        {
          "structure": {"file": "FILE"MORE}, "potential": "model.json", "timestep_fs": 2,
          "stages": [{"name": "a", "steps": 3, "dynamics": {"type": "nve"}}]
        }
        """;

    private readonly CliRunner _cli = new();

    // File, its text, and parts of the one message.
    [Theory]
    [InlineData("s.xyz", "", "s.xyz|holds no frame")]
    [InlineData("s.xyz", "two\n\nAr 0 0 0\n", "s.xyz:1|expected the number of atoms")]
    [InlineData("s.xyz", "2\n\nAr 0 0 0\n", "s.xyz:3|cut off")]
    [InlineData("s.xyz", "1\n\nAr 0 0\n", "s.xyz:3")]
    [InlineData("s.xyz", "1\n\nAr 0 0 nan\n", "s.xyz:3")]
    [InlineData("s.xyz", "1\n\nAr 0 0 1e300\n", "atom 1 (Ar)|1E+300|from the origin")]
    [InlineData("s.xyz", "1\n\nXx 0 0 0\n", "s.xyz:3|Xx")]
    [InlineData("s.xyz", "1\n\nKr 0 0 0\n", "covers Ar, but the structure holds Kr")]
    [InlineData("s.xyz", "2\n\nAr 0 0 0\nAr 0 0 0.01\n", "s.xyz|atom 1 (Ar) and atom 2 (Ar) are on top of each other: 0.01 Angstrom")]
    [InlineData("s.xyz", "2\nLattice=\"10 0 0 0 10 0 0 0 10\"\nAr 0.02 5 5\nAr 9.99 5 5\n", "atom 1 (Ar) and atom 2 (Ar)|0.03 Angstrom|periodic boundary")]
    [InlineData("s.xyz", "1\nLattice=\"10 0 0 0 0.05 0 0 0 10\"\nAr 0 0 0\n", "0.05 Angstrom thin along vector 2")]
    [InlineData("s.xyz", "1\nLattice=\"10 0 0 10 0 0 0 0 10\"\nAr 0 0 0\n", "s.xyz:2|span no volume")]
    [InlineData("s.xyz", "1\nLattice=\"0 10 0 10 0 0 0 0 10\"\nAr 0 0 0\n", "s.xyz:2|left-handed")]
    [InlineData("s.xyz", "1\nProperties=species:S:1:pos:R:3:masses:R:1\nAr 0 0 0 -4\n", "s.xyz:3|mass")]
    [InlineData("s.xyz", "1\nProperties=species:S:1:pos:R:3:velocities:R:3\nAr 0 0 0 1 1 1\n", "s.xyz|velocities")]
    [InlineData("s.data", "x\n\n1 atoms\n1 atom types\n\n0 5 xlo xhi\n0 5 ylo yhi\n0 5 zlo zhi\n\nAtoms # atomic\n\n1 2 0 0 0\n", "s.data:12|type")]
    [InlineData("s.data", "x\n\n2 atoms\n1 atom types\n\n0 5 xlo xhi\n0 5 ylo yhi\n0 5 zlo zhi\n\nMasses\n\n1 39.9 # Ar\n\nAtoms # atomic\n\n1 1 0 0 0\n", "s.data")]
    [InlineData("s.data", "x\n\n1 atoms\n1 atom types\n\n5 0 xlo xhi\n0 5 ylo yhi\n0 5 zlo zhi\n\nMasses\n\n1 39.9 # Ar\n\nAtoms # atomic\n\n1 1 0 0 0\n", "s.data:6")]
    [InlineData("POSCAR", "x\n1\n5 0 0\n0 5 0\n0 0 5\nAr\n1 1\nDirect\n0 0 0\n", "POSCAR:7")]
    [InlineData("POSCAR", "x\n0\n5 0 0\n0 5 0\n0 0 5\nAr\n1\nDirect\n0 0 0\n", "POSCAR:2")]
    [InlineData("s.bin", "no structure at all", "s.bin|neither name nor content")]
    [InlineData("s.xyz", "BZh91AY", "s.xyz|bzip2")]
    public void ABrokenStructureIsExplained(string name, string text, string expected)
    {
        _cli.Write("model.json", ArgonDeck.Potential);
        _cli.Write(name, text);
        string deck = _cli.Write("deck.json", Deck.Replace("FILE", name).Replace("MORE", ""));

        CliResult result = _cli.Run("run", deck);

        ShouldSay(result, expected);
        _cli.Run("validate", deck).ErrorLines.ShouldBe(result.ErrorLines);
    }

    [Theory]
    [InlineData("{", "model.json:1|syntax error")]
    [InlineData("[]", "model.json:1|expected a JSON object")]
    [InlineData("{\"type\": \"lenard-jones\"}", "model.json:1|did you mean \"lennard-jones\"?")]
    [InlineData("{\"type\": \"lennard-jones\", \"cutoff_A\": -1, \"pairs\": [{\"elements\": [\"Ar\", \"Ar\"], \"epsilon_eV\": 1, \"sigma_A\": 1}]}", "model.json:1|cutoff_A|found -1")]
    [InlineData("{\"type\": \"lennard-jones\", \"cutoff_A\": 5, \"pairs\": [{\"elements\": [\"Ar\"], \"epsilon_eV\": 1, \"sigma_A\": 1}]}", "model.json:1|pairs[0].elements")]
    [InlineData("{\"type\": \"lennard-jones\", \"cutoff_A\": 5, \"pairs\": [{\"elements\": [\"Ar\", \"Kr\"], \"epsilon_eV\": 1, \"sigma_A\": 1}]}", "model.json:1|the like pair")]
    [InlineData("{\"type\": \"lennard-jones\", \"cutoff_A\": 5, \"tail\": true, \"shift\": \"force\", \"pairs\": [{\"elements\": [\"Ar\", \"Ar\"], \"epsilon_eV\": 1, \"sigma_A\": 1}]}", "model.json:1|tail|plain cutoff")]
    [InlineData("{\"type\": \"sum\", \"terms\": [\"model.json\"]}", "model.json:1|contain itself")]
    [InlineData("{\"type\": \"sum\", \"terms\": []}", "model.json:1|terms")]
    public void ABrokenPotentialIsExplained(string text, string expected)
    {
        string model = _cli.Write("model.json", text);
        string frames = _cli.Write("s.xyz", "1\n\nAr 0 0 0\n");

        CliResult evaluated = _cli.Run("evaluate", "--potential", model, frames, "-o", _cli.Path("o.xyz"));

        evaluated.Code.ShouldBe(2, evaluated.Error);
        foreach (string part in expected.Split('|'))
        {
            evaluated.Error.ShouldContain(part);
        }

        System.IO.File.Exists(_cli.Path("o.xyz")).ShouldBeFalse();
        string deck = _cli.Write("deck.json", Deck.Replace("FILE", "s.xyz").Replace("MORE", ""));
        _cli.Run("run", deck).Code.ShouldBe(2);
    }

    [Theory]
    [InlineData("\"masses_u\": {\"Kr\": 1}", "masses_u names Kr, but the structure holds only Ar")]
    [InlineData("\"charges_e\": {\"Kr\": 1}", "charges_e names Kr")]
    [InlineData("\"periodic\": [true, true, true]", "lattice vector 1 is zero but its axis is periodic")]
    [InlineData("\"cell_A\": [[1, 0], [0, 1, 0], [0, 0, 1]]", "structure.cell_A[0]: found an array of 2, expected an array of 3")]
    [InlineData("\"frame\": 3", "there is no frame 3")]
    [InlineData("\"replicate\": [2, 1, 1]", "lattice vector 1 is zero")]
    public void WhatDoesNotFitTheStructureIsExplained(string more, string expected)
    {
        _cli.Write("model.json", ArgonDeck.Potential);
        _cli.Write("s.xyz", "1\n\nAr 0 0 0\n");
        string deck = _cli.Write("deck.json", Deck.Replace("FILE", "s.xyz").Replace("MORE", ", " + more));

        ShouldSay(_cli.Run("run", deck), expected);
    }

    [Fact]
    public void AnArrayIsOverriddenWholeOrEntryByEntry()
    {
        string deck = _cli.Write("deck.json", ArgonDeck.Whole);

        ShouldSay(_cli.Run("validate", deck, "--set", "structure:replicate=[2,2,2"),
            "structure.replicate|found '[2,2,2'|override it as JSON|structure.replicate[0]=value");
        ShouldSay(_cli.Run("validate", deck, "--set", "structure:replicate=[2,2]"), "structure.replicate: found an array of 2");
        ShouldSay(_cli.Run("validate", deck, "--set", "structure:replicate=[2,2,2.5]"), "structure.replicate[2]: found '2.5'");
        ShouldSay(_cli.Run("validate", deck, "--set", "title=[1]"), "title: found an array");
        _cli.Run("validate", deck, "--set", "structure:replicate=[2,2,2]").Code.ShouldBe(0);
        _cli.Run("validate", deck, "--set", "structure.replicate[0]=2").Code.ShouldBe(0);
    }

    public void Dispose() => _cli.Dispose();

    private static void ShouldSay(CliResult result, string expected)
    {
        result.Code.ShouldBe(2, result.Error);
        string message = result.ErrorLines.ShouldHaveSingleItem();
        foreach (string part in expected.Split('|'))
        {
            message.ShouldContain(part);
        }
    }
}
