using System;
using System.Linq;
using System.Text.Json;
using MdEngine.Potentials.Eam;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Eam;

/// <summary>Numbers of LAMMPS, made by References/Eam/make.py.</summary>
public sealed class EamReferenceTests(ITestOutputHelper output)
{
    private static readonly LammpsReference Reference = LammpsReference.Read("Eam");

    public static TheoryData<string> Cases => [.. Reference.Names];

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void EnergyForcesAndPressureAreThoseOfLammps(string name)
    {
        JsonElement item = Reference.Case(name);
        string[] files = [.. item.GetProperty("files").EnumerateArray().Select(f => LammpsReference.TableFile("Eam", f.GetString()!))];
        var functions = EamReader.Read(files);
        functions.Elements.Select(e => e.Symbol).ShouldBe(item.GetProperty("elements").EnumerateArray().Select(e => e.GetString()));
        LammpsReference.Compare(new EamPotential(functions), item, output);
    }

    [Fact]
    public void TheNumbersSayWhereTheyAreFrom()
    {
        Reference.Program.ShouldStartWith("LAMMPS ");
        Reference.Names.Count().ShouldBe(33);
        Reference.Cases.Count(c => c.GetProperty("files")[0].GetString()!.StartsWith("synthetic", StringComparison.Ordinal)).ShouldBe(5);
    }
}
