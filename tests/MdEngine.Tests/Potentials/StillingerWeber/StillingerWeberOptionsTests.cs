using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Neighbors;
using MdEngine.Potentials.StillingerWeber;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.StillingerWeber;

/// <summary>Files and options, good and bad.</summary>
public sealed class StillingerWeberOptionsTests
{
    private const string Silicon = """
        # UNITS: metal
        Si Si Si 2.1683 2.0951 1.80 21.0 1.20 -0.333333333333
                 7.049556277 0.6022245584 4.0 0.0 0.0   # over two lines
        """;

    [Fact]
    public void AFileSaysWhatItSays()
    {
        StillingerWeberParameters p = StillingerWeberSystems.Parse(Silicon, "Si");
        p.Cutoff.ShouldBe(1.8 * 2.0951);
        p.Strength(0, 0, 0).ShouldBe(21.0 * 2.1683);
        p.Cosine(0, 0, 0).ShouldBe(-0.333333333333);
        p.Pair(0, 0).Attraction.ShouldBe(2.1683 * 7.049556277);
        p.HavePlainPowers.ShouldBeTrue();
        var potential = new StillingerWeberPotential(p);
        potential.Elements.Single().Symbol.ShouldBe("Si");
        potential.Neighbors.ShouldBe(new NeighborRequest(NeighborKind.Full, p.Cutoff));
    }

    [Fact]
    public void AToleranceShortensTheCutoff()
    {
        // LAMMPS: r_c = a sigma + gamma sigma/ln(tol) for gamma below 1, else a sigma + sigma/ln(tol); tol at most 0.01.
        const double end = 1.8 * 2.0951;
        Cutoff("1.20", "1e-4").ShouldBe(end + (2.0951 / System.Math.Log(1e-4)), 1e-14);
        Cutoff("0.50", "1e-4").ShouldBe(end + (0.5 * 2.0951 / System.Math.Log(1e-4)), 1e-14);
        Cutoff("1.20", "0.2").ShouldBe(end + (2.0951 / System.Math.Log(0.01)), 1e-14);

        static double Cutoff(string gamma, string tolerance) => StillingerWeberSystems.Parse(
            $"Si Si Si 2.1683 2.0951 1.80 21.0 {gamma} -0.333333333333 7.05 0.6022 4.0 0.0 {tolerance}", "Si").Cutoff;
    }

    [Fact]
    public void ElementsMayComeInAnyOrder()
    {
        var structure = Crystals.Liquid(20, 19.0, 2.1, 4, "Ge", "Si");
        double one = Evaluation.Of(new StillingerWeberPotential(StillingerWeberSystems.Parse(StillingerWeberSystems.Binary, "Si", "Ge")), structure).Energy;
        double other = Evaluation.Of(new StillingerWeberPotential(StillingerWeberSystems.Parse(StillingerWeberSystems.Binary, "Ge", "Si")), structure).Energy;
        other.ShouldBe(one, 1e-11);
    }

    [Fact]
    public void TripletsThatDifferInTheirLastDigitsAreAveraged()
    {
        string text = StillingerWeberSystems.Binary.Replace("Si Ge Si 2.1    0      0    23.0", "Si Ge Si 2.1    0      0    23.00001");
        StillingerWeberParameters p = StillingerWeberSystems.Parse(text, "Si", "Ge");
        p.Strength(0, 0, 1).ShouldBe(2.1 * 23.000005, 1e-12);
        p.Strength(0, 1, 0).ShouldBe(p.Strength(0, 0, 1));
    }

