using System;
using System.IO;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Potentials.Nep;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Nep;

/// <summary>Committees of neuroevolution potentials: mean, spread, laws and options.</summary>
public sealed class NepCommitteeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nep").FullName;

    /// <summary>Members of different architecture and cutoff, one with a repulsion.</summary>
    private static readonly NepSample[] Samples =
    [
        new() { Elements = ["Si", "C"], Zbl = "1.1 2.9", Tag = "nep4_zbl" },
        new() { Elements = ["Si", "C"], Seed = 2, Cutoff = "5.5 3.8 200 100", Neurons = 7 },
        new() { Elements = ["Si", "C"], Seed = 3, AngularMomentum = "3 2 0", Tag = "nep3" },
    ];

    [Theory]
    [InlineData(Precision.Double, 1e-12)]
    [InlineData(Precision.Mixed, 1e-5)]
    public void ACommitteeIsTheMeanOfItsMembers(Precision precision, double tolerance)
    {
        // Sums over members in another order; in mixed precision sums of other numbers are rounded to 24 bits.
        NepModel[] models = [.. Samples.Select(s => s.Model())];
        Structure crystal = Transform.Rattled(Crystal(), 0.3, 5);
        var committee = new NepCommittee(models, precision);

        Evaluation whole = Evaluation.Of(committee, crystal, needs: Evaluation.All | ForceNeeds.AtomUncertainties);

        Evaluation[] members = [.. models.Select(m => Evaluation.Of(new NepPotential(m, precision), crystal))];
        whole.Energy.ShouldBe(members.Average(m => m.Energy), tolerance * crystal.Count);
        whole.Virial!.Value[0, 1].ShouldBe(members.Average(m => m.Virial!.Value[0, 1]), tolerance * crystal.Count);
        for (int i = 0; i < crystal.Count; i++)
        {
            double[] energies = [.. members.Select(m => m.AtomEnergies[i])];
            double mean = energies.Average();
            whole.AtomEnergies[i].ShouldBe(mean, tolerance);
            whole.AtomUncertainties[i].ShouldBe(Math.Sqrt(energies.Average(e => (e - mean) * (e - mean))), tolerance);
            whole.AtomUncertainties[i].ShouldBeGreaterThan(1e-3);
            whole.Forces[i].X.ShouldBe(members.Average(m => m.Forces[i].X), 10.0 * tolerance);
            whole.Forces[i].Z.ShouldBe(members.Average(m => m.Forces[i].Z), 10.0 * tolerance);
        }

        committee.Uncertainty!.Unit.ShouldBe("eV");
        committee.ParameterCount.ShouldBe(models.Sum(m => m.ParameterCount));
    }

    [Fact]
    public void ObeysAllLaws()
    {
        NepModel[] models = [.. Samples.Select(s => s.Model())];
        PotentialConformance.CheckAll(new NepCommittee(models), Crystal(), new ConformanceOptions
        {
            // Cutoffs and ends of switches of all members, where the curvature jumps.
            Seams = [1.1, 2.9, 3.8, 4.0, 5.0],
            Timestep = 0.5,
            ContinuityTolerance = 1e-8,
        });
    }

    [Fact]
    public void MembersThatAgreeAreCertain()
    {
        NepModel model = Samples[0].Model();
        Evaluation whole = Evaluation.Of(
            new NepCommittee([model, model]), Transform.Rattled(Crystal(), 0.3, 5), needs: Evaluation.All | ForceNeeds.AtomUncertainties);

        // Halves of equal numbers are equal.
        whole.AtomUncertainties.ShouldAllBe(u => u == 0.0);
    }

    [Fact]
    public void TheSpreadDoesNotDependOnThreads()
    {
        NepModel[] models = [.. Samples.Select(s => s.Model())];
        Structure crystal = Transform.Replicated(Transform.Rattled(Crystal(), 0.3, 5), 3, 3, 3);
        double[] Spread(int threads) => Evaluation.Of(
            new NepCommittee(models), crystal, threads, needs: ForceNeeds.AtomUncertainties).AtomUncertainties;

        Spread(3).ShouldBe(Spread(1));
    }

    [Fact]
    public void TheLoopAllocatesNothing()
    {
        NepModel[] models = [.. Samples.Select(s => s.Model())];
        Structure crystal = Transform.Rattled(Crystal(), 0.3, 5);
        using var workers = new WorkerPool(1);
        SimulationState state = Evaluation.StateOf(crystal);
        var loop = new ForceLoop(new NepCommittee(models), state.Atoms.Species, workers, new NeighborPolicy { Skin = 0.5 });
        loop.UpdateNeighbors(state);
        const ForceNeeds needs = ForceNeeds.Energy | ForceNeeds.Virial | ForceNeeds.AtomUncertainties;
        // Code that is not yet optimised may allocate for itself (boxes): some evaluation must come out clean.
        long least = long.MaxValue;
        for (int k = 0; k < 200 && least > 0; k++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            loop.Compute(state, needs);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBe(0);
    }

    [Fact]
    public void TheFactoryReadsCommittees()
    {
        string[] files = [.. Samples.Select((s, k) => Write($"{k}.txt", s))];
        var committee = (NepCommittee)new NepFactory().Create(new NepOptions { Files = files });
        committee.Models.Count.ShouldBe(3);
        committee.Neighbors.Cutoff.ShouldBe(5.5);

        string other = Write("other.txt", new NepSample { Elements = ["C", "Si"] });
        InputException e = Should.Throw<InputException>(() => new NepFactory().Create(new NepOptions { Files = [files[0], other] }));
        e.File.ShouldBe(other);
        e.Message.ShouldContain("is a model of C Si; expected Si C");
        Should.Throw<ArgumentException>(() => new NepCommittee([Samples[0].Model()]));
    }

    [Fact]
    public void OptionsNameOneFileOrSeveral()
    {
        Keys(new NepOptions()).ShouldBe(["file"]);
        Keys(new NepOptions { File = "a", Files = ["b", "c"] }).ShouldBe(["files"]);
        Keys(new NepOptions { Files = ["a"] }).ShouldBe(["files"]);
        Keys(new NepOptions { Files = ["a", "b", "a"] }).ShouldBe(["files:2"]);
        Keys(new NepOptions { File = "a" }).ShouldBeEmpty();
        Keys(new NepOptions { Files = ["a", "b"] }).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static string[] Keys(NepOptions options) => [.. options.Validate().Select(f => f.Key)];

    private string Write(string name, NepSample sample)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, sample.Text());
        return path;
    }

    private static Structure Crystal()
    {
        const double a = 3.6;
        Double3[] fcc = [Double3.Zero, new(0, a / 2, a / 2), new(a / 2, 0, a / 2), new(a / 2, a / 2, 0)];
        Structure crystal = Transform.Replicated(
            new Structure(SimulationCell.Orthorhombic(a, a, a), [.. fcc.Select(_ => PeriodicTable.Get("Si"))], fcc), 2, 2, 2);
        Element[] elements = [.. crystal.Elements.Select((e, k) => k % 3 == 0 ? PeriodicTable.Get("C") : e)];
        return new Structure(crystal.Cell, elements, crystal.Positions);
    }
}
