using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using MdEngine.Cli.Running;

namespace MdEngine.Cli.Measuring;

/// <summary>Measured speeds for programs to read.</summary>
public static class BenchReport
{
    /// <summary>Writes one result as a JSON object.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="what">Case.</param>
    /// <param name="result">Its result.</param>
    public static void WriteJson(Stream stream, BenchCase what, RunSummary result)
    {
        using Utf8JsonWriter json = Open(stream);
        Write(json, what, result);
    }

    /// <summary>Writes several results as a JSON object with an array "cases".</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="results">Cases and results.</param>
    public static void WriteJson(Stream stream, IEnumerable<(BenchCase What, RunSummary Result)> results)
    {
        using Utf8JsonWriter json = Open(stream);
        json.WriteStartObject();
        json.WriteStartArray("cases");
        foreach ((BenchCase what, RunSummary result) in results)
        {
            Write(json, what, result);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Utf8JsonWriter Open(Stream stream) => new(stream, new JsonWriterOptions { Indented = true });

    private static void Write(Utf8JsonWriter json, BenchCase what, RunSummary result)
    {
        json.WriteStartObject();
        json.WriteString("name", what.Name);
        json.WriteNumber("atom_steps_per_second", result.StepsPerSecond * result.Atoms);
        json.WriteNumber("ns_per_day", result.NanosecondsPerDay);
        json.WriteNumber("steps_per_second", result.StepsPerSecond);
        json.WriteNumber("seconds", result.Outcome.Times.Total);
        json.WriteNumber("atoms", result.Atoms);
        json.WriteNumber("steps", result.Outcome.Steps);
        json.WriteNumber("threads", result.Threads);
        json.WriteNumber("temperature_K", what.Temperature);
        json.WriteNumber("timestep_fs", what.Timestep);
        json.WriteNumber("skin_A", what.Skin);
        json.WriteNumber("list_builds", result.Forces.Rebuilds);
        json.WriteStartObject("phases");
        foreach ((string name, double seconds) in result.Phases)
        {
            json.WriteNumber(name, seconds);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
