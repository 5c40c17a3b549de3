using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Potentials.Hdnnp;
using Xunit;

namespace MdEngine.Tests.Potentials.Hdnnp;

/// <summary>The laws of all potentials.</summary>
public sealed class HdnnpConformanceTests
{
    /// <summary>Every kind of symmetry function and of cutoff function that is smooth enough for derivatives.</summary>
    [Theory]
    [InlineData("ct1", 4)]
    [InlineData("ct2", 4)]
    [InlineData("ct4", 4)]
    [InlineData("ct6", 8)]
    [InlineData("ct8", 4)]
    [InlineData("weighted", 4)]
    [InlineData("compact", 4)]
    [InlineData("norm", 4)]
    [InlineData("three_layers", 8)]
    public void LawsHoldForSyntheticNetworks(string name, int width)
    {
        HdnnpModel model = HdnnpModels.ReadSynthetic(name);
        Check(new HdnnpPotential(model, Precision.Double, width), HdnnpModels.Frames(HdnnpModels.Folder(name))[0], model);
    }

    [Fact]
    public void LawsHoldInAnOpenCluster()
    {
        HdnnpModel model = HdnnpModels.ReadSynthetic("ct6");
        Structure frame = HdnnpModels.Frames(HdnnpModels.Folder("ct6"))[0];
        Check(new HdnnpPotential(model), Transform.With(frame, SimulationCell.Open, frame.Positions), model);
    }

    [Fact]
    public void LawsHoldInMixedPrecision()
    {
        HdnnpModel model = HdnnpModels.ReadSynthetic("ct6");
        PotentialConformance.CheckAll(
            new HdnnpPotential(model, Precision.Mixed),
            HdnnpModels.Frames(HdnnpModels.Folder("ct6"))[0],
            Options(model) with
            {
                // Seven digits of the symmetry functions, some lost in differences of the order of 1e-3 of them.
                DerivativeTolerance = 1e-3,
                SymmetryTolerance = 1e-4,
                ContinuityTolerance = 1e-5,
            });
    }

    /// <summary>
    /// The crystals of the law "thin-cell" have the structure's shortest distance: oxygen at that of water's bonds would have
    /// 1,500 neighbours, and a million pairs of them.
    /// </summary>
    [SkippableTheory]
    [InlineData("H2O_RPBE-D3", 1, "thin-cell")]
    [InlineData("mlearn_Si", 0)]
    public void LawsHoldForPublishedNetworks(string name, int frame, params string[] except)
    {
        HdnnpModel model = HdnnpModels.ReadPublished(name);
        Structure structure = HdnnpModels.Frames(HdnnpModels.Published(name)).Where(f => f.Count < 100).ElementAt(frame);
        PotentialConformance.CheckAll(
            new HdnnpPotential(model), structure, Options(model) with
            {
                Timestep = 0.25,
                Temperature = 100.0,
                Rattle = 0.02,
                Except = except,
                // Where forces vanish by symmetry, terms of some eV/Angstrom cancel.
                ForceFloor = 0.1,
            });
    }

    private static void Check(HdnnpPotential potential, Structure structure, HdnnpModel model) =>
        PotentialConformance.CheckAll(potential, structure, Options(model));

    private static ConformanceOptions Options(HdnnpModel model) => new()
    {
        Seams = [.. model.Functions.SelectMany(f => f).SelectMany(f => new[] { f.Cutoff, model.Alpha * f.Cutoff, f.Inner })
            .Where(r => r > 0.5 && r < model.Cutoff).Distinct()],
        // The force of the core p1 has a kink at its edge, of 1e-7 eV/Angstrom over the distance tested.
        ContinuityTolerance = model.Functions.SelectMany(f => f).Any(f => f.IsCompact) ? 1e-6 : 1e-9,
        // Networks of random weights are steep: large errors of a step are of a network, not of the integrator.
        Timestep = 0.5,
    };
}
