using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Reporting;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;

namespace MdEngine.Tests.Compare.Reporting;

/// <summary>A report with a block of every kind, made of plausible numbers that nothing computed.</summary>
internal static class SampleReport
{
    public const int CloudPoints = 9000;

    public static IReadOnlyList<string> Potentials { get; } = ["SW", "Tersoff", "GAP", "HDNNP", "NEP"];

    public static ReportDocument Create() => new(
        "Silicon: five potentials",
        "Machine-learned and classical potentials on the same work: accuracy against DFT, physics and cost.",
        new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        "MdEngine 0.1.0",
        Potentials,
        [SummaryTable(), new NoteBlock(NoteKind.Warning, "Energies were aligned by one offset per element, fitted to the reference.")],
        [
            new ReportSection("Accuracy", [.. Parity(), Bars()]),
            new ReportSection("Elastic constants", PropertyBlocks.Of("Elastic constants of Si, diamond", Elastic())),
            new ReportSection("Cost", [Pareto(), new NoteBlock(NoteKind.Note, "One thread.")]),
            new ReportSection("Trajectories", [Scene()]),
            new ReportSection("Failures", [new NoteBlock(NoteKind.Failure, "Tersoff: lost atoms at step 1200.")]),
            new ReportSection("Deck", [new CodeBlock("compare.json", "{\n  \"potentials\": [\"SW\"]\n}")]),
        ]);

    /// <summary>A number between -1 and 1 that looks like chance.</summary>
    public static double Noise(int i) =>
        (2.0 * Philox.Uniform(new RandomStream(1, RandomPurpose.Displacements), 0, i).A) - 1.0;

    private static TableBlock SummaryTable() => new(
        "At a glance",
        [
            new TableColumn("Potential", "", ColumnAlignment.Left),
            new TableColumn("Energy RMSE", "meV/atom") { Decimals = 2, Best = BestValue.Lowest },
            new TableColumn("Force RMSE", "eV/Angstrom") { Decimals = 3, Best = BestValue.Lowest },
            new TableColumn("C11", "GPa") { Decimals = 1 },
            new TableColumn("Diffusion", "Angstrom^2/ps"),
            new TableColumn("Cost", "us/atom/step") { Digits = 3, Best = BestValue.Lowest },
            new TableColumn("Stable", "", ColumnAlignment.Center),
        ],
        [
            .. Potentials.Select((name, k) => new[]
            {
                TableCell.OfSeries(name),
                TableCell.Of(212.3 / (1 + (4.7 * k))) with { Detail = $"Root mean square over 214 frames of the test set, {name}.", Link = "accuracy" },
                TableCell.Of(k == 1 ? double.NaN : 0.61 / (1 + (1.3 * k))) with { Link = "accuracy" },
                TableCell.Of(151.4 + (3.3 * k)),
                TableCell.Of(0.0123 * (1 + k), 0.0007),
                TableCell.Of(0.9 * Math.Pow(3.0, k)),
                new TableCell(k == 1 ? "failed" : "100 ps", k == 1 ? 12 : 100) { Status = k == 1 ? CellStatus.Bad : CellStatus.Good },
            }),
        ])
    {
        Caption = "The best of each column is marked. Numbers with a dotted line tell how they were made.",
    };

    private static IEnumerable<ChartBlock> Parity()
    {
        double[] x = [.. Enumerable.Range(0, CloudPoints).Select(i => 6 * Noise(i) * Math.Abs(Noise(i + 50000)))];
        yield return new ChartBlock(
            "Forces", new ChartAxis("DFT force", "eV/Angstrom"), new ChartAxis("Predicted force", "eV/Angstrom"),
            [
                .. Potentials.Take(3).Select((name, k) => new ChartTrace(
                    name, x, [.. x.Select((v, i) => v + (0.6 / (1 + k) * Noise(i + (k * 7919))))], TraceKind.Markers)
                {
                    Series = name,
                }),
            ])
        {
            IsParity = true,
        };
        double[] r = [.. Enumerable.Range(0, 200).Select(i => 0.04 * (i + 1))];
        yield return new ChartBlock(
            "Radial distribution", new ChartAxis("r", "Angstrom"), new ChartAxis("g(r)"),
            [
                .. Potentials.Select((name, k) => new ChartTrace(
                    name, r, [.. r.Select(v => Math.Max(0, 1 - Math.Exp(-Math.Pow(v / 2.2, 12)) + (1.5 * Math.Exp(-20 * Math.Pow(v - 2.35 - (0.02 * k), 2)))))])
                {
                    Series = name,
                }),
                new ChartTrace("experiment", [2.0, 2.35, 3.0], [0.1, 2.6, 0.4]) { IsReference = true },
            ]);
    }

