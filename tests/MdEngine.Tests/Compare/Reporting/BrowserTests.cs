using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using MdEngine.Compare.Reporting;
using MdEngine.Tests.Cli;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Reporting;

/// <summary>
/// Reports in Chromium without a window: a made-up one with a block of every kind, and one that the program itself makes of
/// silicon, on a desk and in a hand, light and dark. The pictures stand in the folder "report-screenshots" of the tests' output.
/// </summary>
[Trait("Category", "Browser")]
public sealed class BrowserTests : IDisposable
{
    private static readonly string Web = Path.Combine(Repository.Root, "src", "MdEngine.Compare", "Web");
    private readonly CliRunner _cli = new() { Configure = _ => { } };

    public void Dispose() => _cli.Dispose();

    [SkippableFact]
    public void ReportsWorkOnEveryScreen()
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
        string sample = Path.Combine(folder, "sample.html"), real = Path.Combine(folder, "silicon.html");
        new HtmlReportWriter(bundle!).Write(SampleReport.Create(), sample);
        string bare = _cli.Write("bare.xyz", SmallSilicon.Frames());
        CliResult evaluated = _cli.Run(
            "evaluate", bare, "-p", Path.Combine(Repository.Root, "potentials", "Si-SW"), "-o", _cli.Path("frames.xyz"), "--threads", "1");
        evaluated.Code.ShouldBe(0, evaluated.Error);
        CliResult made = _cli.Run("compare", _cli.Write("deck.json", SmallSilicon.Deck), "-o", real, "--overwrite", "--fresh");
        made.Code.ShouldBe(0, made.Error);

        JsonElement found = Visit(node, chromium, sample, real, folder);
        Texts(found.GetProperty("errors")).ShouldBeEmpty();
        Texts(found.GetProperty("requests")).ShouldBeEmpty();
        CheckSample(found.GetProperty("sample"), Data(sample));
        JsonElement[] views = [.. found.GetProperty("views").EnumerateArray()];
        views.Length.ShouldBe(4);
        foreach (JsonElement view in views)
        {
            CheckReal(view, Data(real));
        }

