using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using MdEngine.Compare.Reporting;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary><c>"report"</c> of a run's output.</summary>
public sealed class RunReportTests : IDisposable
{
    private const string Key = "\"output\": {";

    private readonly CliRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [SkippableFact]
    public void ARunLeavesAReportBesideItsTrajectory()
    {
        Skip.If(WebBundle.Load() is null, WebBundle.Missing);
        CliResult result = _cli.Run("run", _cli.Write("deck.json", ArgonDeck.Whole.Replace(Key, Key + "\"report\": true,")));
        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("t.html");
        JsonElement data = Data("t.html");
        data.GetProperty("title").GetString().ShouldBe("argon");
        data.GetProperty("series").EnumerateArray().Select(s => s.GetString()).ShouldBe(["warm", "hold", "free"]);
        data.GetProperty("sections").EnumerateArray().Select(s => s.GetProperty("title").GetString())
            .ShouldBe(["Thermodynamics", "Structure", "How it was made"]);

        // The stage "warm" is not recorded; the others have a line every 5 of 20 steps.
        JsonElement rows = data.GetProperty("summary")[0].GetProperty("rows");
        rows.EnumerateArray().Select(r => r[0].GetProperty("text").GetString()).ShouldBe(["hold", "free"]);
        JsonElement[] types = [.. data.GetProperty("sections")[1].GetProperty("blocks").EnumerateArray()];
        types.Select(t => t.GetProperty("type").GetString()).ShouldBe(["chart", "scene"]);
        types[1].GetProperty("count").GetInt32().ShouldBe(File.ReadLines(_cli.Path("t.xyz")).Count() / 110);
        data.GetProperty("sections")[2].GetProperty("blocks")[1].GetProperty("text").GetString()!.ShouldContain("\"timestep_fs\": 2.0");
    }

    [SkippableTheory]
    [InlineData("\"report\": \"deep/in/r.html\"", "deep/in/r.html")]
    [InlineData("\"report\": false", null)]
    public void TheDeckSaysWhere(string option, string? file)
    {
        Skip.If(WebBundle.Load() is null, WebBundle.Missing);
        CliResult result = _cli.Run("run", _cli.Write("deck.json", ArgonDeck.Whole.Replace(Key, Key + option + ",")));
        result.Code.ShouldBe(0, result.Error);
        string[] found = Directory.GetFiles(_cli.Folder, "*.html", SearchOption.AllDirectories);
        found.ShouldBe(file is null ? [] : [_cli.Path(file)]);
    }

    [SkippableFact]
    public void AResumedRunReportsAllOfIt()
    {
        Skip.If(WebBundle.Load() is null, WebBundle.Missing);
        string deck = _cli.Write("deck.json", ResumeDecks.One("nve", 200, 20).Replace(Key, Key + "\"report\": true,"));
        CliResult first = _cli.Run("run", deck, "--max-time", "0.02s");
        for (int k = 0; k < 200 && first.Code == 130; k++)
        {
            File.Exists(_cli.Path("t.html")).ShouldBeFalse("a run that is not over has no report");
            first = _cli.Run("run", deck, "--resume", "--max-time", "0.05s");
        }

        first.Code.ShouldBe(0, first.Error);
        JsonElement x = Data("t.html").GetProperty("sections")[0].GetProperty("blocks")[0].GetProperty("traces")[0].GetProperty("x");
        x.GetArrayLength().ShouldBe(201);
        x[200].GetDouble().ShouldBe(200 * 4e-3, 1e-6);
    }

    [SkippableFact]
    public void AFailedRunReportsItsFailure()
    {
        Skip.If(WebBundle.Load() is null, WebBundle.Missing);
        string deck = ArgonDeck.Whole.Replace(Key, Key + "\"report\": true,").Replace("\"temperature_K\": 60}", "\"temperature_K\": 1e6}");
        CliResult result = _cli.Run("run", _cli.Write("deck.json", deck));
        result.Code.ShouldBe(3, result.Error);
        JsonElement note = Data("t.html").GetProperty("summary")[0];
        note.GetProperty("kind").GetString().ShouldBe("failure");
    }

    [Theory]
    [InlineData("\"report\": 3", "output.report: found 3, expected true, false or the path of a file to write")]
    [InlineData("\"report\": null", "output.report: found null, expected true, false or the path of a file to write")]
    [InlineData("\"report\": \"t.csv\"", "the same file as")]
    [InlineData("\"report\": \"\"", "expected the path of a file, found an empty or impossible one")]
    public void WhatIsNoPlaceIsRefused(string option, string expected)
    {
        CliResult result = _cli.Run("validate", _cli.Write("deck.json", ArgonDeck.Whole.Replace(Key, Key + option + ",")));
        result.Code.ShouldBe(2);
        (result.Error + result.Output).ShouldContain(expected);
    }

    [Fact]
    public void ThereMustBeSomethingToReport()
    {
        string deck = Regex.Replace(ArgonDeck.Whole, "\"output\": \\{.*?\\n  \\}", "\"output\": {\"report\": true}", RegexOptions.Singleline);
        CliResult result = _cli.Run("validate", _cli.Write("deck.json", deck));
        result.Code.ShouldBe(2, deck);
        (result.Error + result.Output).ShouldContain("the run writes neither");
    }

    [SkippableFact]
    public void AReportThatExistsIsKept()
    {
        Skip.If(WebBundle.Load() is null, WebBundle.Missing);
        _cli.Write("r.html", "precious");
        string deck = _cli.Write("deck.json", ArgonDeck.Whole);
        CliResult result = _cli.Run("run", deck, "--set", "output.report=r.html");
        result.Code.ShouldBe(2);
        result.Error.ShouldContain("r.html exists and is not overwritten");
        File.ReadAllText(_cli.Path("r.html")).ShouldBe("precious");
        _cli.Run("run", deck, "--set", "output.report=true").Code.ShouldBe(0);
        File.Exists(_cli.Path("t.html")).ShouldBeTrue();
    }

    private JsonElement Data(string name)
    {
        string html = File.ReadAllText(_cli.Path(name));
        return JsonDocument.Parse(Regex.Match(html, @"id=""report-data"">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value).RootElement;
    }
}
