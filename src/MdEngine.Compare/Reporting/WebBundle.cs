using System.IO;

namespace MdEngine.Compare.Reporting;

/// <summary>The program and the style of the page that a report is, built from the Web folder where node was there.</summary>
/// <param name="Script">JavaScript.</param>
/// <param name="Style">CSS.</param>
/// <param name="Licenses">Licences of the packages in it.</param>
public sealed record WebBundle(string Script, string Style, string Licenses)
{
    /// <summary>What to tell a user who wants a report that this build cannot make.</summary>
    public const string Missing =
        "no HTML report: this build of MdEngine came about without its web part; install node 18 or later with npm "
        + "(Debian: apt-get install nodejs npm), and build again while the npm registry can be reached";

    /// <summary>The bundle that this build holds; null when it was built without node.</summary>
    public static WebBundle? Load()
    {
        string? script = Read("report.js"), style = Read("report.css"), licenses = Read("licenses.txt");
        return script is null || style is null || licenses is null ? null : new WebBundle(script, style, licenses);
    }

    private static string? Read(string name)
    {
        using Stream? stream = typeof(WebBundle).Assembly.GetManifestResourceStream("MdEngine.Compare.Web." + name);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, System.Text.Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
