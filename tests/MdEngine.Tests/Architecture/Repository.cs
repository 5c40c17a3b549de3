using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MdEngine.Tests.Architecture;

/// <summary>The repository that the tests were built from: its projects, sources and assemblies.</summary>
internal static partial class Repository
{
    /// <summary>Folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Project files below a top folder.</summary>
    public static IEnumerable<string> Projects(string folder) =>
        Files(folder, "*.csproj").OrderBy(p => p, StringComparer.Ordinal);

    /// <summary>C# sources below a top folder, build outputs apart.</summary>
    public static IEnumerable<string> Sources(string folder) => Files(folder, "*.cs");

    /// <summary>Path relative to the root, with forward slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Names of the projects that a project refers to.</summary>
    public static string[] References(string project) =>
        [.. Items(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')))];

    /// <summary>Names of the packages that a project refers to.</summary>
    public static string[] Packages(string project) => [.. Items(project, "PackageReference")];

    /// <summary>Built assemblies of all projects under src.</summary>
    public static IEnumerable<Assembly> SourceAssemblies() => Projects("src").Select(AssemblyOf);

    /// <summary>Built assembly of a project; the tests must refer to it, directly or not.</summary>
    public static Assembly AssemblyOf(string project)
    {
        string? name = XDocument.Load(project).Descendants("AssemblyName").FirstOrDefault()?.Value;
        return Assembly.Load(name ?? Path.GetFileNameWithoutExtension(project));
    }

    /// <summary>Source without comments and the contents of strings, line structure kept.</summary>
    public static string Code(string path) => Noise().Replace(
        File.ReadAllText(path), m => new string('\n', m.Value.Count(c => c == '\n')) + (m.Value[0] == '/' ? "" : "\"\""));

    private static IEnumerable<string> Files(string folder, string pattern)
    {
        string top = Path.Combine(Root, folder);
        return !Directory.Exists(top)
            ? []
            : Directory.EnumerateFiles(top, pattern, SearchOption.AllDirectories)
                .Where(p => !Relative(p).Split('/').Any(part => part is "obj" or "bin" or "artifacts" or "node_modules"));
    }

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(project).Descendants(kind).Select(e => e.Attribute("Include")!.Value);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MdEngine.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no MdEngine.sln in {AppContext.BaseDirectory} or above");
    }

    // Raw strings, verbatim strings, plain strings, characters, comments: whichever begins first.
    [GeneratedRegex(
        @"""""""[\s\S]*?""""""|\$?@\$?""(?:[^""]|"""")*""|""(?:\\.|[^""\\\n])*""|'(?:\\.[^']*|[^'\\])'|//[^\n]*|/\*[\s\S]*?\*/")]
    private static partial Regex Noise();
}
