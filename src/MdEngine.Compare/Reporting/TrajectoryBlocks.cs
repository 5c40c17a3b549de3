using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Dynamics.Observables;
using MdEngine.IO.Xyz;

namespace MdEngine.Compare.Reporting;

/// <summary>Puts a trajectory file into a view of its frames and its radial distribution function.</summary>
public static class TrajectoryBlocks
{
    private const int MostFrames = 60, MostAtoms = 50_000, Bins = 240;
    private const double Cutoff = 8.0;

    /// <summary>Distances that a radial distribution may cost.</summary>
    private const double MostPairs = 3e7;

    /// <summary>The blocks of a trajectory.</summary>
    /// <param name="path">Extended-XYZ file, plain or gzip.</param>
    /// <param name="title">Title of the view.</param>
    /// <param name="measure">What a column "uncertainty" holds; null where there is none.</param>
    /// <exception cref="InputException">It is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<ReportBlock> Of(string path, string title, UncertaintyMeasure? measure = null)
    {
        int count = Count(path);
        if (count == 0)
        {
            return [new NoteBlock(NoteKind.Warning, $"{Path.GetFileName(path)} holds no frames.")];
        }

        var scene = new List<SceneFrame>();
        RadialDistribution? rdf = null;
        int atoms = 0;
        double step = Math.Max(1.0, (count - 1.0) / (MostFrames - 1));
        int wanted = 0, distributed = 0, most = 0, index = -1;
        var elements = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        using (ExtendedXyzReader reader = ExtendedXyzReader.Open(path))
        {
            while (++index < count)
            {
                if (index != (int)Math.Round(wanted * step) && index != count - 1)
                {
                    reader.Skip();
                    continue;
                }

                wanted++;
                Structure frame = reader.Read() ?? throw new InputException("the file has become shorter", path);
                atoms = Math.Max(atoms, frame.Count);
                scene.Add(Frame(frame, index, elements, measure is not null));

                // The second half, as far as the first look at it is affordable.
                if (frame.Cell.HasVolume && 2 * index >= count - 1)
                {
                    double pairs = 2.0 * Math.PI / 3.0 * Math.Pow(Cutoff, 3) * frame.Count * frame.Count / frame.Cell.Volume;
                    most = (int)Math.Clamp(MostPairs / pairs, 1, MostFrames);
                    if (distributed < most)
                    {
                        rdf ??= new RadialDistribution(Cutoff, Bins);
                        rdf.Add(frame);
                        distributed++;
                    }
                }
            }
        }

        var blocks = new List<ReportBlock>();
        if (rdf is not null)
        {
            blocks.AddRange(Distribution(rdf, [.. scene.SelectMany(f => f.Elements).Distinct()]));
        }

        blocks.Add(atoms > MostAtoms
            ? new NoteBlock(NoteKind.Note, $"The 3D view is left out: {atoms} atoms are more than a browser turns with ease.")
            : new SceneBlock(title, scene)
            {
                ScalarName = measure is null ? "" : char.ToUpperInvariant(measure.Name[0]) + measure.Name[1..],
                ScalarUnit = measure?.Unit ?? "",
                Caption = count > scene.Count
                    ? $"{scene.Count} of {count} frames of {Path.GetFileName(path)}, evenly spaced."
                    : $"All {count} frames of {Path.GetFileName(path)}.",
            });
        return blocks;
    }

    private static int Count(string path)
    {
        using ExtendedXyzReader reader = ExtendedXyzReader.Open(path);
        while (reader.Skip())
        {
        }

        return reader.Frames;
    }

    private static SceneFrame Frame(
        Structure frame, int index, Dictionary<string, IReadOnlyList<string>> known, bool isUncertain)
    {
        string[] symbols = [.. frame.Elements.Select(e => e.Symbol)];
        string key = string.Concat(symbols);
        if (!known.TryGetValue(key, out IReadOnlyList<string>? shared))
        {
            known.Add(key, shared = symbols);
        }

        AtomColumn? column = isUncertain ? frame.Extra.FirstOrDefault(c => c is { Name: "uncertainty", Width: 1 }) : null;
        string label = frame.Info.TryGetValue("time", out string? text)
            && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double time)
                ? FormattableString.Invariant($"{1e-3 * time:0.####} ps")
                : $"frame {index}";
        return new SceneFrame(label, shared, frame.Positions, frame.Cell, column?.Values as double[]);
    }

    private static IEnumerable<ReportBlock> Distribution(RadialDistribution rdf, string[] symbols)
    {
        double[] r = rdf.Distances();
        var traces = new List<ChartTrace> { new("all", r, rdf.Total()) };
        Element[] elements = [.. symbols.Select(PeriodicTable.Get)];
        if (elements.Length is > 1 and <= 4)
        {
            traces.AddRange(
                from a in Enumerable.Range(0, elements.Length)
                from b in Enumerable.Range(a, elements.Length - a)
                select new ChartTrace($"{elements[a].Symbol}-{elements[b].Symbol}", r, rdf.Partial(elements[a], elements[b])));
        }

        yield return new ChartBlock("Radial distribution", new ChartAxis("r", "Angstrom"), new ChartAxis("g(r)"), traces)
        {
            Caption = FormattableString.Invariant(
                $"Mean of {rdf.Frames} frames of the second half of the trajectory; bins of {rdf.Cutoff / rdf.Bins:0.###} Å."),
            IsWide = true,
        };
    }
}
