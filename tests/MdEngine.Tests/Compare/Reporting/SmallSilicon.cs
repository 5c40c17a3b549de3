using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using MdEngine.Tests.Cli;

namespace MdEngine.Tests.Compare.Reporting;

/// <summary>A comparison of shipped potentials of silicon with something of every section, in a few seconds.</summary>
internal static class SmallSilicon
{
    private const string Crystal = """{"lattice": "diamond", "elements": ["Si"], "a_A": 5.43}""";

    public static string Deck => $$$"""
        {
          "title": "Silicon, briefly",
          "threads": 1,
          "potentials": [
            {"name": "Tersoff", "potential": {{{File("potentials", "Si-Tersoff-T3", "potential.json")}}}},
            {"name": "GAP", "potential": {{{File("potentials", "Si-GAP-MdEngine", "potential.json")}}}},
            {"name": "for germanium", "potential": {{{File("potentials", "Ge-SW", "potential.json")}}}}
          ],
          "reference": [{"name": "frames", "file": "frames.xyz", "energy_offsets": "per-element"}],
          "properties": [
            {"type": "lattice", "structure": {{{Crystal}}}, "reference": {"a": 5.431}, "reference_source": "Kittel (2005)"},
            {"type": "dimer", "elements": ["Si"], "step_A": 0.1},
            {"type": "energy-volume", "structure": {{{Crystal}}}, "points": 21},
            {"type": "md-rdf", "structure": {{{Crystal}}}, "temperature_K": 300, "equilibration_steps": 10, "steps": 40, "sample_every": 5,
             "analysis": {"cutoff_A": 6.0}}
          ],
          "simulations": [
            {
              "name": "warm", "structure": {"lattice": "diamond", "elements": ["Si"], "a_A": 5.43},
              "velocities": {"temperature_K": 600}, "timestep_fs": 1.0,
              "stages": [{"name": "nve", "steps": 40, "dynamics": {"type": "nve"}}], "frame_every": 10
            }
          ],
          "disagreement_frames": 3,
          "cost": {"structure": {{{Crystal}}}, "sizes": [[1, 1, 1], [2, 1, 1]], "repeats": 2, "seconds": 0, "warm_up_s": 0}
        }
        """;

    /// <summary>The deck's "frames.xyz" without energies and forces: crystals whose atoms are displaced, more in each frame.</summary>
    public static string Frames()
    {
        const int frames = 6;
        const double a = 5.43;
        double[][] sites =
        [
            [0, 0, 0], [0, .5, .5], [.5, 0, .5], [.5, .5, 0], [.25, .25, .25], [.25, .75, .75], [.75, .25, .75], [.75, .75, .25],
        ];
        var text = new StringBuilder();
        for (int f = 0; f < frames; f++)
        {
            text.Append(CultureInfo.InvariantCulture, $"8\nLattice=\"{a} 0 0 0 {a} 0 0 0 {a}\" Properties=species:S:1:pos:R:3 ")
                .Append(f < 3 ? "config_type=cold\n" : "config_type=hot\n");
            for (int i = 0; i < sites.Length; i++)
            {
                double[] r = [.. sites[i].Select((x, k) => (a * x) + (0.03 * (f + 1) * SampleReport.Noise((100 * f) + (3 * i) + k)))];
                text.Append(CultureInfo.InvariantCulture, $"Si {r[0]} {r[1]} {r[2]}\n");
            }
        }

        return text.ToString();
    }

    private static string File(params string[] parts) => JsonSerializer.Serialize(Path.Combine([Repository.Root, .. parts]));
}
