using System;
using System.Linq;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Every kind of fault: its line, its path, what it says, and exit code 2.</summary>
public sealed class BrokenDeckTests : IDisposable
{
    private readonly CliRunner _cli = new();

    // What to replace in the good deck, by what, and the faults as "line|path|part of the message".
    public static TheoryData<string, string, string[]> Cases => new()
    {
        { "\"title\": \"good\"", "\"titel\": \"good\"", ["2|titel|unknown key; did you mean \"title\"?"] },
        { "\"title\": \"good\"", "\"title\": 5", ["2|title|found 5, expected a string (in quotes)"] },
        { "\"title\": \"good\"", "\"title\": null", ["2|title|found null, expected a string; leave the key out"] },
        { "\"title\": \"good\"", "\"a:b\": 1", ["2|[\"a:b\"]|unknown key (no key is empty or holds a colon)"] },
        { "\"title\": \"good\"", "\"\": 1", ["2|[\"\"]|unknown key"] },
        { "\"seed\": 12345", "\"seed\": -1", ["3|seed|found -1, expected an integer"] },
        { "\"seed\": 12345", "\"seed\": \"12345\"", ["3|seed|found the string \"12345\", expected an integer (without quotes)"] },
        { "\"seed\": 12345", "\"seed\": 1.5", ["3|seed|found 1.5, expected an integer"] },
        { "\"seed\": 12345", "\"Seed\": 1", ["3|Seed|unknown key; did you mean \"seed\"?"] },
        { "\"seed\": 12345", "\"seed\": 1, \"seed\": 2", ["3|seed|duplicate key; it stands already in line 3"] },
        { "\"seed\": 12345", "\"seed\": 1, \"SEED\": 2", ["3|SEED|duplicate key; it stands already in line 3 as \"seed\""] },
        { "\"seed\": 12345", "\"threads\": 1e9", ["3|threads|found 1e9, expected an integer >= 0 and <= 4096"] },
        { "\"lattice\": \"fcc\"", "\"lattice\": \"fbc\"", ["4|structure.lattice|did you mean \"fcc\"?"] },
        { "\"lattice\": \"fcc\"", "\"lattice\": \"FCC\"", ["4|structure.lattice|expected one of \"fcc\", \"bcc\""] },
        { "\"lattice\": \"fcc\"", "\"lattice\": 3", ["4|structure.lattice|found 3, expected one of"] },
        { "\"lattice\": \"fcc\", ", "", ["4|structure|neither \"file\" nor \"lattice\" nor \"packing\" is given", "4|structure.a_A|only together with \"lattice\""] },
        { "\"lattice\": \"fcc\"", "\"lattice\": \"fcc\", \"file\": \"missing.xyz\"", ["4|structure.file|no such file", "4|structure.lattice|both \"file\" and \"lattice\" are given"] },
        { "\"lattice\": \"fcc\"", "\"lattice\": \"rocksalt\"", ["4|structure.elements|found 1 element, expected 2"] },
        { "\"lattice\": \"fcc\"", "\"lattice\": \"fcc\", \"c_A\": 4", ["4|structure.c_A|only hcp"] },
        { "\"lattice\": \"fcc\"", "\"lattice\": \"fcc\", \"frame\": 4", ["4|structure.frame|only together with \"file\""] },
        { "\"elements\": [\"Ar\"]", "\"elements\": [\"AR\"]", ["4|structure.elements[0]|found \"AR\", expected the symbol of an element; did you mean \"Ar\"?"] },
        { "\"elements\": [\"Ar\"]", "\"elements\": [\"Xx\"]", ["4|structure.elements[0]|found \"Xx\", expected the symbol of an element"] },
        { "\"elements\": [\"Ar\"]", "\"elements\": \"Ar\"", ["4|structure.elements|found the string \"Ar\", expected an array of at least 1 element symbols"] },
        { "\"elements\": [\"Ar\"]", "\"elements\": []", ["4|structure.elements|found an array of 0, expected an array of at least 1"] },
        { "\"a_A\": 5.3", "\"a_A\": 0", ["4|structure.a_A|found 0, expected a number > 0"] },
        { "\"a_A\": 5.3", "\"a_A\": 1e400", ["4|structure.a_A|found 1e400 (too large for a number), expected a number > 0"] },
        { "\"a_A\": 5.3", "\"a_A\": 5.3, \"density_g_cm3\": 1.4", ["4|structure.density_g_cm3|both \"a_A\" and \"density_g_cm3\" are given"] },
        { "\"a_A\": 5.3, ", "", ["4|structure|neither \"a_A\" nor \"density_g_cm3\" is given"] },
        { "[4, 4, 4]", "[4, 4]", ["4|structure.replicate|found an array of 2, expected an array of 3 integers >= 1"] },
        { "[4, 4, 4]", "[4, 0, 4.5]", ["4|structure.replicate[1]|found 0", "4|structure.replicate[2]|found 4.5, expected an integer"] },
        { "[4, 4, 4]", "[4000, 4000, 4000]", ["4|structure.replicate|found 64000000000 copies"] },
        { "[4, 4, 4]", "{\"0\": 4, \"1\": 4, \"2\": 4}", ["4|structure.replicate|found an object, expected an array of 3"] },
        { "[4, 4, 4]}", "[4, 4, 4], \"masses_u\": {\"Ar\": -1, \"Q\": 2}}", ["4|structure.masses_u.Ar|found -1", "4|structure.masses_u.Q|found \"Q\", expected the symbol"] },
        { "\"test-pair\"", "\"test-pear\"", ["5|potential.type|did you mean \"test-pair\"?"] },
        { "\"type\": \"test-pair\", ", "", ["5|potential.type|missing; expected the type of the potential: one of"] },
        { "\"type\": \"test-pair\"", "\"type\": 7", ["5|potential.type|found 7, expected the type of the potential"] },
        { "\"cutoff_A\": 8.5", "\"cutoff\": 8.5", ["5|potential.cutoff|unknown key; did you mean \"cutoff_A\"?", "5|potential.cutoff_A|missing; expected a number > 0"] },
        { "\"cutoff_A\": 8.5", "\"cutoff_A\": 8.5, \"shift\": \"force\"", ["5|potential.shift|expected one of \"none\", \"force-shifted\"; did you mean \"force-shifted\"?"] },
        { "\"cutoff_A\": 8.5", "\"cutoff_A\": 8.5, \"tail\": \"true\"", ["5|potential.tail|found the string \"true\", expected true or false (without quotes)"] },
        { "\"cutoff_A\": 8.5", "\"cutoff_A\": 8.5, \"table\": \"none.dat\"", ["5|potential.table|found \"none.dat\": no such file"] },
        { "\"cutoff_A\": 8.5", "\"cutoff_A\": 3.0", ["6|potential.pairs[0].sigma_A|sigma beyond the cutoff"] },
        { "\"sigma_A\": 3.4", "\"sigma\": 3.4", ["6|potential.pairs[0].sigma|did you mean \"sigma_A\"?", "6|potential.pairs[0].sigma_A|missing"] },
        { "{\"temperature_K\": 94.4}", "{}", ["7|velocities.temperature_K|missing; expected a number >= 0"] },
        { "{\"temperature_K\": 94.4}", "94.4", ["7|velocities|found 94.4, expected an object"] },
        { "\"timestep_fs\": 2.0", "\"timestep_fs\": 0", ["8|timestep_fs|found 0, expected a number > 0"] },
        { "\"timestep_fs\": 2.0", "\"timestep\": 2.0", ["8|timestep|did you mean \"timestep_fs\"?", "1|timestep_fs|missing; expected a number > 0"] },
        { "\"skin_A\": 1.0", "\"skin_A\": -1", ["9|neighbors.skin_A|found -1, expected a number >= 0"] },
        { "\"steps\": 100,", "\"steps\": 0,", ["11|stages[0].steps|found 0, expected an integer >= 1"] },
        { "\"steps\": 100,", "\"step\": 100,", ["11|stages[0].step|did you mean \"steps\"?", "11|stages[0].steps|missing"] },
        { "\"langevin\"", "\"langewin\"", ["12|stages[0].dynamics.type|did you mean \"langevin\"?"] },
        { "\"friction_per_ps\": 1.0", "\"friction_per_ps\": -1", ["12|stages[0].dynamics.friction_per_ps|found -1, expected a number > 0"] },
        { "\"type\": \"langevin\"", "\"type\": \"nose-hoover\"", ["12|stages[0].dynamics.friction_per_ps|unknown key", "12|stages[0].dynamics.relaxation_fs|missing"] },
        { "{\"type\": \"nve\"}", "\"nve\"", ["13|stages[1].dynamics|found the string \"nve\", expected an object with \"type\""] },
        { "{\"type\": \"nve\"}", "{\"type\": \"nose-hoover\", \"temperature_K\": 1, \"relaxation_fs\": 100, \"order\": 4}", ["13|stages[1].dynamics.order|found 4, expected 3, 5 or 7"] },
        { "\"name\": \"measure\"", "\"name\": \"equilibrate\"", ["13|stages[1].name|the name of an earlier stage"] },
        { "\"name\": \"measure\"", "\"name\": \" \"", ["13|stages[1].name|found an empty name"] },
        { "\"every\": 10", "\"every\": true", ["16|output.thermo.every|found true, expected an integer >= 1"] },
        { "\"t.xyz\"", "\"t.csv\"", ["17|output.trajectory.file|the same file as \"thermo.file\""] },
        { "\"t.xyz\"", "\"\"", ["17|output.trajectory.file|empty or impossible"] },
        { "\"t.xyz\"", "\".\"", ["17|output.trajectory.file|found that of a folder"] },
        { "[\"species\", \"pos\"]", "[\"pos\", \"species\"]", ["17|output.trajectory.columns|expected \"species\" and \"pos\" as the first two"] },
        { "[\"species\", \"pos\"]", "[\"species\", \"pos\", \"force\"]", ["17|output.trajectory.columns[2]|did you mean \"forces\"?"] },
        { "\"seed\": 12345,", "\"seed\": 12345", ["4||JSON syntax error in column 3"] },
        { "\"seed\": 12345,", "\"seed\": 01,", ["3||JSON syntax error in column 12"] },
        { "\"seed\": 12345,", "\"seed\": NaN,", ["3||JSON syntax error in column 11"] },
        { "/* line 15 */", "]", ["15||JSON syntax error in column 3"] },
        { "\"title\": \"good\"", "\"title\": \"\\ud800\"", ["2|title|a text holds an escape \\u.... that is no character"] },
        { "\"title\": \"good\"", "\"title\": \"\u001b[31m\"", ["2||JSON syntax error"] },
        { "\"potential\": {", "\"potential\": \"nowhere.json\", \"x\": {", ["5|potential|found \"nowhere.json\": no such file", "5|x|unknown key"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryFaultIsNamedWithLineAndPath(string find, string replacement, string[] expected)
    {
        GoodDeck.Text.ShouldContain(find);
        string deck = _cli.Write("deck.json", GoodDeck.Text.Replace(find, replacement));

        CliResult result = _cli.Run("validate", deck);

        result.Code.ShouldBe(2, result.Error);
        result.Output.ShouldBeEmpty();
        ShouldHoldExactly(result, deck, expected);
    }

    [Fact]
    public void AllFaultsAreReportedAtOnceInTheOrderOfLines()
    {
        string deck = _cli.Write("deck.json", GoodDeck.Text
            .Replace("\"title\"", "\"titel\"")
            .Replace("\"seed\": 12345", "\"seed\": \"x\"")
            .Replace("\"fcc\"", "\"fbc\"")
            .Replace("\"cutoff_A\": 8.5", "\"cutoff_A\": -8.5")
            .Replace("\"timestep_fs\": 2.0", "\"timestep_fs\": []")
            .Replace("\"steps\": 1e2", "\"steps\": 1e-2"));

        CliResult result = _cli.Run("validate", deck);

        result.Code.ShouldBe(2);
        ShouldHoldExactly(result, deck,
            ["2|titel|", "3|seed|", "4|structure.lattice|", "5|potential.cutoff_A|", "8|timestep_fs|", "13|stages[1].steps|"]);
        result.ErrorLines[0].ShouldContain("titel");
        result.ErrorLines[^1].ShouldContain("stages[1].steps");
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("[]", "found an array, expected a JSON object")]
    [InlineData("12", "found a number, expected a JSON object")]
    [InlineData("{} {}", "JSON syntax error in column 4")]
    [InlineData("{", "JSON syntax error")]
    public void AFileThatIsNoDeckIsRefused(string text, string expected)
    {
        CliResult result = _cli.Run("validate", _cli.Write("deck.json", text));

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain(expected);
    }

    [Fact]
    public void TextInAnotherEncodingIsRefused()
    {
        System.IO.File.WriteAllBytes(_cli.Path("deck.json"), [(byte)'{', (byte)'\n', (byte)'"', 0xE4, (byte)'"']);

        CliResult result = _cli.Run("validate", _cli.Path("deck.json"));

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("deck.json:2: the file is not UTF-8");
    }

    [Fact]
    public void AMissingDeckIsNamedWithTheNearestFile()
    {
        _cli.Write("argon.json", GoodDeck.Text);

        CliResult result = _cli.Run("validate", _cli.Path("argn.json"));

        result.Code.ShouldBe(2);
        result.Error.ShouldContain("argn.json: no such file; did you mean 'argon.json'?");
    }

    [Fact]
    public void AFolderIsNoDeck()
    {
        CliResult result = _cli.Run("validate", _cli.Folder);

        result.Code.ShouldBe(2);
        result.Error.ShouldContain("expected a file, found a folder");
    }

    [Fact]
    public void ThePotentialMustCoverTheElements()
    {
        string deck = _cli.Write("deck.json", GoodDeck.Text.Replace("\"elements\": [\"Ar\"]", "\"elements\": [\"Kr\"]"));

        CliResult result = _cli.Run("validate", deck);

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("test-pair covers Ar, but the structure holds Kr");
    }

    public void Dispose() => _cli.Dispose();

    private static void ShouldHoldExactly(CliResult result, string deck, string[] expected)
    {
        foreach (string[] fault in expected.Select(e => e.Split('|', 3)))
        {
            string start = fault[1].Length == 0 ? $"error: {deck}:{fault[0]}: " : $"error: {deck}:{fault[0]}: {fault[1]}: ";
            result.ErrorLines.ShouldContain(
                l => l.StartsWith(start, StringComparison.Ordinal) && l.Contains(fault[2], StringComparison.Ordinal),
                $"{start}...{fault[2]}\namong\n{result.Error}");
        }

        result.ErrorLines.Length.ShouldBe(expected.Length, result.Error);
    }
}
