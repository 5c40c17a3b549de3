using System.IO;
using MdEngine.Potentials.StillingerWeber;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.StillingerWeber;

/// <summary>Numbers of LAMMPS for Si, CdTe and GaN.</summary>
public sealed class StillingerWeberReferenceTests(ITestOutputHelper output)
{
    private static readonly TripletReference Reference = new("StillingerWeber");

    public static TheoryData<string> Cases => [.. Reference.Cases];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EnergyForcesAndPressureAreThoseOfLammps(string name)
    {
        (Stream file, _, string[] elements) = Reference.Potential(name);
        StillingerWeberParameters parameters = StillingerWeberParameters.Read(file, name, elements);
        foreach (int width in new[] { 4, 8 })
        {
            output.WriteLine($"{width} lanes: " + Reference.Check(name, new StillingerWeberPotential(parameters, width)));
        }
    }

    [Fact]
    public void TheNumbersSayWhereTheyAreFrom() => Reference.CheckOrigin(16);
}
