namespace MdEngine.Tests.Cli;

/// <summary>Decks of comparisons.</summary>
internal static class CompareDecks
{
    /// <summary>Two potentials of argon with a bit of everything; it names "frames.xyz" beside it.</summary>
    public const string Good = """
        {
          "title": "two argons",
          "threads": 1,
          "potentials": [
            {"name": "strong", "potential": {"type": "lennard-jones", "cutoff_A": 6.0, "pairs": [{"elements": ["Ar", "Ar"], "epsilon_eV": 0.0104, "sigma_A": 3.4}]}},
            {"name": "weak", "potential": {"type": "lennard-jones", "cutoff_A": 6.0, "pairs": [{"elements": ["Ar", "Ar"], "epsilon_eV": 0.0099, "sigma_A": 3.4}]}}
          ],
          "reference": [{"name": "set", "file": "frames.xyz"}],
          "properties": [{"type": "lattice", "structure": {"lattice": "fcc", "elements": ["Ar"], "a_A": 5.3}}],
          "simulations": [
            {
              "name": "warm", "structure": {"lattice": "fcc", "elements": ["Ar"], "a_A": 5.3, "replicate": [3, 3, 3]},
              "velocities": {"temperature_K": 40}, "timestep_fs": 2.0,
              "stages": [{"name": "nve", "steps": 40, "dynamics": {"type": "nve"}}], "frame_every": 10
            }
          ],
          "cost": {
            "structure": {"lattice": "fcc", "elements": ["Ar"], "a_A": 5.3}, "sizes": [[3, 3, 3]], "repeats": 1,
            "seconds": 0, "warm_up_s": 0
          }
        }
        """;

    /// <summary>A set of reference data of one frame.</summary>
    public const string Frames = """
        2
        Lattice="12 0 0 0 12 0 0 0 12" Properties=species:S:1:pos:R:3:forces:R:3 energy=-0.01 config_type=pair
        Ar 0 0 0 0.01 0 0
        Ar 3.7 0 0 -0.01 0 0

        """;
}
