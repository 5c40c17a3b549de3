using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Compare.Reporting;

/// <summary>Puts the thermodynamic record of a run into a table and charts.</summary>
public static class ThermoBlocks
{
    /// <summary>The table of means by stage.</summary>
    /// <param name="series">Record.</param>
    /// <param name="atoms">Number of atoms.</param>
    public static TableBlock Table(ThermoSeries series, int atoms) => new(
        "Means by stage",
        [
            new TableColumn("Stage", "", ColumnAlignment.Left),
            new TableColumn("Duration", "ps") { Digits = 4 },
            new TableColumn("Temperature", "K") { Decimals = 1, Description = "Mean over the stage." },
            new TableColumn("Scatter", "K") { Decimals = 1, Description = "Standard deviation of the single records, not an error of the mean." },
            new TableColumn("Pressure", "GPa") { Decimals = 3, Description = "Mean over the stage." },
            new TableColumn("Scatter", "GPa") { Decimals = 3, Description = "Standard deviation of the single records, not an error of the mean." },
            new TableColumn("Potential energy", "eV/atom") { Decimals = 5, Description = "Mean over the stage." },
            new TableColumn("Volume", "Angstrom^3/atom") { Decimals = 3, Description = "Mean over the stage." },
            new TableColumn("Drift", "meV/atom/ps") { Digits = 3, Description = "Slope of the conserved quantity by least squares." },
        ],
        [
            .. series.Stages.Select(stage => new[]
            {
                TableCell.Of(stage.Name),
                TableCell.Of(1e-3 * stage.Duration),
                TableCell.Of(stage.Temperature.Mean),
                TableCell.Of(stage.Temperature.Scatter),
                TableCell.Of(stage.Pressure.Mean),
                TableCell.Of(stage.Pressure.Scatter),
                TableCell.Of(stage.Potential.Mean / atoms),
                TableCell.Of(stage.Volume.Mean / atoms),
                TableCell.Of(1e6 * stage.Drift / atoms),
            }),
        ])
    {
        Caption = $"From all {series.Count} records, without leaving out equilibration. Scatter is that of single records.",
        IsSortable = false,
    };

    /// <summary>Charts over time, or over steps where time stands still, as in a minimisation.</summary>
    /// <param name="series">Record.</param>
    /// <param name="atoms">Number of atoms.</param>
    public static IReadOnlyList<ChartBlock> Charts(ThermoSeries series, int atoms)
    {
        if (series.Rows.Count == 0)
        {
            return [];
        }

        bool hasTime = series.Stages.All(s => s.Duration > 0.0 || s.Count == 1) && series.Rows[^1].Time > series.Rows[0].Time;
        ChartAxis x = hasTime ? new ChartAxis("Time", "ps") : new ChartAxis("Step");
        double Place(ThermoRow row) => hasTime ? 1e-3 * row.Time : row.Step;
        var charts = new List<ChartBlock>();
        void Add(string title, ChartAxis y, params ReadOnlySpan<(string Name, Func<ThermoRow, double> Value)> values)
        {
            var traces = new List<ChartTrace>();
            foreach ((string name, Func<ThermoRow, double> value) in values)
            {
                traces.AddRange(ByStage(series, name, values.Length == 1, Place, value));
            }

            if (traces.Any(t => t.Y.Any(double.IsFinite)))
            {
                charts.Add(new ChartBlock(title, x, y, traces));
            }
        }

        Add("Temperature", new ChartAxis("Temperature", "K"), ("Temperature", r => r.Temperature));
        Add("Potential energy", new ChartAxis("Potential energy", "eV/atom"), ("Potential energy", r => r.Potential / atoms));
        double[] origins = [.. series.Stages.Select((_, k) => series.Rows.FirstOrDefault(r => r.Stage == k).Conserved)];
        Add("Conserved quantity, from the start of each stage", new ChartAxis("Change", "meV/atom"),
            ("Conserved quantity", r => 1e3 * (r.Conserved - origins[r.Stage]) / atoms));
        Add("Pressure", new ChartAxis("Pressure", "GPa"), ("Pressure", r => r.Pressure));
        ThermoRow first = series.Rows[0];
        if (series.Rows.Any(r => r.A != first.A || r.B != first.B || r.C != first.C))
        {
            Add("Volume", new ChartAxis("Volume", "Angstrom^3/atom"), ("Volume", r => r.Volume / atoms));
            Add("Lengths of the cell", new ChartAxis("Length", "Angstrom"), ("a", r => r.A), ("b", r => r.B), ("c", r => r.C));
        }

        return charts;
    }

    /// <summary>One quantity: a trace for each stage. Several: one trace each, which runs through all stages.</summary>
    private static IEnumerable<ChartTrace> ByStage(
        ThermoSeries series, string name, bool isAlone, Func<ThermoRow, double> x, Func<ThermoRow, double> y)
    {
        if (!isAlone || series.Stages.Count == 1)
        {
            return [new ChartTrace(name, [.. series.Rows.Select(x)], [.. series.Rows.Select(y)])];
        }

        return series.Rows.GroupBy(r => r.Stage).Select(rows => new ChartTrace(
            series.Stages[rows.Key].Name, [.. rows.Select(x)], [.. rows.Select(y)])
        {
            Series = series.Stages[rows.Key].Name,
        });
    }
}