    [Theory]
    [InlineData("", "Si", "has no entry for Si; it has no entries at all")]
    [InlineData(Silicon, "Ge", "has no entry for Ge; it has entries for Si")]
    [InlineData("# UNITS: real\n" + Silicon, "Si", "test.sw:1: the file is in units 'real'; expected 'metal'")]
    [InlineData("Si Si Si 2.1683 2.0951 1.80", "Si", "test.sw:1: the file ends within the entry Si Si Si, which has 3 of its 11 values")]
    [InlineData("Si Si\n", "Si", "test.sw:1: the file ends within the entry Si Si")]
    [InlineData("Si Si Si 2.1 2.0 1.8 21 1.2 -0.33 7.0 0.6 4 0\nC C C 1 1 1 1 1 1 1 1 1 1 1", "Si", "test.sw:2: found 'C', expected tol, value 11 of 11 of the entry Si Si Si, begun on line 1")]
    [InlineData("Si Si Si 2.1 2.0 1.8 21 1.2 -0.33 7.0 0.6 4 0 0 9", "Si", "test.sw:1: found '9' after the last value (tol)")]
    [InlineData("Si Si 2.1 2.0 1.8 21 1.2 -0.33 7.0 0.6 4 0 0", "Si", "test.sw:1: found the number 2.1 where the name of element 3")]
    [InlineData("Si Si Si 2.1 two 1.8 21 1.2 -0.33 7.0 0.6 4 0 0", "Si", "test.sw:1: found 'two', expected sigma")]
    [InlineData("Si Si Si 2.1 nan 1.8 21 1.2 -0.33 7.0 0.6 4 0 0", "Si", "found 'nan', expected sigma")]
    [InlineData("Si Si Si 2.1 1e999 1.8 21 1.2 -0.33 7.0 0.6 4 0 0", "Si", "found '1e999', expected sigma")]
    [InlineData("Si Si Si -2.1 2.0 1.8 21 1.2 -0.33 7.0 0.6 4 0 0", "Si", "test.sw:1: epsilon of the entry Si Si Si is -2.1; expected a number not below 0")]
    [InlineData("Si Si Si 2.1 2.0 1.8 21 1.2 -1.33 7.0 0.6 4 0 0", "Si", "costheta0 of the entry Si Si Si is -1.33; expected the cosine of an angle")]
    [InlineData("Si Si Si 2.1 2.0 0 21 1.2 -0.33 7.0 0.6 4 0 0", "Si", "no pair has a cutoff a sigma above 0")]
    [InlineData("Si Si Si 2.1 2.0 1000 21 1.2 -0.33 7.0 0.6 4 0 0", "Si", "a cutoff a sigma of 2000 Angstrom; expected at most 100")]
    [InlineData("Si Si Si 2.1 20 1.8 21 1.2 -0.33 7.0 0.6 400 0 0", "Si", "numbers too large to compute with")]
    [InlineData("Si Si Si 1e200 2 1.8 1e200 1.2 -0.33 7.0 0.6 4 0 0", "Si", "numbers too large to compute with")]
    [InlineData(Silicon + "\n" + Silicon, "Si", "test.sw:5: the entry Si Si Si is given already on line 2")]
    public void FaultsAreTold(string text, string element, string message) =>
        Should.Throw<InputException>(() => StillingerWeberSystems.Parse(text, element)).Message.ShouldContain(message);

    [Fact]
    public void MissingTripletsAreNamed()
    {
        string text = string.Join('\n', StillingerWeberSystems.Binary.Split('\n').Where(l => !l.StartsWith("Si Ge Si") && !l.StartsWith("Ge Ge Si")));
        Should.Throw<InputException>(() => StillingerWeberSystems.Parse(text, "Si", "Ge")).Message
            .ShouldBe("test.sw: lacks the entries Si Ge Si, Ge Ge Si: 2 elements need 8, one for each ordered triplet");
        // What is not asked for need not be there.
        StillingerWeberSystems.Parse(text, "Si").Count.ShouldBe(1);
    }

    [Fact]
    public void ATripletGivenTwiceMustBeTheSame()
    {
        string text = StillingerWeberSystems.Binary.Replace("Si Ge Si 2.1    0      0    23.0", "Si Ge Si 2.1    0      0    24.0");
        Should.Throw<InputException>(() => StillingerWeberSystems.Parse(text, "Si", "Ge")).Message
            .ShouldStartWith("test.sw:6: the entry Si Si Ge has epsilon lambda 48.3 eV and costheta0 -0.31, Si Ge Si on line 7 has 50.4 eV");
    }

    [Fact]
    public void OptionsAreChecked()
    {
        var options = new StillingerWeberOptions { File = Crystals.Shipped("Si-SW", "Si.sw"), Elements = ["Si", "Si"], FileElements = ["Si"] };
        options.Validate().Select(f => f.Key).ShouldBe(["elements", "fileElements"]);
        Should.Throw<InputException>(() => StillingerWeberParameters.From(options)).Message.ShouldContain("Si stands twice");
        var missing = new StillingerWeberOptions { File = "no-such-file.sw", Elements = ["Si"] };
        Should.Throw<InputException>(() => StillingerWeberParameters.From(missing)).Message.ShouldContain("no such file");
    }

    [Fact]
    public void TheFactoryMakesWhatTheOptionsSay()
    {
        var factory = new StillingerWeberFactory();
        factory.TypeName.ShouldBe("stillinger-weber");
        var potential = (StillingerWeberPotential)factory.Create(new StillingerWeberOptions
        {
            File = Crystals.Shipped("Si-SW", "Si.sw"),
            Elements = ["Ge"],
            FileElements = ["Si"],
        });
        potential.Elements.Single().Symbol.ShouldBe("Ge");
        potential.Parameters.Cutoff.ShouldBe(1.8 * 2.0951);
    }
}
