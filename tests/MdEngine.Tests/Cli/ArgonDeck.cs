namespace MdEngine.Tests.Cli;

/// <summary>A small run of solid argon that takes a fraction of a second: 108 atoms.</summary>
public static class ArgonDeck
{
    public const string Potential =
        """{"type": "lennard-jones", "cutoff_A": 6.0, "shift": "force", "pairs": [{"elements": ["Ar", "Ar"], "epsilon_eV": 0.0103, "sigma_A": 3.4}]}""";

    public const string Text = """
        {
          "title": "argon",
          "seed": 7,
          "structure": {"lattice": "fcc", "elements": ["Ar"], "a_A": 5.3, "replicate": [3, 3, 3]},
          "potential": POTENTIAL,
          "velocities": {"temperature_K": 60},
          "timestep_fs": 2.0,
          "stages": [
            {"name": "warm", "steps": 10, "record": false,
              "dynamics": {"type": "langevin", "temperature_K": 60, "friction_per_ps": 5}},
            {"name": "hold", "steps": 20, "dynamics": {"type": "nose-hoover", "temperature_K": 60, "relaxation_fs": 100}},
            {"name": "free", "steps": 20, "dynamics": {"type": "nve"}}
          ],
          "output": {
            "thermo": {"file": "t.csv", "every": 5},
            "trajectory": {"file": "t.xyz", "every": 10, "columns": ["species", "pos", "velocities", "forces", "masses", "charges", "id"]},
            "log": {"file": "t.log"}
          }
        }
        """;

    public static string Whole => Text.Replace("POTENTIAL", Potential);
}
