using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MdEngine.Compare.Accuracy;
using MdEngine.Compare.Cost;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trust;

namespace MdEngine.Compare.Results;

/// <summary>Results as CSV tables: UTF-8, comma, full precision, an empty field for a number that does not exist.</summary>
public static class CsvTables
{
    /// <summary>One row for each potential, the columns of <see cref="ComparisonSummary"/>; the units stand in the header.</summary>
    public static string Summary(ComparisonResult result)
    {
        IReadOnlyList<SummaryColumn> columns = new ComparisonSummary(result).Columns;
        var text = new StringBuilder();
        Row(text, ["potential", .. columns.Select(c => c.Unit.Length > 0 ? $"{c.Title} ({c.Unit})" : c.Title)]);
        foreach (string potential in result.Potentials)
        {
            Row(text, [potential, .. columns.Select(c => c.Of(potential)).Select(c => c.Text ?? Number(c.Value))]);
        }

        return text.ToString();
    }

    /// <summary>
    /// One row for each number: potential, kind and name of the piece of work, item (group, value, stage, case), quantity,
    /// value, unit, error, reference; a piece without numbers has one row with its status and reason.
    /// </summary>
    public static string Values(ComparisonResult result)
    {
        var text = new StringBuilder();
        Row(text, ["potential", "kind", "task", "item", "quantity", "value", "unit", "error", "reference", "status", "reason"]);
        foreach (Piece piece in result.Pieces)
        {
            string[] head = [piece.Potential, Name(piece.Kind), piece.Name];
            string[] tail = [piece.Status.ToString().ToLowerInvariant(), piece.Reason ?? ""];
            CsvValue[] values = [.. Of(piece)];
            foreach (CsvValue v in values.Length > 0 ? values : [new CsvValue("", "", double.NaN, "")])
            {
                Row(text, [.. head, v.Item, v.Quantity, Number(v.Value), v.Unit, Number(v.Error), Number(v.Reference), .. tail]);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<CsvValue> Of(Piece piece) => piece switch
    {
        { Model: { } m } => [new("", "cutoff", m.Cutoff, "Angstrom"), .. m.Parameters is { } n ? [new CsvValue("", "parameters", n, "")] : Enumerable.Empty<CsvValue>()],
        { Accuracy: { } a } => a.Groups.Append(a.Overall).SelectMany(Of).Concat(Of(a.Uncertainty)),
        { Property: { } p } => p.Values.Select(Of),
        { Simulation: { } s } => Of(s),
        { Disagreement: { } d } => d.Pairs.SelectMany(Of),
        { Cost: { } c } => c.Points.SelectMany(Of),
        _ => [],
    };

    private static IEnumerable<CsvValue> Of(GroupFigures group)
    {
        (string Name, ErrorFigures Figures)[] quantities =
        [
            ("energy", group.Energy), ("force", group.Forces), ("force magnitude", group.ForceMagnitude), ("stress", group.Stress),
        ];
        foreach ((string name, ErrorFigures figures) in quantities.Where(q => q.Figures.Values > 0))
        {
            yield return new(group.Name, $"{name} RMSE", figures.RootMeanSquare, figures.Unit);
            yield return new(group.Name, $"{name} MAE", figures.MeanAbsolute, figures.Unit);
            yield return new(group.Name, $"{name} worst error", figures.Worst, figures.Unit);
        }

        if (!double.IsNaN(group.ForceCosine))
        {
            yield return new(group.Name, "force cosine", group.ForceCosine, "");
        }
    }

    private static IEnumerable<CsvValue> Of(UncertaintyQuality? quality) => quality is null ? [] :
    [
        new("uncertainty", "mean", quality.Mean, quality.Unit),
        new("uncertainty", "largest", quality.Largest, quality.Unit),
        new("uncertainty", "Pearson correlation with the force error", quality.Pearson, ""),
        new("uncertainty", "Spearman correlation with the force error", quality.Spearman, ""),
    ];

    private static CsvValue Of(PropertyValue value) =>
        new("", value.Name, value.Value, value.Unit, value.Error ?? double.NaN, value.Reference ?? double.NaN);

    private static IEnumerable<CsvValue> Of(SimulationResult s) =>
    [
        new("", "steps", s.Steps, ""), new("", "planned steps", s.PlannedSteps, ""), new("", "time", s.Time, "fs"),
        .. s.Stages.SelectMany(stage => new CsvValue[]
        {
            new(stage.Name, "temperature", stage.Temperature, "K", stage.TemperatureError),
            new(stage.Name, "pressure", stage.Pressure, "GPa", stage.PressureError),
            new(stage.Name, "potential energy", stage.PotentialEnergy, "eV/atom", stage.PotentialEnergyError),
            new(stage.Name, "drift of the conserved quantity", stage.Drift, "meV/atom/ps"),
        }),
    ];

    private static IEnumerable<CsvValue> Of(PairDisagreement pair) =>
    [
        new($"{pair.First} and {pair.Second}", "mean force difference", pair.Mean, "eV/Angstrom"),
        new($"{pair.First} and {pair.Second}", "largest force difference", pair.Largest, "eV/Angstrom"),
    ];

    private static IEnumerable<CsvValue> Of(CostPoint point) =>
        [new($"{point.Atoms} atoms, {point.Threads} threads", "cost", point.Median, "us/(atom step)", point.Spread)];

    private static string Name(PieceKind kind) => kind.ToString().ToLowerInvariant();

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static void Row(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(Quote)).Append('\n');

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";

    private sealed record CsvValue(
        string Item, string Quantity, double Value, string Unit, double Error = double.NaN, double Reference = double.NaN);
}