    private static ChartBlock Bars() => new(
        "Error by group", new ChartAxis("Group") { Categories = ["elastic", "surface", "vacancy", "liquid"] },
        new ChartAxis("Force RMSE", "eV/Angstrom", AxisScale.Logarithmic),
        [
            .. Potentials.Select((name, k) => new ChartTrace(
                name, [0, 1, 2, 3], [0.5 / (1 + k), 0.7 / (1 + k), 0.3 / (1 + k), 0.9 / (1 + k)], TraceKind.Bars)
            {
                Series = name,
            }),
        ])
    {
        IsWide = true,
    };

    private static ChartBlock Pareto() => new(
        "Error against cost", new ChartAxis("Cost", "us/atom/step", AxisScale.Logarithmic),
        new ChartAxis("Force RMSE", "eV/Angstrom", AxisScale.Logarithmic),
        [
            .. Potentials.Select((name, k) => new ChartTrace(name, [0.9 * Math.Pow(3, k)], [0.61 / (1 + (1.3 * k))], TraceKind.Markers)
            {
                Series = name,
                YError = [0.02],
                Labels = [$"{name}: 1 thread"],
            }),
        ]);

    private static (string, PropertyResult)[] Elastic() =>
    [
        .. Potentials.Take(2).Select((name, k) => (name, new PropertyResult(
            "elastic",
            "Elastic constants of Si, diamond",
            "Central differences of the stress at strains of 0.5 %, internal coordinates relaxed to 1e-6 eV/A.",
            [
                new PropertyValue("C11", 151.42 + k, "GPa", null, 165.7, "McSkimin and Andreatch 1964"),
                new PropertyValue("C12", 76.42 - k, "GPa", 0.3, 63.9, "McSkimin and Andreatch 1964"),
                new PropertyValue("a0", 5.4309, "Angstrom"),
            ],
            [new PropertyCurve("Energy", "Volume (Angstrom^3/atom)", "Energy (eV/atom)", [18, 19, 20, 21, 22], [-4.2, -4.3, -4.33, -4.3, -4.2 + (0.01 * k)])],
            k == 0 ? [] : ["The crystal is not at rest at this strain."]))),
    ];

    private static SceneBlock Scene()
    {
        const int cells = 2, frames = 12;
        const double a = 5.431;
        Double3[] basis =
        [
            new(0, 0, 0), new(0, .5, .5), new(.5, 0, .5), new(.5, .5, 0),
            new(.25, .25, .25), new(.25, .75, .75), new(.75, .25, .75), new(.75, .75, .25),
        ];
        Double3[] sites =
        [
            .. from i in Enumerable.Range(0, cells)
               from j in Enumerable.Range(0, cells)
               from k in Enumerable.Range(0, cells)
               from b in basis
               select a * (new Double3(i, j, k) + b),
        ];
        string[] elements = [.. sites.Select((_, i) => i % 9 == 0 ? "Ge" : "Si")];
        SimulationCell cell = SimulationCell.Orthorhombic(cells * a, cells * a, cells * a);
        return new SceneBlock("Silicon at 300 K, GAP",
        [
            .. Enumerable.Range(0, frames).Select(f => new SceneFrame(
                $"{0.1 * f:F1} ps",
                elements,
                [.. sites.Select((r, i) => r + (0.12 * new Double3(Noise(i + (f * 911)), Noise(i + (f * 577) + 99), Noise(i + (f * 333) + 7))))],
                cell,
                [.. sites.Select((_, i) => Math.Abs(0.1 * Noise(i + (f * 17))))])),
        ])
        {
            ScalarName = "Uncertainty",
            ScalarUnit = "eV/Angstrom",
        };
    }
}
