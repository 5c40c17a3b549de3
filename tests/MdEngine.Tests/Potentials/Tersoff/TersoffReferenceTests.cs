using System.IO;
using MdEngine.Potentials.Tersoff;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Tersoff;

/// <summary>Numbers of LAMMPS for Si (both of 1988), SiC, SiGe, GaN, SiO and BNC.</summary>
public sealed class TersoffReferenceTests(ITestOutputHelper output)
{
    private static readonly TripletReference Reference = new("Tersoff");

    public static TheoryData<string> Cases => [.. Reference.Cases];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EnergyForcesAndPressureAreThoseOfLammps(string name)
    {
        (Stream file, string[] names, string[] elements) = Reference.Potential(name);
        TersoffParameters parameters = TersoffParameters.Read(file, name, elements, names);
        foreach (int width in new[] { 4, 8 })
        {
            output.WriteLine($"{width} lanes: " + Reference.Check(name, new TersoffPotential(parameters, width)));
        }
    }

    [Fact]
    public void TheNumbersSayWhereTheyAreFrom() => Reference.CheckOrigin(38);
}
