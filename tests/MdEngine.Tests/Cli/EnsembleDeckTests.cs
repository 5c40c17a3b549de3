using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Decks with barostats, groups and rules: that they run, and what is said of those that cannot.</summary>
public sealed class EnsembleDeckTests : IDisposable
{
    private const string Barostat = """{"pressure_GPa": 0.1, "relaxation_fs": 500}""";

    private readonly CliRunner _cli = new() { Configure = _ => { } };

    public static TheoryData<string> Dynamics =>
    [
        """{"type": "velocity-rescaling", "temperature_K": 60, "relaxation_fs": 100}""",
        """{"type": "martyna-tobias-klein", "temperature_K": 60, "relaxation_fs": 100, "barostat": {"pressure_GPa": 0, "pressure_end_GPa": 0.2, "relaxation_fs": 500}}""",
        """{"type": "martyna-tobias-klein", "temperature_K": 60, "relaxation_fs": 100, "chain": 4, "barostat": {"stress_GPa": [0.01, 0, 0, 0.01, 0, 0], "coupling": "full", "relaxation_fs": 500}}""",
        """{"type": "cell-rescaling", "thermostat": {"type": "nose-hoover", "temperature_K": 60, "relaxation_fs": 100}, "barostat": {"pressure_GPa": 0, "relaxation_fs": 500, "compressibility_per_GPa": 0.5, "coupling": "axes", "axes": ["x", "z"]}}""",
        """{"type": "cell-rescaling", "thermostat": {"type": "langevin", "temperature_K": 60, "temperature_end_K": 70, "friction_per_ps": 1}, "barostat": {"stress_GPa": [-0.1, -0.1, 0, 0, 0, 0], "stress_end_GPa": [0, 0, 0, 0, 0, 0], "relaxation_fs": 500, "compressibility_per_GPa": 0.5, "coupling": "full"}}""",
        """{"type": "group-thermostats", "thermostats": [{"type": "langevin", "group": "low", "temperature_K": 30, "friction_per_ps": 1}, {"type": "velocity-rescaling", "group": "high", "temperature_K": 90, "relaxation_fs": 100}]}""",
    ];

    [Theory]
    [MemberData(nameof(Dynamics))]
    public void EachKindOfDynamicsRunsAndConserves(string dynamics)
    {
        CliResult result = _cli.Run("run", _cli.Write("deck.json", Deck(dynamics)));

        result.Code.ShouldBe(0, result.Error);
        string[] lines = File.ReadAllLines(_cli.Path("t.csv"));
        string[] head = lines[0].Split(',');
        double[] conserved = [.. lines.Skip(1).Select(l => double.Parse(
            l.Split(',')[Array.IndexOf(head, "conserved_eV")], CultureInfo.InvariantCulture))];
        // 108 atoms over 40 steps of 2 fs: the steps' own error is some 1e-6 eV an atom.
        (conserved.Max() - conserved.Min()).ShouldBeLessThan(108 * 1e-5);
        double[] volumes = [.. lines.Skip(1).Select(l => double.Parse(
            l.Split(',')[Array.IndexOf(head, "volume_A3")], CultureInfo.InvariantCulture))];
        (volumes.Distinct().Count() > 1).ShouldBe(dynamics.Contains("barostat", StringComparison.Ordinal));
    }

    [Fact]
    public void RulesHold()
    {
        string deck = Deck("""{"type": "langevin", "temperature_K": 60, "friction_per_ps": 5}""",
            """
            "frozen": ["low"], "remove_drift": {"every": 5},
            "forces": [{"group": "high", "force_eV_per_A": [0, 0, 0.01]}],
            """);

        CliResult result = _cli.Run("run", _cli.Write("deck.json", deck));

        result.Code.ShouldBe(0, result.Error);
        string[] frame = File.ReadAllLines(_cli.Path("t.xyz"));
        string[] first = frame[2..110], last = frame[^108..];
        // The group "low" are the atoms with z below 2 Angstrom: the first layer of a crystal.
        int still = first.Zip(last, (a, b) => a == b).Count(same => same);
        still.ShouldBe(18);
    }

    [Theory]
    [InlineData("\"group\": \"lwo\"", "stages[0].dynamics.group: found \"lwo\", expected the name of a group: \"low\", \"high\"; did you mean \"low\"?")]
    public void AGroupThatThereIsNotIsFound(string group, string expected)
    {
        CliResult result = Validate(Deck(
            "{\"type\": \"langevin\", \"temperature_K\": 60, \"friction_per_ps\": 5, " + group + "}"));

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain(expected);
    }

