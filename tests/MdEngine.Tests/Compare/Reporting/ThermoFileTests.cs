using System;
using System.IO;
using System.Linq;
using MdEngine.Compare.Reporting;
using MdEngine.Core;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Observation;
using MdEngine.IO.Logs;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Reporting;

/// <summary>Thermodynamic records as a report reads them.</summary>
public sealed class ThermoFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("thermo-").FullName;

    private string File => Path.Combine(_folder, "t.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("t.csv")]
    [InlineData("t.csv.gz")]
    public void WhatRunsWriteComesBack(string name)
    {
        string path = Path.Combine(_folder, name);
        Write(path, 10, k => k < 4 ? "melt, \"hot\"" : "hold");
        ThermoFile series = ThermoFile.Read(path);
        series.Count.ShouldBe(10);
        series.Stages.Select(s => s.Name).ShouldBe(["melt, \"hot\"", "hold"]);
        series.Stages[0].Count.ShouldBe(4);
        series.Rows[5].ShouldBe(new ThermoRow(5, 10.0, 1, 305.0, 1.0, -5.0, 0.5 - (1e-3 * 10.0), double.NaN, 1000.0, 10.0, 10.0, 10.0));
    }

    [Fact]
    public void MeansAndSlopesAreThoseOfTheRows()
    {
        Write(File, 101, _ => "run");
        ThermoStage stage = ThermoFile.Read(File).Stages.Single();
        // Temperatures 300 ... 400 K: mean 350, variance (n + 1) n / 12 of evenly spaced numbers.
        stage.Temperature.Mean.ShouldBe(350.0, 1e-10);
        stage.Temperature.Scatter.ShouldBe(Math.Sqrt(102.0 * 101.0 / 12.0), 1e-10);
        stage.Pressure.Mean.ShouldBe(double.NaN);
        stage.Drift.ShouldBe(-1e-3, 1e-12);
        stage.Duration.ShouldBe(200.0);
        stage.LastStep.ShouldBe(100);
    }

    [Fact]
    public void LongFilesKeepEveryOtherRowButAllInTheSums()
    {
        const int rows = 300_000;
        Write(File, rows, _ => "run");
        ThermoFile series = ThermoFile.Read(File);
        series.Count.ShouldBe(rows);
        series.Stages[0].Count.ShouldBe(rows);
        series.Rows.Count.ShouldBe(75_000);
        series.Rows.Select(r => r.Step).ShouldBe(Enumerable.Range(0, 75_000).Select(k => 4L * k));
    }

    [Theory]
    [InlineData("", "step")]
    [InlineData("a,b\n1,2\n", "step")]
    public void OtherFilesAreRefused(string text, string named)
    {
        System.IO.File.WriteAllText(File, text);
        Should.Throw<InputException>(() => ThermoFile.Read(File)).Message.ShouldContain(named);
    }

    [Fact]
    public void BrokenLinesAreNamed()
    {
        Write(File, 3, _ => "run");
        string text = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, text + "4,5\n");
        Should.Throw<InputException>(() => ThermoFile.Read(File)).Message.ShouldContain("line 5 has 2 fields, expected the 25");
        System.IO.File.WriteAllText(File, text.Replace(",302,", ",warm,"));
        Should.Throw<InputException>(() => ThermoFile.Read(File)).Message
            .ShouldContain("line 4: found 'warm', expected a number as temperature_K");
    }

    /// <summary>Whatever happened to the file: its numbers, or a fault that says so.</summary>
    [Fact]
    public void DamagedFilesAreReadOrRefused()
    {
        Write(File, 20, k => k < 10 ? "a,b" : "c");
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int trial = 0; trial < 500; trial++)
        {
            byte[] bytes = [.. whole];
            for (int k = 0; k < 1 + (trial % 5); k++)
            {
                uint place = Philox.Block((uint)trial, (uint)k, 0, 0, 1, 2).A % (uint)bytes.Length;
                bytes[place] = "\",\n\r-+.eNI9\0\u0080"u8[(int)(Philox.Block((uint)trial, (uint)k, 1, 0, 1, 2).A % 12)];
            }

            System.IO.File.WriteAllBytes(File, bytes[..(bytes.Length - (trial % 7 == 0 ? trial : 0))]);
            try
            {
                ThermoFile series = ThermoFile.Read(File);
                ThermoBlocks.Charts(series, 8);
                ThermoBlocks.Table(series, 8);
            }
            catch (InputException)
            {
                // Refused with a message.
            }
        }
    }

    [Fact]
    public void ChartsHaveATraceForEachStage()
    {
        Write(File, 10, k => k < 4 ? "melt" : "hold");
        ChartBlock[] charts = [.. ThermoBlocks.Charts(ThermoFile.Read(File), 8)];
        // No pressure without values, no volume and lengths where they stay the same.
        charts.Select(c => c.Title).ShouldBe(["Temperature", "Potential energy", "Conserved quantity"]);
        charts[0].X.ShouldBe(new ChartAxis("Time", "ps"));
        charts[0].Traces.Select(t => (t.Name, t.X.Count)).ShouldBe([("melt", 4), ("hold", 6)]);
        charts[2].Traces[1].Y[0].ShouldBe(0.0);
        charts[2].Traces[1].Y[5].ShouldBe(-1e-3 * 10.0 * 1e3 / 8, 1e-9);
    }

    [Fact]
    public void WithoutTimeStepsAreShown()
    {
        Write(File, 5, _ => "relax", time: 0.0);
        ThermoFile series = ThermoFile.Read(File);
        ThermoBlocks.Charts(series, 8)[0].X.ShouldBe(new ChartAxis("Step"));
        series.Stages[0].Drift.ShouldBe(double.NaN);
    }

    private static void Write(string path, int rows, Func<int, string> stage, double time = 2.0)
    {
        var writer = new ThermoCsvWriter(path, overwrite: true);
        for (int k = 0; k < rows; k++)
        {
            writer.Write(new ThermoRecord(
                k, time * k, stage(k), 300.0 + k, 1.0, -5.0, -4.0, 0.5 - (1e-3 * time * k), double.NaN, default, 1000.0,
                new Matrix3(10, 0, 0, 0, 10, 0, 0, 0, 10)));
        }

        writer.Finish();
    }
}
