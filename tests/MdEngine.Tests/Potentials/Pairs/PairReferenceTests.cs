using System.Linq;
using System.Text.Json;
using MdEngine.Core.Forces;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Pairs;

/// <summary>Numbers of LAMMPS for Morse, Buckingham, ZBL, tables and a sum, made by References/Pairs/make.py.</summary>
public sealed class PairReferenceTests(ITestOutputHelper output)
{
    private static readonly LammpsReference Reference = LammpsReference.Read("Pairs");

    public static TheoryData<string> Cases => [.. Reference.Names];

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void EnergyForcesAndPressureAreThoseOfLammps(string name)
    {
        JsonElement item = Reference.Case(name);
        IPotential potential = PotentialText.Create(
            item.GetProperty("potential").GetRawText(), LammpsReference.TableFile("Pairs", "synthetic.table"));
        LammpsReference.Compare(potential, item, output);
    }

    [Fact]
    public void TheNumbersSayWhereTheyAreFrom()
    {
        Reference.Program.ShouldStartWith("LAMMPS ");
        Reference.Names.Count().ShouldBe(24);
    }
}
