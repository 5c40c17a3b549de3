using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Potentials.Gap;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Gap;

/// <summary>The laws of all potentials.</summary>
public sealed class GapConformanceTests
{
    // Cutoffs, and where cutoff functions and the cubic splines of core potentials begin.
    private static readonly double[] Seams = [3.2, 2.2, 2.9, 2.1, 3.6, 2.7, 2.0, 2.5, 3.0];

    public static TheoryData<string> Names => ["soap", "carbide", "core", "clusters"];

    [Theory]
    [MemberData(nameof(Names))]
    public void LawsHold(string name)
    {
        GapPotential potential = GapSystems.Potential(Model(name));
        Structure crystal = GapSystems.Crystal(mixed: name != "soap");
        PotentialConformance.CheckAll(potential, crystal, new ConformanceOptions
        {
            Seams = Seams,
            // Short bonds of a made-up model: the curvature of its repulsion is 100 eV/Angstrom^2, its Gaussians are narrow.
            Step = 0.01,
            DerivativeTolerance = 1e-7,
            // Forces that cancel in a crystal are as exact as bonds of some eV/Angstrom are.
            ForceFloor = 1.0,
            Timestep = 0.5,
            // A cosine joins with a jump of the second derivative only, but one of 60 eV/Angstrom^2 under the repulsion.
            ContinuityTolerance = 1e-6,
        });
    }

    [Fact]
    public void UncertaintiesDoNotChangeForcesAndAreThoseOfAnyOrderAndCell()
    {
        GapPotential potential = GapSystems.Potential(Model("clusters"));
        Structure crystal = GapSystems.Crystal();
        Evaluation plain = Evaluation.Of(potential, crystal);
        Evaluation told = Evaluation.Of(potential, crystal, needs: Evaluation.All | ForceNeeds.AtomUncertainties);
        told.Forces.ShouldBe(plain.Forces);
        told.AtomUncertainties.ShouldAllBe(v => v > 0.0);
        Structure twice = MdEngine.Core.Building.StructureOperations.Replicate(crystal, 2, 1, 1);
        Evaluation other = Evaluation.Of(potential, twice, threads: 2, needs: ForceNeeds.AtomUncertainties);
        for (int i = 0; i < twice.Count; i++)
        {
            // Sums of some hundred variances in another order.
            int same = Enumerable.Range(0, crystal.Count).MinBy(k => Distance(crystal.Cell, crystal, k, twice, i));
            other.AtomUncertainties[i].ShouldBe(told.AtomUncertainties[same], 1e-10);
        }
    }

    private static double Distance(SimulationCell cell, Structure a, int k, Structure b, int i)
    {
        MdEngine.Core.Mathematics.Double3 s = cell.ToFractional(b.Positions[i] - a.Positions[k]);
        return cell.ToCartesian(new(s.X - System.Math.Round(s.X), s.Y - System.Math.Round(s.Y), s.Z - System.Math.Round(s.Z))).Length;
    }

    private static GapText Model(string name) => name switch
    {
        "soap" => new GapText(5).Repulsion().Soap(5, 4, 30, "cutoff=3.6 cutoff_transition_width=0.9 atom_sigma=0.5 Z=14 species_Z=14", zeta: 4),
        "carbide" => GapSystems.Carbide(),
        "core" => GlueText.With(new GapText(6).Soap(3, 2, 7, "cutoff=3.6 cutoff_transition_width=0.9 atom_sigma=0.5 species_Z={14 6}", 2)),
        _ => new GapText(7).Repulsion()
            .Distances("distance_Nb order=2 cutoff=2.9 cutoff_transition_width=0.9 Z={6 14}", [[1.5], [2.5]], [1, -0.6], [0.8])
            .Distances(
                "distance_Nb order=3 cutoff=2.9 cutoff_transition_width=0.9 compact_clusters=F", [[2.1, 2.2, 3.0], [2.5, 1.9, 2.8]], [1, -0.6],
                [0.9, 0.9, 0.9], permutations: [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]),
    };
}
