using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Forces;

/// <summary>The kit passes what is right and catches what is wrong, each fault by the law made for it.</summary>
public sealed class ConformanceTests
{
    private static readonly Structure Crystal = TestStructures.Fcc(2);

    public static TheoryData<string> LawNames => [.. PotentialConformance.Laws.Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(LawNames))]
    public void LennardJonesPasses(string law)
    {
        PotentialConformance.Check(law, LennardJonesSite.Of(7.5), Crystal);
        PotentialConformance.Check(law, LennardJonesSite.Of(7.5, tail: true), TestStructures.Sheared(TestStructures.Fcc(1)));
    }

    [Fact]
    public void TruncatedLawsPassWithWhatTheyPromise()
    {
        PotentialConformance.CheckAll(
            LennardJonesSite.Of(7.5, CutoffContinuity.None, tail: true),
            Crystal,
            new ConformanceOptions { Continuity = CutoffContinuity.None });
        PotentialConformance.CheckAll(
            LennardJonesSite.Of(7.5, CutoffContinuity.Energy, tail: true),
            Crystal,
            new ConformanceOptions { Continuity = CutoffContinuity.Energy });
    }

    [Theory]
    [InlineData("cluster")]
    [InlineData("slab")]
    public void AnyBoundaryWillDoForAStart(string kind)
    {
        Matrix3 h = Crystal.Cell.Vectors;
        SimulationCell cell = kind == "cluster" ? SimulationCell.Open : new SimulationCell(h, true, true, false);
        PotentialConformance.CheckAll(LennardJonesSite.Of(6.5), Transform.With(Crystal, cell, [.. Crystal.Positions]));
    }

    [Fact]
    public void OverlaysPass() => PotentialConformance.CheckAll(
        new SumPotential([LennardJonesSite.Of(7.5, tail: true), new LennardJonesSite([TestStructures.Kr, TestStructures.Ar], 5.0)]),
        Crystal);

    [Theory]
    [InlineData(Fault.ForceTooLarge, "forces", "stress")]
    [InlineData(Fault.ForceFarTooLarge, "dimer", "energy-conservation")]
    [InlineData(Fault.ForceAlongX, "forces", "stress", "rotation", "dimer")]
    [InlineData(Fault.EnergyByDirection, "forces", "stress", "rotation", "dimer")]
    [InlineData(Fault.EnergyByPlace, "translation", "forces")]
    [InlineData(Fault.EnergyByIndex, "permutation")]
    [InlineData(Fault.Jump, "cutoff", "dimer")]
    [InlineData(Fault.Remembers, "input", "threads")]
    [InlineData(Fault.MovesAtoms, "input")]
    [InlineData(Fault.EnergyNotAnAtoms, "atom-sums")]
    [InlineData(Fault.ForceByNeeds, "needs")]
    [InlineData(Fault.ForceOnOneOnly, "momentum", "forces")]
    [InlineData(Fault.OneImageOnly, "thin-cell")]
    [InlineData(Fault.WholeList, "stale-list")]
    public void FaultsAreCaughtByTheirLaws(Fault fault, params string[] laws)
    {
        foreach (string law in laws)
        {
            var thrown = Should.Throw<ConformanceException>(
                () => PotentialConformance.Check(law, new Faulty(fault), Crystal), $"{law} must see {fault}");
            thrown.Law.ShouldBe(law);
            thrown.Message.ShouldStartWith(law + ": ");
        }

        Should.Throw<ConformanceException>(() => PotentialConformance.CheckAll(new Faulty(fault), Crystal))
            .Message.ShouldContain(laws[0] + ": ");
    }

    [Fact]
    public void TheFaultyPotentialWithoutFaultPasses() =>
        PotentialConformance.CheckAll(new Faulty(Fault.None), Crystal);

    [Fact]
    public void MessagesCarryFigures() =>
        Should.Throw<ConformanceException>(
                () => PotentialConformance.Check("forces", new Faulty(Fault.ForceTooLarge), Crystal))
            .Message.ShouldMatch(@"forces: the force on atom \d+ along [xyz] is -?\d.*, expected -?\d.*; they differ by .*, allowed is .*");

    [Fact]
    public void LawsCanBeLeftOutByNameOnly()
    {
        var faulty = new Faulty(Fault.Jump);
        PotentialConformance.CheckAll(
            faulty, Crystal, new ConformanceOptions { Except = ["cutoff", "dimer", "energy-conservation"] });
        Should.Throw<ArgumentException>(() => PotentialConformance.CheckAll(
            faulty, Crystal, new ConformanceOptions { Except = ["cut-off"] }));
        Should.Throw<ArgumentException>(() => PotentialConformance.Check("no such law", faulty, Crystal));
    }

    public enum Fault
    {
        None,
        ForceTooLarge,
        ForceFarTooLarge,
        ForceAlongX,
        EnergyByDirection,
        EnergyByPlace,
        EnergyByIndex,
        Jump,
        Remembers,
        MovesAtoms,
        EnergyNotAnAtoms,
        ForceByNeeds,
        ForceOnOneOnly,
        OneImageOnly,
        WholeList,
    }

    /// <summary>A smooth pair law, (1 - r/rc)^3 an atom, with one fault.</summary>
    private sealed class Faulty(Fault fault) : IPotential
    {
        private const double Range = 6.5;
        private int _evaluations;

        public IReadOnlyList<Element> Elements { get; } = [TestStructures.Ar, TestStructures.Kr];

        public MdEngine.Core.Neighbors.NeighborRequest Neighbors =>
            new(MdEngine.Core.Neighbors.NeighborKind.Full, Range);

        public object? CreateWorkspace() => new SiteNeighbors();

        public void Compute(in ForceBlock block, ForceAccumulator into)
        {
            var site = (SiteNeighbors)block.Workspace!;
            var list = (MdEngine.Core.Neighbors.VerletList)block.Neighbors;
            AtomState atoms = block.Atoms;
            int evaluation = _evaluations++;
            for (int i = block.Start; i < block.End; i++)
            {
                site.Pack(in block, list, i, fault == Fault.WholeList ? Range + 1.0 : Range);
                double energy = 0.0;
                for (int k = 0; k < site.Count; k++)
                {
                    if (fault == Fault.OneImageOnly && site.Index[k] > atoms.GhostStart + 60)
                    {
                        continue;
                    }

                    energy += Pair(site, k);
                }

                if (fault == Fault.ForceByNeeds && block.Needs == ForceNeeds.None && site.Count > 0)
                {
                    site.Gx[0] += 1e-12;
                }

                if (fault == Fault.EnergyByPlace)
                {
                    energy += 1e-3 * atoms.X[i];
                }

                if (fault == Fault.EnergyByIndex)
                {
                    energy += 1e-6 * atoms.Id[i] * site.Count;
                }

                if (fault == Fault.Remembers)
                {
                    energy += 1e-9 * evaluation;
                    if (site.Count > 0)
                    {
                        site.Gx[0] += 1e-9 * evaluation;
                    }
                }

                if (fault == Fault.MovesAtoms)
                {
                    atoms.Z[i] += 1e-13;
                }

                site.Scatter(energy, block.Needs, into);
                if (fault == Fault.EnergyNotAnAtoms)
                {
                    into.Energy += 1e-6;
                }

                if (fault == Fault.ForceOnOneOnly && site.Count > 0)
                {
                    into.AddForce(i, 1e-6, 0.0, 0.0);
                }
            }
        }

        private double Pair(SiteNeighbors site, int k)
        {
            double r = site.R[k];
            double x = 1.0 - (r / Range);
            double energy = 0.5 * x * x * x;
            double g = -1.5 * x * x / Range / r;
            if (fault == Fault.WholeList && r > Range)
            {
                // Zero but for a hair: what lies in the skin leaks in.
                energy *= 1e-3;
                g *= 1e-3;
            }

            switch (fault)
            {
                case Fault.ForceTooLarge:
                    g *= 1.0 + 1e-6;
                    break;
                case Fault.ForceFarTooLarge:
                    g *= 1.01;
                    break;
                case Fault.EnergyByDirection:
                    energy *= 1.0 + (1e-4 * site.Dx[k] / r);
                    energy += 1e-4 * x * x * site.Dx[k] * site.Dx[k];
                    break;
                case Fault.Jump:
                    energy += 1e-5;
                    break;
                default:
                    break;
            }

            site.Gx[k] = g * site.Dx[k] * (fault == Fault.ForceAlongX ? 1.0 + 1e-6 : 1.0);
            site.Gy[k] = g * site.Dy[k];
            site.Gz[k] = g * site.Dz[k];
            return energy;
        }
    }
}
