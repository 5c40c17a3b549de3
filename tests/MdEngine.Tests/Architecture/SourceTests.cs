using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Architecture;

/// <summary>Rules for source files.</summary>
public sealed class SourceTests
{
    private const int LongestFile = 450;

    private static readonly Regex TopLevelType = new(
        @"^(?<access>public|internal)?\s*(?:(?:file|static|sealed|abstract|partial|readonly|unsafe|ref)\s+)*"
        + @"(?:record\s+struct|record\s+class|record|class|struct|interface|enum|delegate\s+\S+)\s+(?<name>\w+)",
        RegexOptions.Multiline);

    public static TheoryData<string> Folders => ["src", "tests"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void FilesAreShort(string folder) => Faults(folder, (path, _) =>
        File.ReadLines(path).Count() is var lines and > LongestFile ? $"{lines} lines, at most {LongestFile}" : null);

    [Theory]
    [MemberData(nameof(Folders))]
    public void FilesHoldOnePublicTypeOfTheirName(string folder) => Faults(folder, (path, code) =>
    {
        // Types that are not nested stand at the left margin, below a file-scoped namespace.
        Match[] types = [.. TopLevelType.Matches(code).Cast<Match>()];
        string file = Path.GetFileNameWithoutExtension(path).Split('.')[0];
        int open = types.Count(t => t.Groups["access"].Value == "public");
        // Options made up for a test may stand beside each other.
        return folder == "src" && open > 1 ? $"{open} public types"
            : types.Length > 0 && types.All(t => t.Groups["name"].Value != file) ? $"no type called {file}"
            : null;
    });

    [Theory]
    [MemberData(nameof(Folders))]
    public void NamespacesAreFolders(string folder) => Faults(folder, (path, code) =>
    {
        Match found = Regex.Match(code, @"^namespace ([\w.]+);", RegexOptions.Multiline);
        string[] parts = Repository.Relative(path).Split('/');
        string expected = string.Join('.', parts[1..^1]);
        return found.Success && found.Groups[1].Value != expected ? $"namespace {found.Groups[1].Value}, expected {expected}"
            : !found.Success && TopLevelType.IsMatch(code) ? "no file-scoped namespace"
            : null;
    });

    [Fact]
    public void NothingIsLeftForLater() => Faults("src", (path, code) =>
        code.Contains("NotImplementedException", StringComparison.Ordinal) ? "something is not implemented"
        : Regex.Match(File.ReadAllText(path), @"\b(TODO|FIXME|HACK|XXX)\b") is { Success: true } mark ? mark.Value
        : null);

    [Fact]
    public void TestsDoNotWaitForTheClock() => Faults("tests/MdEngine.Tests", (_, code) =>
        Regex.Match(code, @"Thread\.Sleep|\bStopwatch\b|Task\.Delay") is { Success: true } clock ? clock.Value : null);

    [Fact]
    public void TestsAreNotSkippedForGood() => Faults("tests/MdEngine.Tests", (_, code) =>
        Regex.IsMatch(code, @"\[\w*(Fact|Theory)\w*\([^)]*\bSkip\s*=") ? "a test that is always skipped" : null);

    [Theory]
    [MemberData(nameof(Folders))]
    public void NoFileKnowsThisMachine(string folder) => Faults(folder, (path, _) =>
        Regex.Match(File.ReadAllText(path), @"(?<![\w.])/(work|root|home)/\w+") is { Success: true } place
            ? $"names the path {place.Value}"
            : null);

    private static void Faults(string folder, Func<string, string, string?> fault)
    {
        string[] sources = [.. Repository.Sources(folder)];
        sources.ShouldNotBeEmpty();
        IEnumerable<string> faults = from path in sources
                                     let found = fault(path, Repository.Code(path))
                                     where found is not null
                                     select $"{Repository.Relative(path)}: {found}";
        faults.ShouldBeEmpty();
    }
}
