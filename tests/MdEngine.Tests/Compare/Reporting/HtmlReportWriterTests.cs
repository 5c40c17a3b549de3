using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using MdEngine.Compare.Reporting;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Reporting;

/// <summary>The page as a file: whole, safe whatever its texts hold, and of a size to send around.</summary>
public sealed class HtmlReportWriterTests
{
    private static readonly string[] Nasty =
    [
        "</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028\u2029", "\ud800", "\udfff\ud800", "\0\u0001\u001b[31m",
        "\" onload=\"x", "'><img src=x onerror=alert(1)>", "{{constructor}}", "\\u003c/script\\u003e", "&lt;b&gt;", "é漢字🙂", "",
    ];

    [Fact]
    public void TheFileIsWholeAndSmall()
    {
        string html = Write(SampleReport.Create());
        html.ShouldStartWith("<!DOCTYPE html>");
        html.TrimEnd().ShouldEndWith("</html>");
        html.Length.ShouldBeLessThan(2_000_000);
        Data(html).GetProperty("title").GetString().ShouldBe("Silicon: five potentials");
    }

    [Fact]
    public void NothingIsLoadedFromElsewhere()
    {
        string html = Write(SampleReport.Create());
        html.ShouldContain("default-src 'none'");
        Regex.Matches(html, @"(?:src|href)=""(?!data:,)[^""]*""").ShouldBeEmpty();
    }

    [Fact]
    public void TextsCannotBreakOut()
    {
        foreach (string text in Nasty)
        {
            CheckSafe(text);
        }
    }

    [Fact]
    public void RandomTextsCannotBreakOut() => Check.One(
        // 300 texts of what ends elements and strings, mixed with any characters.
        Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(1, 1),
        Prop.ForAll(
            Gen.OneOf(Gen.Elements(Nasty), Gen.Choose(0, 0xFFFF).Select(c => ((char)c).ToString()))
                .ListOf(8).Select(parts => string.Concat(parts)).ToArbitrary(),
            text =>
            {
                CheckSafe(text);
                return true;
            }));

    [Theory]
    [InlineData("a </SCRIPT>", "", "")]
    [InlineData("<!--", "", "")]
    [InlineData("", "</style>", "")]
    [InlineData("", "", "</script")]
    public void ABundleThatWouldEndItsElementIsRefused(string script, string style, string licenses) =>
        Should.Throw<ArgumentException>(() => new HtmlReportWriter(new WebBundle(script, style, licenses)));

    [Fact]
    public void AFileIsReplacedWhole()
    {
        string folder = Directory.CreateTempSubdirectory("report").FullName;
        try
        {
            string path = Path.Combine(folder, "new", "report.html");
            var writer = new HtmlReportWriter(new WebBundle("", "", ""));
            writer.Write(SampleReport.Create(), path);
            writer.Write(SampleReport.Create() with { Title = "Second" }, path);
            File.ReadAllText(path).ShouldContain("<title>Second</title>");
            Directory.GetFiles(Path.GetDirectoryName(path)!).Length.ShouldBe(1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void CheckSafe(string text)
    {
        var document = new ReportDocument(
            text, text, DateTimeOffset.UnixEpoch, text, [text],
            [new NoteBlock(NoteKind.Note, text), new CodeBlock(text, text), new TextBlock(text)],
            [
                new ReportSection("s" + text,
                [
                    new TableBlock(text, [new TableColumn(text, text) { Description = text }],
                        [[new TableCell(text) { Detail = text, Link = text, Series = text }]]),
                    new ChartBlock(text, new ChartAxis(text, text), new ChartAxis(text),
                        [new ChartTrace(text, [1], [2]) { Labels = [text], Series = text }]),
                    new SceneBlock(text, [new SceneFrame(text, [text], [default])]) { ScalarName = text },
                    new FoldBlock(text, []),
                ]),
            ]);
        string html = Write(document);

        // Three script elements, each ended where it should be, and no comment that would hide an end.
        Regex.Matches(html, "<script", RegexOptions.IgnoreCase).Count.ShouldBe(3);
        Regex.Matches(html, "</script", RegexOptions.IgnoreCase).Count.ShouldBe(3);
        html.ShouldNotContain("<!--");
        html.ShouldNotContain("<img");
        JsonElement data = Data(html);
        string expected = JsonText.Clean(text);
        data.GetProperty("summary")[1].GetProperty("text").GetString().ShouldBe(expected);
        data.GetProperty("sections")[0].GetProperty("blocks")[1].GetProperty("traces")[0].GetProperty("labels")[0].GetString()
            .ShouldBe(expected);
    }

    private static string Write(ReportDocument document)
    {
        using var stream = new MemoryStream();
        new HtmlReportWriter(new WebBundle("let x;", "body{}", "MIT")).Write(document, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static JsonElement Data(string html)
    {
        string json = Regex.Match(html, @"id=""report-data"">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        return JsonDocument.Parse(json).RootElement;
    }
}
