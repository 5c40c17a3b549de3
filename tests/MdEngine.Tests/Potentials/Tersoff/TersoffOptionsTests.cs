using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Neighbors;
using MdEngine.Potentials.Tersoff;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Tersoff;

/// <summary>Files and options, good and bad.</summary>
public sealed class TersoffOptionsTests
{
    private const string Silicon = "Si Si Si 3.0 1.0 1.3258 4.8381 2.0417 0.0 22.956 0.33675 1.3258 95.373 3.0 0.2 3.2394 3264.7";

    [Fact]
    public void AFileSaysWhatItSays()
    {
        TersoffParameters p = TersoffSystems.Parse(Silicon, "Si");
        p.Pair(0, 0).ShouldBe(new TersoffPair(3.0, 0.2, 3264.7, 3.2394, 95.373, 1.3258, 22.956, 0.33675));
        p.Triplet(0, 0, 0).ShouldBe(new TersoffTriplet(3.0, 0.2, 1.0, 4.8381, 2.0417, 0.0, 1.3258, 3));
        (p.Pair(0, 0).Cutoff, p.Triplet(0, 0, 0).Cutoff).ShouldBe((3.2, 3.2));
        p.DependOnDistances.ShouldBeTrue();
        p.HaveCentralTriplets.ShouldBeTrue();
        var potential = new TersoffPotential(p);
        potential.Elements.Single().Symbol.ShouldBe("Si");
        potential.Neighbors.ShouldBe(new NeighborRequest(NeighborKind.Full, 3.2));
    }

    [Fact]
    public void ElementsMayComeInAnyOrder()
    {
        var structure = Crystals.Liquid(20, 17.0, 2.0, 4, "C", "Si");
        double one = Evaluation.Of(new TersoffPotential(TersoffSystems.Parse(TersoffSystems.Binary, "Si", "C")), structure).Energy;
        double other = Evaluation.Of(new TersoffPotential(TersoffSystems.Parse(TersoffSystems.Binary, "C", "Si")), structure).Energy;
        other.ShouldBe(one, 1e-11);
    }

    /// <summary>The unlike parameters of the shipped mixtures follow from the like ones by the rules of the paper.</summary>
    [Theory]
    [InlineData("SiC-Tersoff-1989", "SiC.tersoff", "C", 0.9776)]
    [InlineData("SiGe-Tersoff-1989", "SiGe.tersoff", "Ge", 1.00061)]
    public void ShippedMixturesFollowTheirRules(string model, string file, string other, double chi)
    {
        TersoffParameters p = TersoffSystems.Shipped(model, file, "Si", other);
        TersoffPair a = p.Pair(0, 0), b = p.Pair(1, 1), ab = p.Pair(0, 1);
        // Ten digits in the file.
        ab.A.ShouldBe(System.Math.Sqrt(a.A * b.A), 1e-6);
        ab.B.ShouldBe(chi * System.Math.Sqrt(a.B * b.B), 1e-7);
        ab.Lambda1.ShouldBe((a.Lambda1 + b.Lambda1) / 2.0, 1e-10);
        ab.Lambda2.ShouldBe((a.Lambda2 + b.Lambda2) / 2.0, 1e-10);
        (ab.R - ab.D).ShouldBe(System.Math.Sqrt((a.R - a.D) * (b.R - b.D)), 1e-8);
        ab.Cutoff.ShouldBe(System.Math.Sqrt(a.Cutoff * b.Cutoff), 1e-8);
        (ab.N, ab.Beta).ShouldBe((a.N, a.Beta));
        p.HaveCentralTriplets.ShouldBeTrue();
        p.DependOnDistances.ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "Si", "has no entry for Si; it has no entries at all")]
    [InlineData(Silicon, "C", "has no entry for C; it has entries for Si")]
    [InlineData("# DATE: today UNITS: real\n" + Silicon, "Si", "test.tersoff:1: the file is in units 'real'; expected 'metal'")]
    [InlineData("Si Si Si 3.0 1.0 1.3258", "Si", "the file ends within the entry Si Si Si, which has 3 of its 14 values")]
    [InlineData(Silicon + " 1", "Si", "found '1' after the last value (A)")]
    [InlineData("\n\n" + Silicon + "\n" + Silicon, "Si", "test.tersoff:4: the entry Si Si Si is given already on line 3")]
    public void FaultsAreTold(string text, string element, string message) =>
        Should.Throw<InputException>(() => TersoffSystems.Parse(text, element)).Message.ShouldContain(message);

    [Theory]
    [InlineData("3.0 1.0 1.3258", "2.0 1.0 1.3258", "m of the entry Si Si Si is 2; expected 1 or 3")]
    [InlineData("95.373 3.0 0.2", "95.373 3.0 3.5", "D of the entry Si Si Si is 3.5; expected at most R, 3")]
    [InlineData("95.373 3.0 0.2", "95.373 300 0.2", "R of the entry Si Si Si is 300; expected a cutoff R + D of at most 100 Angstrom")]
    [InlineData("95.373 3.0 0.2", "95.373 0 0", "no pair has a cutoff R + D above 0")]
    [InlineData("95.373", "-95.373", "B of the entry Si Si Si is -95.373; expected a number from 0 to 1E+50")]
    [InlineData("3264.7", "1e60", "A of the entry Si Si Si is 1E+60; expected a number from 0")]
    [InlineData("2.0417", "0", "d of the entry Si Si Si is 0; expected a number above 1e-12")]
    [InlineData("22.956", "0", "n of the entry Si Si Si is 0; expected a number of at least 0.001")]
    public void ParametersOutOfRangeAreTold(string good, string bad, string message) => Should.Throw<InputException>(
        () => TersoffSystems.Parse(Silicon.Replace(good, bad), "Si")).Message.ShouldContain(message);

    [Fact]
    public void MissingTripletsAreNamed()
    {
        string text = string.Join('\n', TersoffSystems.Binary.Split('\n').Where(l => !l.StartsWith("C  Si C")));
        Should.Throw<InputException>(() => TersoffSystems.Parse(text, "Si", "C")).Message
            .ShouldBe("test.tersoff: lacks the entries C Si C: 2 elements need 8, one for each ordered triplet");
    }

    [Fact]
    public void TheFactoryMakesWhatTheOptionsSay()
    {
        var factory = new TersoffFactory();
        factory.TypeName.ShouldBe("tersoff");
        var options = new TersoffOptions { File = Crystals.Shipped("Si-Tersoff-T3", "Si.tersoff"), Elements = ["Ge"], FileElements = ["Si"] };
        options.Validate().ShouldBeEmpty();
        var potential = (TersoffPotential)factory.Create(options);
        potential.Elements.Single().Symbol.ShouldBe("Ge");
        potential.Parameters.Cutoff.ShouldBe(3.0);
        (options with { Elements = ["Ge", "Ge"] }).Validate().Select(f => f.Key).ShouldBe(["elements", "fileElements"]);
    }
}
