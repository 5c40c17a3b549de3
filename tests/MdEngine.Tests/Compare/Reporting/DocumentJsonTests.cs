using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdEngine.Compare.Reporting;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Reporting;

/// <summary>The data that the page draws.</summary>
public sealed class DocumentJsonTests
{
    [Fact]
    public void BlocksKeepTheirOrderAndAnchors()
    {
        JsonElement root = Write(SampleReport.Create());
        root.GetProperty("schema").GetInt32().ShouldBe(DocumentJson.Schema);
        string[] ids = [.. root.GetProperty("sections").EnumerateArray().Select(s => s.GetProperty("id").GetString()!)];
        ids.ShouldBe(["accuracy", "elastic-constants", "cost", "trajectories", "failures", "deck"]);
        string[] types = [.. root.GetProperty("sections")[1].GetProperty("blocks").EnumerateArray().Select(b => b.GetProperty("type").GetString()!)];
        types.ShouldBe(["table", "note", "chart", "fold"]);
    }

    [Fact]
    public void DetailsStandOnce()
    {
        TableCell cell = TableCell.Of(1.0) with { Detail = "same" };
        var table = new TableBlock("", [new TableColumn("a"), new TableColumn("b")], [[cell, cell], [cell, cell with { Detail = "other" }]]);
        JsonElement root = Write(Document(table));
        root.GetProperty("details").EnumerateArray().Select(d => d.GetString()).ShouldBe(["same", "other"]);
        root.GetProperty("summary")[0].GetProperty("rows")[1][1].GetProperty("detail").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void NumbersThatDoNotExistAreNull()
    {
        JsonElement root = Write(Document(
            new TableBlock("", [new TableColumn("a")], [[TableCell.Of(double.NaN)], [TableCell.Of((double?)null)]]),
            new ChartBlock("", new ChartAxis("x"), new ChartAxis("y"),
                [new ChartTrace("t", [1, 2, 3], [double.NaN, double.PositiveInfinity, 0.5])])));
        root.GetProperty("summary")[0].GetProperty("rows")[0][0].GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("summary")[0].GetProperty("rows")[1][0].GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
        JsonElement y = root.GetProperty("summary")[1].GetProperty("traces")[0].GetProperty("y");
        y.EnumerateArray().Select(v => v.ValueKind).ShouldBe([JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Number]);
    }

    /// <summary>A drift of 1e-6 eV on an energy of -2000 eV must be seen: figures follow the range, not the size.</summary>
    [Fact]
    public void SmallChangesOfLargeNumbersAreKept()
    {
        double[] x = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        double[] y = [.. x.Select(v => -2000.0 + (1e-6 * v / 99))];
        JsonElement root = Write(Document(new ChartBlock("", new ChartAxis("x"), new ChartAxis("y"), [new ChartTrace("t", x, y)])));
        double[] read = [.. root.GetProperty("summary")[0].GetProperty("traces")[0].GetProperty("y").EnumerateArray().Select(v => v.GetDouble())];
        // 1e-5 of the range, and what rounding of -2000 leaves.
        read.Zip(y, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(2e-11);
        read[50].ShouldNotBe(read[49]);
    }

    [Fact]
    public void CloudsAndLinesAreThinned()
    {
        int count = 100_000;
        double[] x = [.. Enumerable.Range(0, count).Select(i => (double)i)];
        double[] y = [.. x.Select(v => Math.Sin(v))];
        JsonElement traces = Write(Document(new ChartBlock("", new ChartAxis("x"), new ChartAxis("y"),
                [new ChartTrace("line", x, y), new ChartTrace("cloud", y, x, TraceKind.Markers)])))
            .GetProperty("summary")[0].GetProperty("traces");
        traces[0].GetProperty("count").GetInt32().ShouldBe(count);
        traces[0].GetProperty("x").GetArrayLength().ShouldBeLessThanOrEqualTo(ChartJson.MostOfLine);
        traces[1].GetProperty("x").GetArrayLength().ShouldBe(ChartJson.MostOfCloud);
    }

    [Fact]
    public void ScenesComeBackToAThousandthOfAnAngstrom()
    {
        Double3[] positions = [.. Enumerable.Range(0, 500).Select(i =>
            new Double3(20 * SampleReport.Noise(i), 20 * SampleReport.Noise(i + 1000), 20 * SampleReport.Noise(i + 2000)))];
        double[] scalars = [.. Enumerable.Range(0, 500).Select(i => i == 7 ? double.NaN : SampleReport.Noise(i))];
        string[] elements = [.. positions.Select((_, i) => i < 499 ? "Si" : "Ge")];
        JsonElement scene = Write(Document(new SceneBlock("s",
                [new SceneFrame("0", elements, positions, SimulationCell.Orthorhombic(1, 2, 3), scalars)])))
            .GetProperty("summary")[0];
        JsonElement frame = scene.GetProperty("frames")[0];
        double[] read = Unpack(frame.GetProperty("positions"), scene);
        for (int i = 0; i < positions.Length; i++)
        {
            // Half a step of a range of 40 Angstrom in 65534 steps is 3e-4.
            (new Double3(read[3 * i], read[(3 * i) + 1], read[(3 * i) + 2]) - positions[i]).Length.ShouldBeLessThan(6e-4);
        }

        double[] values = Unpack(frame.GetProperty("scalars"), scene.GetProperty("scalar"));
        values[7].ShouldBe(double.NaN);
        values[8].ShouldBe(scalars[8], 4e-5);
        frame.GetProperty("cell").EnumerateArray().Select(v => v.GetDouble()).ShouldBe([1, 0, 0, 0, 2, 0, 0, 0, 3]);
        scene.GetProperty("elements").GetRawText().ShouldBe("""[["Si",499,"Ge",1]]""");
    }

    [Fact]
    public void LongTrajectoriesLoseFramesButNotTheEnds()
    {
        Double3[] positions = new Double3[10_000];
        string[] elements = [.. positions.Select(_ => "Ar")];
        SceneFrame[] frames = [.. Enumerable.Range(0, 100).Select(f => new SceneFrame($"{f}", elements, positions))];
        JsonElement kept = Write(Document(new SceneBlock("s", frames))).GetProperty("summary")[0].GetProperty("frames");
        kept.GetArrayLength().ShouldBe(SceneJson.MostAtoms / 10_000);
        kept[0].GetProperty("label").GetString().ShouldBe("0");
        kept[kept.GetArrayLength() - 1].GetProperty("label").GetString().ShouldBe("99");
    }

    [Fact]
    public void WhatDoesNotFitTogetherIsRefused()
    {
        var x = new ChartAxis("x");
        Refused(new TableBlock("t", [new TableColumn("a")], [[TableCell.Empty, TableCell.Empty]]));
        Refused(new ChartBlock("c", x, x, [new ChartTrace("t", [1, 2], [1])]));
        Refused(new ChartBlock("c", x, x, [new ChartTrace("t", [1], [1]) { YError = [1, 2] }]));
        Refused(new SceneBlock("s", []));
        Refused(new SceneBlock("s", [new SceneFrame("", ["Si"], [])]));
        Refused(new TextBlock("a") { Anchor = "same" }, new TextBlock("b") { Anchor = "same" });
    }

    private static void Refused(params ReportBlock[] blocks) => Should.Throw<ArgumentException>(() => Write(Document(blocks)));

    private static ReportDocument Document(params ReportBlock[] blocks) =>
        new("t", "", DateTimeOffset.UnixEpoch, "p", [], blocks, []);

    private static double[] Unpack(JsonElement packed, JsonElement scale)
    {
        byte[] bytes = packed.GetBytesFromBase64();
        double origin = scale.GetProperty("origin").GetDouble(), step = scale.GetProperty("step").GetDouble();
        return
        [
            .. Enumerable.Range(0, bytes.Length / 2)
                .Select(i => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * i)))
                .Select(v => v == ushort.MaxValue ? double.NaN : origin + (step * v)),
        ];
    }

    private static JsonElement Write(ReportDocument document)
    {
        using var stream = new MemoryStream();
        DocumentJson.Write(document, stream);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