    [Theory]
    [InlineData("\"pressure_GPa\": 0, \"stress_GPa\": [0,0,0,0,0,0]", "both \"pressure_GPa\" and \"stress_GPa\" are given")]
    [InlineData("\"coupling\": \"full\"", "neither \"pressure_GPa\" nor \"stress_GPa\" is given")]
    [InlineData("\"stress_GPa\": [0,0,0,0,0,0]", "stress_GPa: a cell that keeps its shape follows the pressure alone")]
    [InlineData("\"stress_GPa\": [0,0,0,0,0,1], \"coupling\": \"axes\"", "stress_GPa: with the coupling \"axes\" the cell cannot follow a shear stress")]
    [InlineData("\"pressure_GPa\": 0, \"coupling\": \"full\", \"axes\": [\"x\"]", "axes: a full cell stretches along all axes")]
    [InlineData("\"pressure_GPa\": 0, \"axes\": [\"x\", \"x\"]", "axes: an axis is named twice")]
    [InlineData("\"pressure_GPa\": 0, \"stress_end_GPa\": [0,0,0,0,0,0]", "stress_end_GPa: means something only together with \"stress_GPa\"")]
    [InlineData("\"presure_GPa\": 0", "presure_GPa: unknown key; did you mean \"pressure_GPa\"?")]
    [InlineData("\"pressure_GPa\": 0, \"compressibility_per_GPa\": 1", "compressibility_per_GPa: unknown key")]
    public void ABarostatThatCannotBeIsRefused(string keys, string expected)
    {
        CliResult result = Validate(Deck(
            "{\"type\": \"martyna-tobias-klein\", \"temperature_K\": 60, \"relaxation_fs\": 100, "
            + "\"barostat\": {\"relaxation_fs\": 500, " + keys + "}}"));

        result.Code.ShouldBe(2);
        result.Error.ShouldContain(expected);
    }

    [Theory]
    [InlineData("{}", "nothing says which atoms")]
    [InlineData("{\"indices\": [108]}", "groups.low: group \"low\" names the index 108; expected indices from 0 to 107")]
    [InlineData("{\"ranges\": [[3, 1]]}", "ranges[0]: expected two indices, the lower one first")]
    [InlineData("{\"elements\": [\"Xe\"]}", "holds none of the 108 atoms")]
    [InlineData("{\"elements\": [\"Xx\"]}", "Xx")]
    [InlineData("{\"region\": {\"type\": \"slab\", \"axis\": \"z\"}}", "neither \"low_A\" nor \"high_A\" is given")]
    [InlineData("{\"region\": {\"type\": \"slab\", \"axis\": \"z\", \"low_A\": 2, \"high_A\": 1}}", "found 1, less than the 2 of \"low_A\"")]
    [InlineData("{\"region\": {\"type\": \"box\", \"low_A\": [0, 0, 0], \"high_A\": [1, -1, 1]}}", "high_A[1]: found -1, less than the 0")]
    [InlineData("{\"region\": {\"type\": \"cylinder\", \"axis\": \"y\", \"center_A\": [0, 0, 0], \"radius_A\": 0}}", "radius_A: found 0, expected a number > 0")]
    [InlineData("{\"region\": {\"type\": \"cone\"}}", "expected the type of the region")]
    public void AGroupThatCannotBeIsRefused(string group, string expected)
    {
        CliResult result = Validate(Deck("{\"type\": \"nve\"}").Replace(
            """{"region": {"type": "slab", "axis": "z", "low_A": -0.5, "high_A": 2}}""", group, StringComparison.Ordinal));

        result.Code.ShouldBe(2, result.Error);
        result.Error.ShouldContain(expected);
    }

