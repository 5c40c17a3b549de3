using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Architecture;

/// <summary>Who may refer to whom.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["MdEngine.Core"] = [],
        ["MdEngine.Potentials"] = ["MdEngine.Core"],
        ["MdEngine.Dynamics"] = ["MdEngine.Core"],
        ["MdEngine.IO"] = ["MdEngine.Core"],
        ["MdEngine.Distributed"] = ["MdEngine.Core"],
        ["MdEngine.Training"] = ["MdEngine.Core", "MdEngine.Potentials", "MdEngine.IO"],
        ["MdEngine.Compare"] = ["MdEngine.Core", "MdEngine.Dynamics", "MdEngine.IO"],
    };

    [Fact]
    public void ProjectsReferOnlyToTheLayersBelowThem()
    {
        string[] projects = [.. Repository.Projects("src")];
        projects.Length.ShouldBeGreaterThanOrEqualTo(5);
        foreach (string project in projects)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            string[] references = Repository.References(project);
            if (name == "MdEngine.Cli")
            {
                string[] others = [.. projects.Select(p => Path.GetFileNameWithoutExtension(p)!).Where(p => p != name)];
                references.Order().ShouldBe(others.Order(), "the command line puts all parts together");
                continue;
            }

            Allowed.ShouldContainKey(name, "a project that DESIGN.md does not name");
            references.Except(Allowed[name]).ShouldBeEmpty($"{name} refers to more than it may");
            references.ShouldBeUnique();
        }
    }

    [Fact]
    public void AssembliesReferOnlyToTheLayersBelowThem()
    {
        foreach (string project in Repository.Projects("src"))
        {
            string name = Path.GetFileNameWithoutExtension(project);
            string[] used =
            [
                .. Repository.AssemblyOf(project).GetReferencedAssemblies()
                    .Select(a => a.Name!)
                    .Where(a => a.StartsWith("MdEngine", StringComparison.OrdinalIgnoreCase)),
            ];
            if (name != "MdEngine.Cli")
            {
                used.Except(Allowed[name]).ShouldBeEmpty($"{name} uses more than it may");
            }
        }
    }

    [Theory]
    [InlineData("src/MdEngine.Core")]
    [InlineData("tests/MdEngine.Conformance")]
    [InlineData("tests/MdEngine.SamplePlugin")]
    public void WhatPluginsNeedHasNoPackages(string folder)
    {
        string project = Repository.Projects(folder).Single();
        Repository.Packages(project).ShouldBeEmpty();
        Repository.References(project).Except(["MdEngine.Core"]).ShouldBeEmpty();
    }

    [Fact]
    public void CoreKnowsNoJsonNoConsoleAndNoFiles()
    {
        string[] used = [.. Repository.AssemblyOf(Repository.Projects("src/MdEngine.Core").Single())
            .GetReferencedAssemblies().Select(a => a.Name!)];
        string[] forbidden =
            ["System.Text.Json", "System.Console", "System.Xml.ReaderWriter", "System.IO.FileSystem", "System.Net.Http"];
        used.Intersect(forbidden).ShouldBeEmpty();
        used.ShouldAllBe(a => a.StartsWith("System.", StringComparison.Ordinal));
    }

    [Fact]
    public void FamiliesOfPotentialsDoNotKnowEachOther()
    {
        string[] shared = ["Descriptors", "Readouts"];
        string top = Path.Combine(Repository.Root, "src", "MdEngine.Potentials");
        foreach (string path in Repository.Sources("src/MdEngine.Potentials"))
        {
            string[] parts = Path.GetRelativePath(top, path).Split(Path.DirectorySeparatorChar);
            if (parts.Length < 2)
            {
                // Registration at the top of the project knows all families.
                continue;
            }

            string[] allowed = shared.Contains(parts[0]) ? shared : [parts[0], .. shared];
            string[] others =
            [
                .. Regex.Matches(Repository.Code(path), @"\bMdEngine\.Potentials\.(\w+)")
                    .Select(m => m.Groups[1].Value)
                    .Where(family => !allowed.Contains(family)
                        && Directory.Exists(Path.Combine(top, family))),
            ];
            others.ShouldBeEmpty($"{Repository.Relative(path)} knows another family");
        }
    }
}
