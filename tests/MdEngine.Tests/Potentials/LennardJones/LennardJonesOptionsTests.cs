using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Neighbors;
using MdEngine.Potentials.LennardJones;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.LennardJones;

public sealed class LennardJonesOptionsTests
{
    private static readonly LennardJonesPairOptions
        Argon = new() { Elements = ["Ar", "Ar"], Epsilon = 0.01, Sigma = 3.4 },
        Neon = new() { Elements = ["Ne", "Ne"], Epsilon = 0.0025, Sigma = 2.8 },
        Both = new() { Elements = ["Ne", "Ar"], Epsilon = 0.006, Sigma = 3.0 };

    [Theory]
    [InlineData(LennardJonesMixing.LorentzBerthelot, 0.005, 3.1)]
    [InlineData(LennardJonesMixing.Geometric, 0.005, 3.0854497241083024)]
    public void UnlikePairsAreMixed(LennardJonesMixing mixing, double epsilon, double sigma)
    {
        var parameters = LennardJonesParameters.From(Options(mixing, Argon, Neon));
        foreach ((int a, int b) in new[] { (0, 1), (1, 0) })
        {
            parameters.Epsilon(a, b).ShouldBe(epsilon, 1e-17);
            parameters.Sigma(a, b).ShouldBe(sigma, 1e-14);
        }

        parameters.Elements.Select(e => e.Symbol).ShouldBe(["Ar", "Ne"]);
    }

    [Fact]
    public void AGivenPairGoesBeforeTheRule()
    {
        var parameters = LennardJonesParameters.From(Options(LennardJonesMixing.Geometric, Argon, Neon, Both));
        parameters.Sigma(0, 1).ShouldBe(3.0);
        parameters.Epsilon(1, 0).ShouldBe(0.006);
        parameters.Sigma(1, 1).ShouldBe(2.8);
    }

    [Fact]
    public void FaultsAreNamed()
    {
        Fault(Options(LennardJonesMixing.None, Argon, Neon)).ShouldBe(
            "pairs: the pair Ar-Ne is missing; give it, or set \"mixing\" to \"lorentz-berthelot\" or \"geometric\"");
        Fault(Options(LennardJonesMixing.Geometric, Argon, Both)).ShouldBe(
            "pairs: the like pair Ne-Ne is missing; give its epsilon_eV and sigma_A");
        Fault(Options(LennardJonesMixing.None, Argon, Neon, Both, Both with { Elements = ["Ar", "Ne"] })).ShouldBe(
            "pairs:3: the pair Ar-Ne is given already as pairs[2]; keep one of them");
        Fault(Options(LennardJonesMixing.None, Argon) with { Tail = true, Shift = LennardJonesTruncation.Force }).ShouldBe(
            "tail: long-range corrections belong to the plain cutoff; set \"shift\" to \"none\" or \"tail\" to false");

        static string Fault(LennardJonesOptions options) =>
            Should.Throw<InputException>(() => LennardJonesParameters.From(options)).Message;
    }

    [Theory]
    [InlineData(LennardJonesTruncation.None)]
    [InlineData(LennardJonesTruncation.Energy)]
    [InlineData(LennardJonesTruncation.Force)]
    public void TruncationsVanishAtTheCutoffAsTheySay(LennardJonesTruncation shift)
    {
        LennardJonesPotential potential = LennardJonesSystems.Potential(Options(LennardJonesMixing.None, Argon) with { Shift = shift });
        const double before = 1e-9;
        Evaluation e = Evaluation.Of(potential, Dimer(8.0 - before));
        (double u, double du) = PlainLennardJones.Bare(0.01, 3.4, 8.0);
        // Slopes of 1e-4 eV/Angstrom times 1e-9 Angstrom, and rounding.
        e.Energy.ShouldBe(shift == LennardJonesTruncation.None ? u : 0.0, 1e-12);
        e.Forces[1].X.ShouldBe(shift == LennardJonesTruncation.Force ? 0.0 : -du, 1e-12);
        Evaluation.Of(potential, Dimer(8.0)).Energy.ShouldBe(0.0, "at the cutoff there is nothing any more");
    }

    [Fact]
    public void AWellOfNoDepthIsNoPotential()
    {
        Evaluation e = Evaluation.Of(
            LennardJonesSystems.Potential(Options(LennardJonesMixing.None, Argon with { Epsilon = 0.0 })), Dimer(1.0));
        e.Energy.ShouldBe(0.0);
        e.Forces[0].ShouldBe(Double3.Zero);
    }

    [Fact]
    public void ElementsMayComeInAnyOrderAndNeedNotAllBeThere()
    {
        LennardJonesPotential potential = LennardJonesSystems.Potential(Options(LennardJonesMixing.Geometric, Argon, Neon, Both));
        Structure mixed = new(SimulationCell.Open, [PeriodicTable.Get("Ne"), PeriodicTable.Get("Ar")], [Double3.Zero, new Double3(3.3, 0, 0)]);
        Evaluation.Of(potential, mixed).Energy.ShouldBe(PlainLennardJones.Bare(0.006, 3.0, 3.3).Energy, 1e-16);
        Structure neon = new(SimulationCell.Open, [PeriodicTable.Get("Ne"), PeriodicTable.Get("Ne")], [Double3.Zero, new Double3(3.3, 0, 0)]);
        Evaluation.Of(potential, neon).Energy.ShouldBe(PlainLennardJones.Bare(0.0025, 2.8, 3.3).Energy, 1e-16);
        Structure krypton = new(SimulationCell.Open, [PeriodicTable.Get("Kr")], [Double3.Zero]);
        Should.Throw<InputException>(() => Evaluation.Of(potential, krypton)).Message.ShouldContain("Kr");
    }

    [Fact]
    public void TheFactoryMakesWhatTheOptionsSay()
    {
        var factory = new LennardJonesFactory();
        factory.TypeName.ShouldBe("lennard-jones");
        var potential = (LennardJonesPotential)factory.Create(
            Options(LennardJonesMixing.None, Argon) with { Precision = Precision.Mixed, Tail = true });
        potential.Precision.ShouldBe(Precision.Mixed);
        potential.Neighbors.Cutoff.ShouldBe(8.0);
        potential.Neighbors.Kind.ShouldBe(NeighborKind.Clusters);
        potential.Tail([10], 1000.0).Energy.ShouldBeLessThan(0.0);
        potential.Tail([10], 0.0).ShouldBe(default);
    }

    private static LennardJonesOptions Options(LennardJonesMixing mixing, params LennardJonesPairOptions[] pairs) =>
        new() { Cutoff = 8.0, Mixing = mixing, Pairs = pairs };

    private static Structure Dimer(double distance) => new(
        SimulationCell.Open, [PeriodicTable.Get("Ar"), PeriodicTable.Get("Ar")], [Double3.Zero, new Double3(distance, 0, 0)]);
}
