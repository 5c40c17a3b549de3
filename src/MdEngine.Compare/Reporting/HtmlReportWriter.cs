using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using MdEngine.IO.Files;

namespace MdEngine.Compare.Reporting;

/// <summary>
/// Writes a report as one HTML file that needs nothing else: data, program and style stand in it, and it may load
/// nothing from elsewhere.
/// </summary>
/// <param name="bundle">Program and style of the page.</param>
public sealed class HtmlReportWriter(WebBundle bundle)
{
    /// <summary>What the page may do: run and show what stands in it, and load nothing.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
        + "base-uri 'none'; form-action 'none'";

    private readonly WebBundle _bundle = Checked(bundle);

    /// <summary>Writes a report to a file; a file that is there is replaced at the end, whole.</summary>
    /// <param name="document">Report.</param>
    /// <param name="path">File; its folder is made where needed.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public void Write(ReportDocument document, string path)
    {
        if (OutputFile.KeepsWhatIsWritten(path))
        {
            DurableFile.Replace(path, null, stream => Write(document, stream));
            return;
        }

        using FileStream device = OutputFile.Open(path, overwrite: true);
        Write(document, device);
    }

    /// <summary>Writes a report.</summary>
    /// <param name="document">Report.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(ReportDocument document, Stream stream)
    {
        Put(stream, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <title>{HtmlEncoder.Default.Encode(JsonText.Clean(document.Title))}</title>
            <style>

            """);
        Put(stream, _bundle.Style);
        Put(stream, """
            </style>
            </head>
            <body>
            <noscript>This report draws its tables and charts with JavaScript, which is switched off here. Nothing is loaded from elsewhere.</noscript>
            <div id="report"></div>
            <script type="application/json" id="report-data">
            """);
        DocumentJson.Write(document, stream);
        Put(stream, "</script>\n<script type=\"text/plain\" id=\"report-licenses\">\n");
        Put(stream, _bundle.Licenses);
        Put(stream, "</script>\n<script>\n");
        Put(stream, _bundle.Script);
        Put(stream, "</script>\n</body>\n</html>\n");
    }

    private static void Put(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Refuses a bundle that would end the element it stands in.</summary>
    private static WebBundle Checked(WebBundle bundle)
    {
        foreach (string text in new[] { bundle.Script, bundle.Licenses })
        {
            if (text.Contains("</script", StringComparison.OrdinalIgnoreCase)
                || text.Contains("<!--", StringComparison.Ordinal))
            {
                throw new ArgumentException("the web bundle holds what would end its script element", nameof(bundle));
            }
        }

        return bundle.Style.Contains("</style", StringComparison.OrdinalIgnoreCase)
            ? throw new ArgumentException("the web bundle holds what would end its style element", nameof(bundle))
            : bundle;
    }
}
