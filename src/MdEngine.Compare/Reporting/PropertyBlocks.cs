using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Compare.Properties;

namespace MdEngine.Compare.Reporting;

/// <summary>Puts properties into tables and charts, those of several potentials side by side.</summary>
public static class PropertyBlocks
{
    private const int MostMarked = 40;

    /// <summary>The blocks of one property.</summary>
    /// <param name="title">Title of the table: "Elastic constants of Si, diamond".</param>
    /// <param name="results">The property by each potential, with the name of its series; those that failed left out.</param>
    /// <returns>A table of the values with their references, the notes, charts of the curves, and how it was made.</returns>
    /// <exception cref="ArgumentException">No results.</exception>
    public static IReadOnlyList<ReportBlock> Of(
        string title, IReadOnlyList<(string Series, PropertyResult Result)> results)
    {
        if (results.Count == 0)
        {
            throw new ArgumentException("no results", nameof(results));
        }

        string how = Anchors.Of("how " + results[0].Result.Kind + " " + title);
        var blocks = new List<ReportBlock>();
        if (results.Any(r => r.Result.Values.Count > 0))
        {
            blocks.Add(Table(title, results, how));
        }

        blocks.AddRange(results.SelectMany(r => r.Result.Notes.Select(n => (r.Series, Note: n)))
            .GroupBy(n => n.Note)
            .Select(g => new NoteBlock(NoteKind.Warning, $"{string.Join(", ", g.Select(n => n.Series))}: {Units.Prose(g.Key)}")));
        blocks.AddRange(Charts(title, results).Select(AxisWindow.Narrow));
        blocks.Add(new FoldBlock("How it was made: " + title, [.. Methods(results)]) { Anchor = how });
        return blocks;
    }

    private static TableBlock Table(
        string title, IReadOnlyList<(string Series, PropertyResult Result)> results, string how)
    {
        // Quantities in the order of their first appearance.
        (string Name, string Unit)[] rows =
            [.. results.SelectMany(r => r.Result.Values).Select(v => (v.Name, v.Unit)).Distinct()];
        bool hasReference = results.Any(r => r.Result.Values.Any(v => v.Reference is not null));
        var columns = new List<TableColumn>
        {
            new("Quantity", "", ColumnAlignment.Left),
            new("Unit", "", ColumnAlignment.Left),
        };
        columns.AddRange(results.Select(r => new TableColumn(r.Series) { Digits = 5 }));
        if (hasReference)
        {
            columns.Add(new TableColumn("Reference") { Description = "Experiment, theory or literature." });
        }

        return new TableBlock(title, columns, [.. rows.Select(row => Row(row, results, hasReference, how))])
        {
            IsSortable = false,
        };
    }

    private static TableCell[] Row(
        (string Name, string Unit) row,
        IReadOnlyList<(string Series, PropertyResult Result)> results,
        bool hasReference,
        string how)
    {
        PropertyValue? Find(PropertyResult result) =>
            result.Values.FirstOrDefault(v => v.Name == row.Name && v.Unit == row.Unit);
        var cells = new List<TableCell> { TableCell.Of(row.Name), TableCell.Of(Units.Typeset(row.Unit)) };
        foreach ((string _, PropertyResult result) in results)
        {
            PropertyValue? value = Find(result);
            cells.Add(TableCell.Of(value?.Value, value?.Error) with
            {
                Detail = value is null ? "" : Units.Prose(result.Method),
                Link = value is null ? null : how,
            });
        }

        if (hasReference)
        {
            PropertyValue? known = results.Select(r => Find(r.Result)).FirstOrDefault(v => v?.Reference is not null);
            cells.Add(known is null
                ? TableCell.Empty
                : new TableCell(known.Reference!.Value.ToString("G6", CultureInfo.InvariantCulture).Replace('-', '−'), known.Reference)
                {
                    Detail = known.Source,
                });
        }

        return [.. cells];
    }

    /// <summary>
    /// One potential: its curves in one chart for each pair of axes. Several: a chart for each curve, a trace for each
    /// potential.
    /// </summary>
    private static IEnumerable<ChartBlock> Charts(
        string title, IReadOnlyList<(string Series, PropertyResult Result)> results)
    {
        bool isAlone = results.Count == 1;
        (string, string)[] fitted = [.. Fitted(results[0].Result)];
        return results.SelectMany(r => r.Result.Curves.Select(c => (r.Series, Curve: c)))
            .GroupBy(c => (Name: isAlone || fitted.Contains((c.Curve.XLabel, c.Curve.YLabel)) ? "" : c.Curve.Name, c.Curve.XLabel, c.Curve.YLabel))
            .Select(group =>
            {
                bool isFitted = fitted.Contains((group.Key.XLabel, group.Key.YLabel));
                string first = group.First().Curve.Name;
                string name = isAlone && group.Count() == 1 ? group.First().Curve.Name : group.Key.Name;
                return new ChartBlock(
                    name.Length == 0 || name == title ? title : $"{title}: {name}",
                    Units.AxisOf(group.Key.XLabel),
                    Units.AxisOf(group.Key.YLabel),
                    [
                        .. group.Select(c => new ChartTrace(
                            isAlone ? c.Curve.Name : isFitted && c.Curve.Name != first ? $"{c.Series}, {c.Curve.Name}" : c.Series,
                            c.Curve.X,
                            c.Curve.Y,
                            !isFitted ? KindOf(c.Curve) : c.Curve.Name == first ? TraceKind.Markers : TraceKind.Lines)
                        {
                            Series = isAlone && !isFitted && group.Count() > 1 ? null : c.Series,
                            YError = c.Curve.Error,
                        }),
                    ]);
            });
    }

    /// <summary>Pairs of axes on which stand few points and one curve through them: these belong into one chart.</summary>
    private static IEnumerable<(string X, string Y)> Fitted(PropertyResult result) =>
        from curve in result.Curves
        group curve by (curve.XLabel, curve.YLabel) into same
        let pair = same.ToArray()
        where pair.Length == 2 && pair[0].X.Count <= MostMarked && pair[1].X.Count > pair[0].X.Count
        select same.Key;

    private static TraceKind KindOf(PropertyCurve curve) =>
        curve.X.Count <= MostMarked ? TraceKind.LinesAndMarkers : TraceKind.Lines;

    private static IEnumerable<ReportBlock> Methods(IReadOnlyList<(string Series, PropertyResult Result)> results) =>
        results.GroupBy(r => r.Result.Method)
            .Select(g => new TextBlock($"{string.Join(", ", g.Select(r => r.Series))}: {Units.Prose(g.Key)}"))
            .Concat(Sources(results));

    private static IEnumerable<TextBlock> Sources(IReadOnlyList<(string Series, PropertyResult Result)> results)
    {
        string[] sources =
        [
            .. results.SelectMany(r => r.Result.Values).Where(v => v.Reference is not null && v.Source.Length > 0)
                .GroupBy(v => v.Source)
                .Select(g => $"{string.Join(", ", g.Select(v => v.Name).Distinct())}: {g.Key}"),
        ];
        return sources.Length == 0 ? [] : [new TextBlock("References. " + string.Join("; ", sources) + ".")];
    }
}
