using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Forces;

public sealed class SumPotentialTests
{
    private static readonly Element Xe = PeriodicTable.Get("Xe");

    // Terms with different cutoffs, so different lists, and different orders of elements.
    private static readonly LennardJonesSite Long = LennardJonesSite.Of(8.0, tail: true);
    private static readonly LennardJonesSite Short =
        new([TestStructures.Kr, TestStructures.Ar], 5.5, CutoffContinuity.Force, tail: true);

    [Fact]
    public void IsTheSumOfItsTerms()
    {
        Structure structure = TestStructures.Sheared(TestStructures.Fcc(2));
        Evaluation a = Evaluation.Of(Long, structure), b = Evaluation.Of(Short, structure);
        Evaluation sum = Evaluation.Of(new SumPotential([Long, Short]), structure, threads: 2);
        // Rounding of sums in another order.
        sum.Energy.ShouldBe(a.Energy + b.Energy, 1e-12);
        sum.Tail.Energy.ShouldBe(a.Tail.Energy + b.Tail.Energy, 1e-14);
        sum.Tail.VirialTrace.ShouldBe(a.Tail.VirialTrace + b.Tail.VirialTrace, 1e-14);
        a.Tail.Energy.ShouldNotBe(b.Tail.Energy, "the tail sees the order of the elements");
        for (int i = 0; i < structure.Count; i++)
        {
            (sum.Forces[i] - a.Forces[i] - b.Forces[i]).Length.ShouldBeLessThan(1e-12);
            sum.AtomEnergies[i].ShouldBe(a.AtomEnergies[i] + b.AtomEnergies[i], 1e-13);
        }

        (sum.Virial!.Value - a.Virial!.Value - b.Virial!.Value).Trace.ShouldBe(0.0, 1e-11);
    }

    [Fact]
    public void NestedSumsAndEqualTermsAreFlattened()
    {
        var nested = new SumPotential([Long, new SumPotential([Short, Long])]);
        nested.Terms.Count.ShouldBe(3);
        ((IPotential)nested).Cutoff.ShouldBe(8.0);
        Structure structure = TestStructures.Fcc(2);
        Evaluation.Of(nested, structure).Energy.ShouldBe(
            (2.0 * Evaluation.Of(Long, structure).Energy) + Evaluation.Of(Short, structure).Energy, 1e-12);
    }

    [Fact]
    public void CoversWhatAllTermsCover()
    {
        var wide = new LennardJonesSite([Xe, TestStructures.Kr], 6.0);
        var sum = new SumPotential([Long, wide]);
        sum.Elements.ShouldBe([TestStructures.Kr]);
        Structure krypton = new(
            TestStructures.Fcc(1).Cell, [.. Enumerable.Repeat(TestStructures.Kr, 4)], TestStructures.Fcc(1).Positions);
        Evaluation.Of(sum, krypton).Energy.ShouldBe(
            Evaluation.Of(Long, krypton).Energy + Evaluation.Of(wide, krypton).Energy, 1e-13);
        Should.Throw<InputException>(() => Evaluation.Of(sum, TestStructures.Fcc(1))).Message.ShouldContain("does not cover Ar");
    }

    [Fact]
    public void NothingToAddOrNothingInCommonIsRefused()
    {
        Should.Throw<InputException>(() => new SumPotential([])).Message.ShouldContain("at least one term");
        Should.Throw<InputException>(() => new SumPotential([Long, new LennardJonesSite([Xe], 5.0)]))
            .Message.ShouldContain("Ar,Kr; Xe");
    }

    [Fact]
    public void TheFactoryBuildsItsTerms()
    {
        var factory = new SumFactory();
        factory.TypeName.ShouldBe("sum");
        var options = new SumOptions { Terms = [new Source(Long), new Source(Short)] };
        IPotential sum = ((IPotentialFactory)factory).Create(options);
        sum.Terms.ShouldBe([Long, Short]);
        ((IPotentialFactory)factory).OptionsType.ShouldBe(typeof(SumOptions));
    }

    private sealed record Source(IPotential Potential) : IPotentialSource
    {
        public string TypeName => "test";

        public IPotential Create() => Potential;
    }
}
