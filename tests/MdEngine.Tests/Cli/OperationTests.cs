using System;
using System.IO;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>The "packing" and the "operations" of a deck's structure.</summary>
public sealed class OperationTests : IDisposable
{
    private const string Deck = """
        {
          "seed": 5,
          "structure": STRUCTURE,
          "potential": {"type": "test-pair", "cutoff_A": 5.0, "pairs": [
            {"elements": ["Ar", "Ar"], "epsilon_eV": 0.01, "sigma_A": 2.0}, {"elements": ["Kr", "Kr"], "epsilon_eV": 0.01, "sigma_A": 2.0},
            {"elements": ["Ar", "Kr"], "epsilon_eV": 0.01, "sigma_A": 2.0}]},
          "timestep_fs": 1.0,
          "stages": [{"name": "one", "steps": 1, "dynamics": {"type": "nve"}}],
          "output": {"trajectory": {"file": "t.xyz", "every": 1}, "overwrite": true}
        }
        """;

    private const string Lattice = "\"lattice\": \"fcc\", \"elements\": [\"Ar\"], \"a_A\": 5.3, \"replicate\": [2, 2, 2]";

    private readonly CliRunner _cli = new();

    [Fact]
    public void OperationsAreDoneInOrder()
    {
        _cli.Write("guest.xyz", "2\nLattice=\"9 0 0 0 9 0 0 0 9\"\nKr 0 0 0\nKr 0 0 4\n");
        Structure s = Make($$$"""
            {{{{Lattice}}}, "operations": [
              {"type": "vacancies", "count": 2},
              {"type": "replicate", "copies": [1, 1, 2]},
              {"type": "substitute", "element": "Ar", "by": {"Kr": 0.5}},
              {"type": "strain", "diagonal": [0.1, 0, 0]},
              {"type": "interstitials", "element": "Ar", "fractional": [[0.625, 0.625, 0.3125], [0.875, 0.625, 0.3125]]},
              {"type": "merge", "with": {"file": "guest.xyz"}, "offset_A": [1.3, 1.3, 1.3], "remove_within_A": 1.0},
              {"type": "stack", "with": {"lattice": "fcc", "elements": ["Kr"], "a_A": 5.6, "operations": [{"type": "replicate", "copies": [2, 2, 1]}]}, "fit": true, "gap_A": 0.5}
            ]}
            """);
        // 2 (32 - 2), half of them Kr, 2 put in, 2 merged, 16 stacked.
        s.Count.ShouldBe(60 + 2 + 2 + 16);
        s.Elements.Count(e => e.Symbol == "Kr").ShouldBe(30 + 2 + 16);
        s.Cell.Vectors.XX.ShouldBe(2 * 5.3 * 1.1, 1e-9); // written in full
        s.Cell.Vectors.ZZ.ShouldBe((4 * 5.3) + 5.6 + 1.0, 1e-9);
    }

    [Fact]
    public void SurfacesAndMassesGoTogether()
    {
        Structure s = Make($$$"""
            {"lattice": "fcc", "elements": ["Ar"], "a_A": 5.3, "primitive": true, "masses_u": {"Ar": 40}, "operations": [
              {"type": "surface", "miller": [1, 1, 1], "layers": 4, "vacuum_A": 10},
              {"type": "replicate", "copies": [3, 3, 1]}]}
            """);
        s.Count.ShouldBe(36);
        s.Cell.PeriodicC.ShouldBeFalse();
        s.Cell.Vectors.ZZ.ShouldBe((3 * 5.3 / Math.Sqrt(3)) + 10, 1e-9);
    }

    [Fact]
    public void ADeckPacksAFluid()
    {
        const string packing = """
            {"packing": {"atoms": {"Ar": 60, "Kr": 20}, "density_g_cm3": 1.6, "min_distance_A": 3.0, "shape": [[1, 0, 0], [0.3, 1, 0], [0, 0, 2]]}}
            """;
        Structure s = Make(packing);
        s.Elements.Count(e => e.Symbol == "Kr").ShouldBe(20);
        // u/Angstrom^3 to g/cm3: 1.66053906660.
        (((60 * 39.948) + (20 * 83.798)) * 1.66053906660 / s.Cell.Volume).ShouldBe(1.6, 1e-6);
        s.Cell.Vectors.ZZ.ShouldBe(2 * s.Cell.Vectors.XX, 1e-9);
        Make(packing).Positions.ShouldBe(s.Positions);
        Make(packing.Replace("\"packing\"", "\"noise_A\": 0.01, \"packing\"")).Positions.ShouldNotBe(s.Positions);
    }

