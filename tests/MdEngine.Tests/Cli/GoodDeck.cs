namespace MdEngine.Tests.Cli;

/// <summary>A sound deck, one item a line, for tests that break it.</summary>
public static class GoodDeck
{
    public const string Text = """
        {
          "title": "good", // line 2
          "seed": 12345,
          "structure": {"lattice": "fcc", "elements": ["Ar"], "a_A": 5.3, "replicate": [4, 4, 4]},
          "potential": {"type": "test-pair", "cutoff_A": 8.5,
            "pairs": [{"elements": ["Ar", "Ar"], "epsilon_eV": 0.0104, "sigma_A": 3.4}]},
          "velocities": {"temperature_K": 94.4},
          "timestep_fs": 2.0,
          "neighbors": {"skin_A": 1.0},
          "stages": [
            {"name": "equilibrate", "steps": 100,
              "dynamics": {"type": "langevin", "temperature_K": 94.4, "friction_per_ps": 1.0}},
            {"name": "measure", "steps": 1e2, "dynamics": {"type": "nve"}},
          ],
          /* line 15 */
          "output": {"thermo": {"file": "t.csv", "every": 10},
            "trajectory": {"file": "t.xyz", "columns": ["species", "pos"]}}
        }
        """;
}
