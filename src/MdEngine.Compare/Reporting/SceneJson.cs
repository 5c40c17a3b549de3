using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Reporting;

/// <summary>
/// Writes a scene as JSON. Coordinates and scalars are whole numbers of 16 bits (little-endian, base 64) between the
/// least and the greatest value of the scene: 0.0015 Angstrom in 100 Angstrom.
/// </summary>
internal static class SceneJson
{
    /// <summary>Stands for a scalar that does not exist.</summary>
    private const ushort None = ushort.MaxValue;

    private const ushort Steps = ushort.MaxValue - 1;

    /// <summary>Most atoms of all frames together; frames are left out evenly beyond that, the ends kept.</summary>
    public const int MostAtoms = 250_000;

    /// <summary>Writes the members of a scene.</summary>
    /// <exception cref="ArgumentException">No frames, or lists of a frame that differ in length.</exception>
    public static void Write(Utf8JsonWriter json, SceneBlock scene)
    {
        if (scene.Frames.Count == 0)
        {
            throw new ArgumentException($"the scene \"{scene.Title}\" has no frames", nameof(scene));
        }

        foreach (SceneFrame frame in scene.Frames)
        {
            if (frame.Elements.Count != frame.Positions.Count
                || (frame.Scalars is { } s && s.Count != frame.Positions.Count))
            {
                throw new ArgumentException(
                    $"the lists of a frame of the scene \"{scene.Title}\" differ in length", nameof(scene));
            }
        }

        IReadOnlyList<SceneFrame> frames = Thin(scene.Frames);
        (double low, double step) = Range(frames.SelectMany(f => f.Positions).SelectMany(p => new[] { p.X, p.Y, p.Z }));
        double[] scalars = [.. frames.SelectMany(f => f.Scalars ?? []).Where(double.IsFinite).Order()];
        (double lowScalar, double scalarStep) = Range(scalars);
        json.WriteString("type", "scene");
        json.WriteString("title", JsonText.Clean(scene.Title));
        json.WriteString("caption", JsonText.Clean(scene.Caption));
        json.WriteNumber("count", scene.Frames.Count);
        json.WritePropertyName("origin");
        JsonText.WriteNumber(json, low, 9);
        json.WritePropertyName("step");
        JsonText.WriteNumber(json, step, 9);
        if (scalars.Length > 0)
        {
            WriteScalars(json, scene, scalars, lowScalar, scalarStep);
        }

        WriteFrames(json, frames, low, step, lowScalar, scalarStep);
    }

    private static void WriteScalars(Utf8JsonWriter json, SceneBlock scene, double[] sorted, double low, double step)
    {
        double greatest = scene.ScalarMaximum ?? sorted[(int)(0.99 * (sorted.Length - 1))];
        json.WriteStartObject("scalar");
        json.WriteString("name", JsonText.Clean(scene.ScalarName));
        json.WriteString("unit", JsonText.Clean(Units.Typeset(scene.ScalarUnit)));
        json.WritePropertyName("min");
        JsonText.WriteNumber(json, Math.Min(0.0, sorted[0]), 5);
        json.WritePropertyName("max");
        JsonText.WriteNumber(json, greatest, 5);
        json.WritePropertyName("origin");
        JsonText.WriteNumber(json, low, 9);
        json.WritePropertyName("step");
        JsonText.WriteNumber(json, step, 9);
        json.WriteEndObject();
    }

    private static void WriteFrames(
        Utf8JsonWriter json, IReadOnlyList<SceneFrame> frames, double low, double step, double lowScalar, double scalarStep)
    {
        var lists = new List<IReadOnlyList<string>>();
        json.WriteStartArray("frames");
        foreach (SceneFrame frame in frames)
        {
            int list = lists.FindIndex(l => ReferenceEquals(l, frame.Elements) || l.SequenceEqual(frame.Elements));
            if (list < 0)
            {
                list = lists.Count;
                lists.Add(frame.Elements);
            }

            json.WriteStartObject();
            json.WriteString("label", JsonText.Clean(frame.Label));
            json.WriteNumber("elements", list);
            json.WriteBase64String("positions", Pack(frame.Positions.SelectMany(p => new[] { p.X, p.Y, p.Z }), low, step));
            if (frame.Cell is { HasVolume: true } cell)
            {
                json.WriteStartArray("cell");
                foreach (Double3 row in new[] { cell.Vectors.Row0, cell.Vectors.Row1, cell.Vectors.Row2 })
                {
                    JsonText.WriteNumber(json, row.X, 7);
                    JsonText.WriteNumber(json, row.Y, 7);
                    JsonText.WriteNumber(json, row.Z, 7);
                }

                json.WriteEndArray();
            }

            if (frame.Scalars is { } scalars)
            {
                json.WriteBase64String("scalars", Pack(scalars, lowScalar, scalarStep));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("elements");
        foreach (IReadOnlyList<string> list in lists)
        {
            WriteRuns(json, list);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes symbols as [symbol, how many, symbol, how many, ...].</summary>
    private static void WriteRuns(Utf8JsonWriter json, IReadOnlyList<string> symbols)
    {
        json.WriteStartArray();
        for (int i = 0, end; i < symbols.Count; i = end)
        {
            for (end = i + 1; end < symbols.Count && symbols[end] == symbols[i]; end++)
            {
            }

            json.WriteStringValue(JsonText.Clean(symbols[i]));
            json.WriteNumberValue(end - i);
        }

        json.WriteEndArray();
    }

    private static IReadOnlyList<SceneFrame> Thin(IReadOnlyList<SceneFrame> frames)
    {
        long atoms = frames.Sum(f => (long)f.Positions.Count);
        int most = atoms <= MostAtoms ? frames.Count : (int)Math.Max(1, frames.Count * (long)MostAtoms / atoms);
        return most >= frames.Count ? frames
            : most == 1 ? [frames[^1]]
            : [.. Enumerable.Range(0, most).Select(k => frames[(int)((long)(frames.Count - 1) * k / (most - 1))])];
    }

    private static (double Low, double Step) Range(IEnumerable<double> values)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        return low > high ? (0.0, 1.0) : (low, high > low ? (high - low) / Steps : 1.0);
    }

    private static byte[] Pack(IEnumerable<double> values, double low, double step)
    {
        double[] all = [.. values];
        byte[] bytes = new byte[2 * all.Length];
        for (int i = 0; i < all.Length; i++)
        {
            ushort whole = double.IsFinite(all[i]) ? (ushort)Math.Clamp(Math.Round((all[i] - low) / step), 0, Steps) : None;
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), whole);
        }

        return bytes;
    }
}