        CheckAgainstResults(views[0], Path.ChangeExtension(real, ".results.json"));
    }

    private static void CheckSample(JsonElement page, JsonElement report)
    {
        Check("sample", page, report);
        page.GetProperty("frame").GetString().ShouldBe("1.1 ps");
        page.GetProperty("moved").GetBoolean().ShouldBeTrue("another frame looks the same");
        string[] order = [.. SampleReport.Potentials];
        Texts(page.GetProperty("before")).ShouldBe(order);
        Texts(page.GetProperty("sorted")).ShouldBe(order.Reverse());
        Texts(page.GetProperty("reversed")).ShouldBe(order);
        page.GetProperty("note").GetString()!.ShouldStartWith("Root mean square over 214 frames");
        page.GetProperty("noteClosed").GetBoolean().ShouldBeTrue();
        page.GetProperty("theme").GetString().ShouldBe("light");
        page.GetProperty("otherTheme").GetString().ShouldBe("dark");
        page.GetProperty("print").GetProperty("undrawn").GetInt32().ShouldBe(0, "charts that paper lacks");
        // A page of text alone takes some 20 kB.
        page.GetProperty("print").GetProperty("bytes").GetInt32().ShouldBeGreaterThan(50_000);
    }

    private static void CheckReal(JsonElement view, JsonElement report)
    {
        string name = view.GetProperty("name").GetString()!;
        Check(name, view, report);
        view.GetProperty("theme").GetString().ShouldBe(name.Split('-')[1]);
        string[] titles = [.. view.GetProperty("charts").EnumerateArray().Select(c => c.GetProperty("title").GetString()!)];
        foreach (string part in new[] { "Parity of force", "Dimers of Si", "Radial distribution", "Temperature: warm", "Error against cost", "Disagreement" })
        {
            titles.ShouldContain(t => t.StartsWith(part), $"{name}: {string.Join("; ", titles)}");
        }
    }

    /// <summary>The page shows what its own data say: every chart with its traces, every scene, nothing cut off.</summary>
    private static void Check(string name, JsonElement page, JsonElement report)
    {
        page.GetProperty("overflow").GetInt32().ShouldBe(0, $"{name}: the page scrolls aside");
        page.GetProperty("unnamed").GetInt32().ShouldBe(0, $"{name}: controls without a name");
        Texts(page.GetProperty("cutOff")).ShouldBeEmpty($"{name}: wider than their place");

        JsonElement[] blocks = [.. Blocks(report)];
        JsonElement[] charts = [.. blocks.Where(b => Is(b, "chart"))];
        JsonElement[] drawn = [.. page.GetProperty("charts").EnumerateArray()];
        drawn.Select(c => c.GetProperty("title").GetString()).ShouldBe(charts.Select(c => c.GetProperty("title").GetString()), name);
        foreach ((JsonElement chart, JsonElement plot) in charts.Zip(drawn))
        {
            string place = $"{name}: {chart.GetProperty("title").GetString()}";
            plot.GetProperty("isDrawn").GetBoolean().ShouldBeTrue(place);
            plot.GetProperty("wide").GetBoolean().ShouldBeFalse(place);
            plot.GetProperty("crowded").GetInt32().ShouldBe(0, $"{place}: texts overlap");
            JsonElement[] wanted = [.. chart.GetProperty("traces").EnumerateArray()];
            JsonElement[] traces = [.. plot.GetProperty("traces").EnumerateArray()];
            traces.Select(t => t.GetProperty("name").GetString()).ShouldBe(wanted.Select(t => t.GetProperty("name").GetString()), place);
            traces.Select(t => t.GetProperty("points").GetInt32()).ShouldBe(wanted.Select(t => t.GetProperty("x").GetArrayLength()), place);
            traces.Select(t => t.GetProperty("errors").GetInt32())
                .ShouldBe(wanted.Select(t => t.TryGetProperty("ey", out JsonElement e) ? e.GetArrayLength() : 0), place);
            bool hasLegend = wanted.Length > 1 || wanted.Any(t => t.TryGetProperty("reference", out _));
            Texts(plot.GetProperty("legend")).Length.ShouldBe(hasLegend ? wanted.Length : 0, place);
            Texts(plot.GetProperty("axes")).ShouldBe([Label(chart.GetProperty("x")), Label(chart.GetProperty("y"))], place);
        }

        JsonElement[] scenes = [.. page.GetProperty("scenes").EnumerateArray()];
        scenes.Length.ShouldBe(blocks.Count(b => Is(b, "scene")), name);
        // Shaded spheres of many colours; an empty view has one colour, a box alone a handful.
        scenes.ShouldAllBe(s => s.GetProperty("colors").GetInt32() > 100, $"{name}: a 3D view is blank");
        page.GetProperty("tables").EnumerateArray().Select(t => t.GetInt32())
            .ShouldBe(blocks.Where(b => Is(b, "table")).Select(b => b.GetProperty("rows").GetArrayLength()), name);
    }

    /// <summary>Some of the page against the file of results, which another writer made.</summary>
    private static void CheckAgainstResults(JsonElement view, string file)
    {
        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement[] pieces = [.. results.RootElement.GetProperty("pieces").EnumerateArray()];
        int Points(string title, string trace) => view.GetProperty("charts").EnumerateArray()
            .Single(c => c.GetProperty("title").GetString() == title).GetProperty("traces").EnumerateArray()
            .Single(t => t.GetProperty("name").GetString() == trace).GetProperty("points").GetInt32();
        foreach (string potential in new[] { "Tersoff", "GAP" })
        {
            JsonElement Of(string kind) => pieces.Single(
                p => p.GetProperty("kind").GetString() == kind && p.GetProperty("potential").GetString() == potential);
            JsonElement parity = Of("accuracy").GetProperty("accuracy").GetProperty("parity").EnumerateArray()
                .Single(p => p.GetProperty("quantity").GetString() == "force");
            Points("Parity of force: frames", potential).ShouldBe(parity.GetProperty("reference").GetArrayLength());
            Points("Temperature: warm", potential).ShouldBe(
                Of("simulation").GetProperty("simulation").GetProperty("series").GetProperty("time_fs").GetArrayLength());
        }
    }

    private static IEnumerable<JsonElement> Blocks(JsonElement report)
    {
        static IEnumerable<JsonElement> All(JsonElement blocks) => blocks.EnumerateArray()
            .SelectMany(b => Is(b, "fold") ? All(b.GetProperty("blocks")) : [b]);
        return All(report.GetProperty("summary"))
            .Concat(report.GetProperty("sections").EnumerateArray().SelectMany(s => All(s.GetProperty("blocks"))));
    }

    private static bool Is(JsonElement block, string type) => block.GetProperty("type").GetString() == type;

    private static string Label(JsonElement axis)
    {
        string unit = axis.TryGetProperty("unit", out JsonElement u) ? u.GetString()! : "";
        string label = axis.GetProperty("label").GetString()!;
        return unit.Length == 0 ? label : $"{label} ({unit})";
    }

    private static JsonElement Data(string report) => JsonDocument.Parse(
        Regex.Match(File.ReadAllText(report), @"id=""report-data"">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value).RootElement;

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];

    private static JsonElement Visit(string node, string chromium, params string[] files)
    {
        string script = Path.Combine(Repository.Root, "tests", "MdEngine.Tests", "Compare", "Reporting", "browser.mjs");
        using Process process = Process.Start(new ProcessStartInfo(node, [script, Web, chromium, .. files])
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