    [Theory]
    [InlineData("{\"type\": \"melt\"}", "structure.operations[1].type: found the string \"melt\"")]
    [InlineData("{\"type\": \"vacancies\"}", "structure.operations[1]: neither \"count\" nor \"fraction\" nor \"atoms\" is given")]
    [InlineData("{\"type\": \"vacancies\", \"count\": 32}", "structure.operations[1]: all 32 atoms would be taken out")]
    [InlineData("{\"type\": \"vacancies\", \"atoms\": [0], \"element\": \"Ar\"}", "structure.operations[1].element: means nothing beside")]
    [InlineData("{\"type\": \"vacancies\", \"count\": 1, \"element\": \"Kr\"}", "structure.operations[1]: 1 vacancies among 0 atoms of Kr")]
    [InlineData("{\"type\": \"substitute\", \"by\": {\"Kr\": 0.7, \"Xe\": 0.4}}", "structure.operations[1].by: found fractions that add up to 1.1")]
    [InlineData("{\"type\": \"substitute\", \"by\": {\"Xe\": 0.4}}", "holds Xe too")]
    [InlineData("{\"type\": \"substitute\", \"by\": {\"Qq\": 0.4}}", "structure.operations[1].by.Qq: found \"Qq\", expected the symbol")]
    [InlineData("{\"type\": \"interstitials\", \"element\": \"Ar\", \"count\": 1}", "structure.operations[1].min_distance_A: missing")]
    [InlineData("{\"type\": \"interstitials\", \"element\": \"Ar\", \"fractional\": [[0, 0]]}", "structure.operations[1].fractional[0]: found 2 numbers")]
    [InlineData("{\"type\": \"interstitials\", \"element\": \"Ar\", \"fractional\": [[0, 0, 0]]}", "atom 1 (Ar) and atom 33 (Ar) are on top of each other")]
    [InlineData("{\"type\": \"surface\", \"miller\": [0, 0, 0]}", "structure.operations[1].miller: found 0, 0, 0")]
    [InlineData("{\"type\": \"surface\", \"miller\": [1, 0, 0], \"periodic\": true}", "structure.operations[1].periodic: means something only together with \"vacuum_A\"")]
    [InlineData("{\"type\": \"strain\"}", "structure.operations[1]: neither \"diagonal\" nor \"tensor\"")]
    [InlineData("{\"type\": \"strain\", \"tensor\": [[-2, 0, 0], [0, 0, 0], [0, 0, 0]]}", "structure.operations[1]: the strain turns the cell inside out")]
    [InlineData("{\"type\": \"stack\", \"with\": {\"lattice\": \"fcc\", \"elements\": [\"Ar\"], \"a_A\": 5.3}}", "structure.operations[1]: lattice vectors 1 and 2")]
    [InlineData("{\"type\": \"merge\", \"with\": {\"lattice\": \"fcc\", \"elements\": [\"Ar\"]}}", "structure.operations[1].with: neither \"a_A\" nor \"density_g_cm3\"")]
    [InlineData("{\"type\": \"merge\", \"with\": {\"file\": \"none.xyz\"}}", "structure.operations[1].with.file: found \"none.xyz\": no such file")]
    [InlineData("{\"type\": \"merge\", \"with\": {\"lattice\": \"fcc\", \"elements\": [\"Ar\"], \"a_A\": 9, \"operations\": [{\"type\": \"vacancies\", \"count\": 9}]}}", "structure.operations[1].with.operations[0]: 9 vacancies among 4 atoms")]
    public void FaultsAreNamedWithTheirPlace(string operation, string fragment)
    {
        string deck = Write($"{{{Lattice}, \"operations\": [{{\"type\": \"strain\", \"diagonal\": [0, 0, 0]}}, {operation}]}}");
        foreach (string command in new[] { "validate", "run" })
        {
            CliResult result = _cli.Run(command, deck);
            result.Code.ShouldBe(2, result.Error);
            result.Error.ShouldContain(fragment);
            File.Exists(_cli.Path("t.xyz")).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("\"atoms\": {\"Ar\": 100}, \"density_g_cm3\": 2, \"min_distance_A\": 4", "structure: packing: 100 atoms in")]
    [InlineData("\"atoms\": {\"Ar\": 100}, \"min_distance_A\": 4", "structure.packing: neither \"density_g_cm3\" nor")]
    [InlineData("\"atoms\": {\"Ar\": 100}, \"density_per_A3\": 0.01", "structure.packing: neither \"min_distance_A\" nor \"radii_A\"")]
    [InlineData("\"atoms\": {\"Ar\": 0}, \"density_per_A3\": 0.01, \"min_distance_A\": 3", "structure.packing.atoms.Ar: found 0")]
    [InlineData("\"atoms\": {\"Xe\": 10}, \"density_per_A3\": 0.01, \"min_distance_A\": 3", "holds Xe too")]
    [InlineData("\"atoms\": {\"Ar\": 10, \"Kr\": 1}, \"density_per_A3\": 0.01, \"radii_A\": {\"Ar\": 1, \"H\": 1}", "no radius for Kr")]
    [InlineData("\"atoms\": {\"Ar\": 10}, \"cell_A\": [[9, 0, 0], [0, 9, 0], [0, 0, -9]], \"min_distance_A\": 1", "structure: packing: the lattice vectors are left-handed")]
    public void FaultsOfPackingsAreNamed(string packing, string fragment)
    {
        CliResult result = _cli.Run("validate", Write($"{{\"packing\": {{{packing}}}}}"));
        result.Code.ShouldBe(2, result.Error);
        result.Error.ShouldContain(fragment);
    }

    [Fact]
    public void ARunDoesNotOverwriteWhatIsMerged()
    {
        _cli.Write("t.xyz", "1\n\nKr 0 0 0\n");
        CliResult result = _cli.Run("run", Write($"{{{Lattice}, \"operations\": [{{\"type\": \"merge\", \"with\": {{\"file\": \"t.xyz\"}}, \"offset_A\": [1.3, 0, 0]}}]}}"));
        result.Code.ShouldBe(2);
        result.Error.ShouldContain("structure file");
    }

    public void Dispose() => _cli.Dispose();

    private string Write(string structure) => _cli.Write("deck.json", Deck.Replace("STRUCTURE", structure));

    private Structure Make(string structure)
    {
        string deck = Write(structure);
        CliResult valid = _cli.Run("validate", deck);
        valid.Code.ShouldBe(0, valid.Error);
        CliResult result = _cli.Run("run", deck);
        result.Code.ShouldBe(0, result.Error);
        return StructureFormats.Read(_cli.Path("t.xyz"), frame: 0);
    }
}
