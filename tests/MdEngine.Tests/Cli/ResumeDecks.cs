using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;

namespace MdEngine.Tests.Cli;

/// <summary>Decks for runs that are interrupted: 108 atoms of argon, output at nearly every step.</summary>
public static class ResumeDecks
{
    /// <summary>What moves the atoms, by name: a new ensemble is one more line.</summary>
    private static readonly IReadOnlyDictionary<string, string> Ensembles = new Dictionary<string, string>
    {
        ["nve"] = """{"type": "nve"}""",
        ["langevin"] = """{"type": "langevin", "temperature_K": 90, "temperature_end_K": 120, "friction_per_ps": 2}""",
        ["nose-hoover"] = """{"type": "nose-hoover", "temperature_K": 90, "relaxation_fs": 100}""",
        ["velocity-rescaling"] = """{"type": "velocity-rescaling", "temperature_K": 90, "relaxation_fs": 100}""",
        ["martyna-tobias-klein"] = """
            {"type": "martyna-tobias-klein", "temperature_K": 90, "relaxation_fs": 100,
              "barostat": {"pressure_GPa": 0.1, "pressure_end_GPa": 0.2, "relaxation_fs": 300, "coupling": "axes"}}
            """,
        ["cell-rescaling"] = """
            {"type": "cell-rescaling", "thermostat": {"type": "velocity-rescaling", "temperature_K": 90, "relaxation_fs": 100},
              "barostat": {"pressure_GPa": 0.1, "relaxation_fs": 300, "compressibility_per_GPa": 0.5}}
            """,
    };

    /// <summary>Names of the ensembles.</summary>
    public static IEnumerable<string> Names => Ensembles.Keys;

    /// <summary>A deck of one stage.</summary>
    /// <param name="ensemble">Name of an ensemble.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="checkpointEvery">Steps between checkpoints.</param>
    /// <param name="gzip">Whether the outputs are compressed.</param>
    public static string One(string ensemble, int steps, int checkpointEvery, bool gzip = false) => Text(
        $$"""{"name": "run", "steps": {{steps}}, "dynamics": {{Ensembles[ensemble]}}}""", checkpointEvery, gzip);

    /// <summary>A deck that goes through all ensembles again and again, also with steps that follow the motion.</summary>
    /// <param name="stages">Number of stages.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="checkpointEvery">Steps between checkpoints.</param>
    /// <param name="gzip">Whether the outputs are compressed.</param>
    public static string Many(int stages, int steps, int checkpointEvery, bool gzip = false)
    {
        string[] all = [.. Ensembles.Values];
        return Text(
            string.Join(", ", Enumerable.Range(0, stages).Select(k =>
                $$"""
                {"name": "stage {{k}}", "steps": {{steps}}, "record": {{(k % 5 == 1 ? "false" : "true")}},
                  "timestep_fs": {{(k % 2 == 0 ? "4" : "2.5")}}, {{(k % 4 == 3 ? "\"largest_move_A\": 0.01," : "")}}
                  "dynamics": {{all[k % all.Length]}}}
                """)),
            checkpointEvery, gzip);
    }

    /// <summary>A deck that minimises in two ways, each of which ends before its steps are used up, and goes on with new velocities.</summary>
    public static string Minimised(int checkpointEvery) => Text(
        """
        {"name": "fire", "steps": 400, "dynamics": {"type": "fire", "force_tolerance_eV_A": 1e-2}},
        {"name": "l-bfgs", "steps": 300, "dynamics": {"type": "l-bfgs", "force_tolerance_eV_A": 1e-4}},
        {"name": "run", "steps": 30, "velocities": {"temperature_K": 60}, "dynamics": {"type": "nve"}}
        """,
        checkpointEvery, gzip: false).Replace("\"a_A\": 5.5", "\"a_A\": 5.5, \"noise_A\": 0.2")
        .Replace("\"velocities\": {\"temperature_K\": 180},", "");

    /// <summary>Holds the files of a run against those of another, byte for byte.</summary>
    public static void SameFiles(CliRunner run, CliRunner reference, bool gzip)
    {
        foreach (string name in new[] { "t.csv", "t.xyz" }.Select(n => gzip ? n + ".gz" : n))
        {
            byte[] found = File.ReadAllBytes(run.Path(name)), expected = File.ReadAllBytes(reference.Path(name));
            int same = found.AsSpan().CommonPrefixLength(expected);
            (same, found.Length).ShouldBe((expected.Length, expected.Length), $"{name}: bytes that agree, and length");
        }
    }

    private static string Text(string stages, int checkpointEvery, bool gzip) => $$"""
        {
          "seed": 11,
          "structure": {"lattice": "fcc", "elements": ["Ar"], "a_A": 5.5, "replicate": [3, 3, 3]},
          "potential": {{ArgonDeck.Potential}},
          "velocities": {"temperature_K": 180},
          "timestep_fs": 4.0,
          "neighbors": {"skin_A": 0.6},
          "checkpoint": {"every_steps": {{checkpointEvery}}},
          "stages": [{{stages}}],
          "output": {
            "thermo": {"file": "t.csv{{(gzip ? ".gz" : "")}}", "every": 1},
            "trajectory": {"file": "t.xyz{{(gzip ? ".gz" : "")}}", "every": 3, "columns": ["species", "pos", "velocities", "id"]},
            "terminal_every": 1}
        }
        """;
}
