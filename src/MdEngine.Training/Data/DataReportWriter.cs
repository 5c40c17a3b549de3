using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MdEngine.Core.Elements;

namespace MdEngine.Training.Data;

/// <summary>Writes a report of data for people: on a terminal, or as Markdown.</summary>
public static class DataReportWriter
{
    /// <summary>Writes a report for a terminal.</summary>
    public static void Write(DataReport report, TextWriter output)
    {
        output.WriteLine($"Data: {Counts(report)}");
        foreach ((string file, int frames) in report.Files)
        {
            output.WriteLine($"  {file}: {frames} frames");
        }

        foreach (ReportTable table in Tables(report))
        {
            output.WriteLine();
            table.Write(output);
        }

        output.WriteLine();
        output.WriteLine($"  isolated atoms: {string.Join("; ", AtomEnergies(report))}");
        output.WriteLine($"  closest distances: {Distances(report)}");
        foreach (string note in report.Notes)
        {
            output.WriteLine($"  note: {note}");
        }
    }

    /// <summary>Writes a report as Markdown, without headings.</summary>
    public static void WriteMarkdown(DataReport report, TextWriter output)
    {
        output.WriteLine($"{Capital(Counts(report))}. Files: "
            + $"{string.Join(", ", report.Files.Select(f => $"`{Path.GetFileName(f.File)}` ({f.Frames} frames)"))}.");
        foreach (ReportTable table in Tables(report))
        {
            output.WriteLine();
            table.WriteMarkdown(output);
        }

        output.WriteLine();
        output.WriteLine($"Isolated atoms: {string.Join("; ", AtomEnergies(report))}.");
        if (report.Notes.Count > 0)
        {
            output.WriteLine();
            foreach (string note in report.Notes)
            {
                output.WriteLine($"- {note}");
            }
        }
    }

    /// <summary>The closest distances in words: "Si-Si 2.21 Angstrom".</summary>
    public static string Distances(DataReport report) => report.Distances.Closest.Count == 0
        ? $"none below {PairDistances.Range} Angstrom"
        : string.Join(", ", report.Distances.Closest.Select(d => string.Create(
            CultureInfo.InvariantCulture,
            $"{PeriodicTable.Get(d.Key.A)}-{PeriodicTable.Get(d.Key.B)} {d.Value:F3} Angstrom")));

    private static string Counts(DataReport report) =>
        $"{report.Groups.Sum(g => g.Frames)} frames, {report.Groups.Sum(g => g.Atoms)} atoms of "
        + $"{string.Join(", ", report.Elements)}; {report.Count(DataPart.Training)} to fit to, "
        + $"{report.Count(DataPart.Validation)} for validation, {report.Count(DataPart.Test)} for the test"
        + (report.Count(DataPart.None) is var rest and > 0 ? $", {rest} left out" : "");

    private static IEnumerable<ReportTable> Tables(DataReport report)
    {
        var counts = new ReportTable(
            "group", "training", "validation", "test", "atoms", "energies", "forces", "stresses",
            "sigma E, eV/atom", "sigma F, eV/A", "sigma V, eV/atom");
        var values = new ReportTable("group (least / median / greatest)", "energy, eV/atom", "force, eV/A", "density, g/cm3", "pressure, GPa");
        foreach (GroupReport g in report.Groups)
        {
            counts.Add(g.Name, $"{g.Training}", $"{g.Validation}", $"{g.Test}", $"{g.Atoms}", $"{g.Energies}", $"{g.Forces}",
                $"{g.Stresses}", Sigma(g.Sigmas.Energy), Sigma(g.Sigmas.Forces), Sigma(g.Sigmas.Virial));
            values.Add(g.Name, Range(g.Energy, "F3"), Range(g.Force, "F2"), Range(g.Density, "F2"), Range(g.Pressure, "F1"));
        }

        return [counts, values];
    }

    private static IEnumerable<string> AtomEnergies(DataReport report) => report.AtomEnergies.Select(e => string.Create(
        CultureInfo.InvariantCulture, $"{e.Element} {e.Energy:F5} eV ") + e.Source switch
        {
            AtomEnergySource.Given => "(given)",
            AtomEnergySource.Frame => $"({e.Place})",
            _ => "(fitted by least squares: the zero of energy is that of the data, not of free atoms)",
        });

    private static string Sigma(double sigma) =>
        double.IsInfinity(sigma) ? "-" : sigma.ToString("G4", CultureInfo.InvariantCulture);

    private static string Range(ValueRange range, string format) => double.IsNaN(range.Median)
        ? "-"
        : string.Join(" / ", new[] { range.Least, range.Median, range.Greatest }
            .Select(v => v.ToString(format, CultureInfo.InvariantCulture)));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
