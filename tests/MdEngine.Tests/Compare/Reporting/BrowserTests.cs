using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdEngine.Compare.Reporting;
using MdEngine.Tests.Architecture;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Reporting;

/// <summary>
/// A report in Chromium without a window, on a desk and in a hand, light and dark. The pictures stand in the folder
/// "report-screenshots" of the tests' output.
/// </summary>
[Trait("Category", "Browser")]
public sealed class BrowserTests
{
    private static readonly string Web = Path.Combine(Repository.Root, "src", "MdEngine.Compare", "Web");

    [SkippableFact]
    public void TheReportWorksOnEveryScreen()
    {
        string chromium = Find("chromium", "chromium-browser", "google-chrome")
            ?? throw new SkipException("there is no Chromium on the path (Debian: apt-get install chromium)");
        string node = Find("node") ?? throw new SkipException("there is no node on the path (Debian: apt-get install nodejs npm)");
        Skip.IfNot(
            Directory.Exists(Path.Combine(Web, "node_modules", "playwright-core")),
            "playwright-core is not installed: the build had no npm or no registry");
        WebBundle? bundle = WebBundle.Load();
        Skip.If(bundle is null, WebBundle.Missing);

        string folder = Path.Combine(AppContext.BaseDirectory, "report-screenshots");
        Directory.CreateDirectory(folder);
        string report = Path.Combine(folder, "report.html");
        ReportDocument document = SampleReport.Create();
        new HtmlReportWriter(bundle!).Write(document, report);
        JsonElement found = Visit(node, chromium, report, folder);
        foreach (JsonElement view in found.GetProperty("views").EnumerateArray())
        {
            Check(view, document);
        }

        found.GetProperty("print").GetProperty("undrawn").GetInt32().ShouldBe(0, "charts that paper lacks");
        // A page of text alone takes some 20 kB.
        found.GetProperty("print").GetProperty("bytes").GetInt32().ShouldBeGreaterThan(50_000);
    }

    private static void Check(JsonElement view, ReportDocument document)
    {
        string name = view.GetProperty("name").GetString()!;
        Texts(view.GetProperty("errors")).ShouldBeEmpty(name);
        Texts(view.GetProperty("requests")).ShouldBeEmpty(name);
        view.GetProperty("overflow").GetInt32().ShouldBe(0, $"{name}: the page scrolls aside");
        view.GetProperty("unnamed").GetInt32().ShouldBe(0, $"{name}: controls without a name");

        ChartBlock[] charts = [.. document.Sections.SelectMany(s => s.Blocks).OfType<ChartBlock>()];
        JsonElement[] drawn = [.. view.GetProperty("charts").EnumerateArray()];
        drawn.Length.ShouldBe(charts.Length);
        foreach ((ChartBlock chart, JsonElement plot) in charts.Zip(drawn))
        {
            string place = $"{name}: {chart.Title}";
            plot.GetProperty("title").GetString().ShouldBe(chart.Title);
            plot.GetProperty("isDrawn").GetBoolean().ShouldBeTrue(place);
            JsonElement[] traces = [.. plot.GetProperty("traces").EnumerateArray()];
            traces.Select(t => t.GetProperty("name").GetString()).ShouldBe(chart.Traces.Select(t => t.Name), place);
            int clouds = Math.Max(1, chart.Traces.Count(t => t.Kind == TraceKind.Markers));
            traces.Select(t => t.GetProperty("points").GetInt32())
                .ShouldBe(chart.Traces.Select(t => Math.Min(t.X.Count, ChartJson.MostOfCloud / clouds)), place);
            traces.Select(t => t.GetProperty("errors").GetInt32()).ShouldBe(chart.Traces.Select(t => t.YError?.Count ?? 0), place);
            Texts(plot.GetProperty("legend")).Length.ShouldBe(chart.Traces.Count > 1 ? chart.Traces.Count : 0, place);
            string Label(ChartAxis axis) => axis.Unit.Length == 0 ? axis.Label : $"{axis.Label} ({Units.Typeset(axis.Unit)})";
            Texts(plot.GetProperty("axes")).ShouldBe([Label(chart.X), Label(chart.Y)], place);
        }

        JsonElement scene = view.GetProperty("scenes").EnumerateArray().Single();
        // Shaded spheres of many colours; an empty view has one colour, a box alone a handful.
        scene.GetProperty("colors").GetInt32().ShouldBeGreaterThan(200, $"{name}: the 3D view is blank");
        view.GetProperty("frame").GetString().ShouldBe("1.1 ps");

        string[] order = [.. SampleReport.Potentials];
        Texts(view.GetProperty("before")).ShouldBe(order);
        Texts(view.GetProperty("sorted")).ShouldBe(order.Reverse());
        Texts(view.GetProperty("reversed")).ShouldBe(order);
        view.GetProperty("note").GetString()!.ShouldStartWith("Root mean square over 214 frames");
        view.GetProperty("noteClosed").GetBoolean().ShouldBeTrue();
        view.GetProperty("theme").GetString().ShouldBe(name.EndsWith("dark", StringComparison.Ordinal) ? "dark" : "light");
        view.GetProperty("otherTheme").GetString().ShouldNotBe(view.GetProperty("theme").GetString());
    }

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];

    private static JsonElement Visit(string node, string chromium, string report, string folder)
    {
        string script = Path.Combine(
            Repository.Root, "tests", "MdEngine.Tests", "Compare", "Reporting", "browser.mjs");
        using Process process = Process.Start(new ProcessStartInfo(node, [script, Web, chromium, report, folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        System.Threading.Tasks.Task<string> faults = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, faults.Result);
        return JsonDocument.Parse(output).RootElement;
    }

    private static string? Find(params string[] names) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
