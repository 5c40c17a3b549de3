using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdEngine.Core.Atoms;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Evaluation;

/// <summary>The errors of a potential over a file of frames, overall and per config_type.</summary>
/// <param name="measure">What uncertainties of atoms mean, where they are computed.</param>
public sealed class EvaluationReport(UncertaintyMeasure? measure = null)
{
    private const string TypeKey = "config_type";
    private const string NoType = "(none)";
    private readonly List<ErrorGroup> _types = [];
    private readonly UncertaintySum _uncertainty = new();
    private bool _isTyped;

    /// <summary>All frames.</summary>
    public ErrorGroup Overall { get; } = new("overall");

    /// <summary>Groups of frames with the same config_type, in the order of the file; none when no frame has one.</summary>
    public IReadOnlyList<ErrorGroup> Types => _isTyped ? _types : [];

    /// <summary>Whether any frame had a reference value.</summary>
    public bool HasErrors => Overall.Energy.Count + Overall.Forces.Count + Overall.Stress.Count > 0;

    /// <summary>Adds a frame.</summary>
    /// <param name="reference">Frame as it was read.</param>
    /// <param name="result">The same frame by the potential.</param>
    public void Add(Structure reference, Structure result)
    {
        bool has = reference.Info.TryGetValue(TypeKey, out string? type);
        _isTyped |= has;
        string name = has ? type! : NoType;
        ErrorGroup? group = _types.Find(g => g.Name == name);
        if (group is null)
        {
            group = new ErrorGroup(name);
            _types.Add(group);
        }

        if (measure is not null)
        {
            _uncertainty.Add(Overall.Frames, result);
        }

        group.Add(reference, result);
        Overall.Add(reference, result);
    }

    /// <summary>Writes a table for people.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine($"{Overall.Frames} frames, {Overall.Atoms} atoms");
        if (measure is not null)
        {
            output.WriteLine(_uncertainty.Describe(measure));
        }

        if (!HasErrors)
        {
            output.WriteLine("no reference energy, forces or stress in the file: no errors to tell");
            return;
        }

        ErrorGroup[] groups = [.. Types, Overall];
        string first = _isTyped ? TypeKey : "";
        int width = groups.Max(g => System.Math.Max(first.Length, g.Name.Length));
        output.WriteLine();
        output.WriteLine($"{"".PadRight(width)} {"",8} {"energy, meV/atom",23} {"forces, eV/Angstrom",23} {"stress, GPa",23}");
        output.WriteLine(
            $"{first.PadRight(width)} {"frames",8} {"RMSE",11} {"MAE",11} {"RMSE",11} {"MAE",11} {"RMSE",11} {"MAE",11}");
        foreach (ErrorGroup group in groups)
        {
            output.WriteLine($"{group.Name.PadRight(width)} {group.Frames,8} "
                + $"{Cells(group.Energy)} {Cells(group.Forces)} {Cells(group.Stress)}");
        }
    }

    /// <summary>Writes the figures as JSON.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="file">File of the frames.</param>
    /// <param name="potential">Potential as the user named it.</param>
    public void WriteJson(Stream stream, string file, string potential)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("file", file);
        json.WriteString("potential", potential);
        json.WriteNumber("frames", Overall.Frames);
        json.WriteNumber("atoms", Overall.Atoms);
        if (measure is not null)
        {
            _uncertainty.Write(json, measure);
        }

        json.WritePropertyName("overall");
        Write(json, Overall);
        json.WriteStartObject("config_types");
        foreach (ErrorGroup group in Types)
        {
            json.WritePropertyName(group.Name);
            Write(json, group);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Cells(ErrorSum sum) => sum.Count == 0
        ? $"{"-",11} {"-",11}"
        : string.Create(CultureInfo.InvariantCulture, $"{sum.RootMeanSquare,11:G6} {sum.MeanAbsolute,11:G6}");

    private static void Write(Utf8JsonWriter json, ErrorGroup group)
    {
        json.WriteStartObject();
        json.WriteNumber("frames", group.Frames);
        json.WriteNumber("atoms", group.Atoms);
        Write(json, "energy", "meV_per_atom", group.Energy);
        Write(json, "forces", "eV_per_A", group.Forces);
        Write(json, "stress", "GPa", group.Stress);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string quantity, string unit, ErrorSum sum)
    {
        json.WriteStartObject(quantity);
        json.WriteNumber("values", sum.Count);
        WriteNumber(json, $"rmse_{unit}", sum.RootMeanSquare);
        WriteNumber(json, $"mae_{unit}", sum.MeanAbsolute);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