    [Theory]
    [InlineData("{\"type\": \"nve\"}", "\"frozen\": [\"low\", \"rest\"],", "frozen[1]: found \"rest\"")]
    [InlineData("{\"type\": \"nve\"}", "\"remove_drift\": {\"every\": 1, \"angular\": true},", "in open space only")]
    [InlineData("{\"type\": \"nve\"}", "\"remove_drift\": {\"every\": 1, \"linear\": false},", "neither \"linear\" nor \"angular\" is true")]
    [InlineData("{\"type\": \"nve\"}", "\"forces\": [{\"group\": \"high\", \"force_eV_per_A\": [0, 1]}],", "force_eV_per_A: found an array of 2")]
    [InlineData("{\"type\": \"nve\"}", "\"frozen\": [\"low\", \"high\"],", "no atom is left to move")]
    [InlineData("{\"type\": \"langevin\", \"temperature_K\": 9, \"friction_per_ps\": 1, \"group\": \"low\"}", "\"frozen\": [\"low\"],", "holds frozen atoms")]
    [InlineData("{\"type\": \"martyna-tobias-klein\", \"temperature_K\": 9, \"relaxation_fs\": 9, \"barostat\": " + Barostat + "}", "\"frozen\": [\"low\"],", "none can be frozen")]
    [InlineData("{\"type\": \"group-thermostats\", \"thermostats\": [{\"type\": \"nose-hoover\", \"temperature_K\": 9, \"relaxation_fs\": 9}]}", "", "acts on all atoms")]
    [InlineData("{\"type\": \"group-thermostats\", \"thermostats\": [{\"type\": \"langevin\", \"temperature_K\": 9, \"friction_per_ps\": 9}]}", "", "thermostats[0].group: missing")]
    [InlineData("{\"type\": \"group-thermostats\", \"thermostats\": [{\"type\": \"langevin\", \"group\": \"low\", \"temperature_K\": 9, \"friction_per_ps\": 9}, {\"type\": \"langevin\", \"group\": \"low\", \"temperature_K\": 9, \"friction_per_ps\": 9}]}", "", "share atoms")]
    public void RulesThatCannotHoldAreRefused(string dynamics, string rules, string expected)
    {
        CliResult result = Validate(Deck(dynamics, rules));

        result.Code.ShouldBe(2, result.Error);
        result.Error.ShouldContain(expected);
    }

    [Fact]
    public void AnOpenCellHasNoPressure()
    {
        string deck = Deck("{\"type\": \"martyna-tobias-klein\", \"temperature_K\": 9, \"relaxation_fs\": 9, \"barostat\": " + Barostat + "}");
        _cli.Write("s.xyz", "2\nLattice=\"20 0 0 0 20 0 0 0 20\" pbc=\"T T F\"\nAr 0 0 0\nAr 4 0 0\n");
        deck = deck.Replace("\"lattice\": \"fcc\", \"elements\": [\"Ar\"], \"a_A\": 5.3, \"replicate\": [3, 3, 3]", "\"file\": \"s.xyz\"",
            StringComparison.Ordinal)
            .Replace("{\"region\": {\"type\": \"slab\", \"axis\": \"z\", \"low_A\": -0.5, \"high_A\": 2}}", "{\"indices\": [0]}", StringComparison.Ordinal)
            .Replace("\"invert\": true, \"region\": {\"type\": \"slab\", \"axis\": \"z\", \"low_A\": -0.5, \"high_A\": 2}", "\"indices\": [1]", StringComparison.Ordinal);

        CliResult result = Validate(deck);

        result.Code.ShouldBe(2, result.Error);
        result.Error.ShouldContain("stage \"only\": the cell is open along lattice vector 3");
    }

    public void Dispose() => _cli.Dispose();

    private CliResult Validate(string deck) => _cli.Run("validate", _cli.Write("deck.json", deck));

    private static string Deck(string dynamics, string rules = "") => """
        {
          "seed": 7,
          "structure": {"lattice": "fcc", "elements": ["Ar"], "a_A": 5.3, "replicate": [3, 3, 3]},
          "potential": POTENTIAL,
          "velocities": {"temperature_K": 60},
          "timestep_fs": 2.0,
          "groups": {
            "low": {"region": {"type": "slab", "axis": "z", "low_A": -0.5, "high_A": 2}},
            "high": {"invert": true, "region": {"type": "slab", "axis": "z", "low_A": -0.5, "high_A": 2}}
          },
          "stages": [{"name": "only", "steps": 40, RULES "dynamics": DYNAMICS}],
          "output": {"thermo": {"file": "t.csv", "every": 1}, "trajectory": {"file": "t.xyz", "every": 20, "columns": ["species", "pos"]}}
        }
        """.Replace("POTENTIAL", ArgonDeck.Potential, StringComparison.Ordinal)
            .Replace("RULES", rules, StringComparison.Ordinal)
            .Replace("DYNAMICS", dynamics, StringComparison.Ordinal);
}
