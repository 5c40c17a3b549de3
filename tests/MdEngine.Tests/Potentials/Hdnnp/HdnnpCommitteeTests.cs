using System;
using System.IO;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Potentials.Hdnnp.Reading;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Hdnnp;

public sealed class HdnnpCommitteeTests
{
    private static readonly string[] Members = ["ct1", "ct3", "sc_sigma"];

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Mixed)]
    public void ACommitteeIsTheMeanOfItsMembers(Precision precision)
    {
        HdnnpModel model = Committee();
        Structure structure = HdnnpModels.Frames(HdnnpModels.Folder("ct2"))[0];
        Evaluation whole = Evaluation.Of(
            new HdnnpPotential(model, precision), structure, needs: Evaluation.All | ForceNeeds.AtomUncertainties);
        Evaluation[] members = [.. model.Members.Select(
            (_, k) => Evaluation.Of(new HdnnpPotential(model.Member(k), precision), structure))];
        // Sums over members in another order; in mixed precision forces are rounded before they are added.
        double tolerance = precision == Precision.Double ? 1e-12 : 1e-5;
        whole.Energy.ShouldBe(members.Average(m => m.Energy), tolerance);
        for (int i = 0; i < structure.Count; i++)
        {
            double[] energies = [.. members.Select(m => m.AtomEnergies[i])];
            double mean = energies.Average();
            whole.AtomEnergies[i].ShouldBe(mean, tolerance);
            whole.AtomUncertainties[i].ShouldBe(Math.Sqrt(energies.Average(e => (e - mean) * (e - mean))), tolerance);
            whole.AtomUncertainties[i].ShouldBeGreaterThan(1e-6);
            whole.Forces[i].X.ShouldBe(members.Average(m => m.Forces[i].X), tolerance);
            whole.Forces[i].Z.ShouldBe(members.Average(m => m.Forces[i].Z), tolerance);
        }
    }

    [Fact]
    public void ASingleModelHasNoSpread()
    {
        var potential = new HdnnpPotential(HdnnpModels.ReadSynthetic("ct2"));
        potential.Uncertainty.ShouldBeNull();
        new HdnnpPotential(Committee()).Uncertainty!.Unit.ShouldBe("eV");
    }

    [Fact]
    public void MembersMayHaveRangesOfTheirOwn()
    {
        HdnnpModel model = Committee();
        model.Members.Count.ShouldBe(3);
        model.Members[0].Scaling[0].Factor.ToArray().ShouldNotBe(model.Members[1].Scaling[0].Factor.ToArray());
    }

    private static HdnnpModel Committee() => HdnnpReader.Read(
        HdnnpModels.Folder("ct1"), [.. Members.Select(HdnnpModels.Folder)], 1.0, 1.0);
}
