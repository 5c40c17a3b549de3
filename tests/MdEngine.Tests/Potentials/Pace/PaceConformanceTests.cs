using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Pace;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Pace;

/// <summary>The laws of all potentials, and the plain formulas, for made-up models of every kind.</summary>
public sealed class PaceConformanceTests(ITestOutputHelper output)
{
    private static readonly string[] Three = ["Cu", "Al", "Zr"];

    private static readonly (string Name, PaceSample Sample)[] Samples =
    [
        ("one element, linear", new PaceSample()),
        ("three elements, two densities", new PaceSample { Elements = Three, Embedding = [1.0, 1.0, 0.7, 0.5] }),
        ("Finnis-Sinclair, three densities, core", new PaceSample
        {
            Elements = ["Cu", "Al"], Basis = "ChebPow", Kind = PaceEmbeddingKind.FinnisSinclair, Embedding = [1.0, 1.0, 0.6, 0.8, 0.4, 2.0],
            CorePrefactor = 30.0, CoreCutoff = 6.0, CoreWidth = 5.0,
        }),
        ("inner cutoff by distance", new PaceSample
        {
            Elements = ["Cu", "Al"], Inner = PaceInnerCutoff.Distance, CorePrefactor = 8.0, InnerCutoff = 2.9, InnerWidth = 0.8,
        }),
        ("nuclear repulsion", new PaceSample
        {
            Elements = ["Cu", "Al"], Basis = "ChebPow", Inner = PaceInnerCutoff.Zbl, CorePrefactor = 1.0, InnerCutoff = 2.2, InnerWidth = 0.6,
        }),
        ("Bessel functions, l = 4", new PaceSample
        {
            Basis = "SBessel", LMax = 4, RadialMax = 5,
            Products = [([0], []), ([4, 4], []), ([3, 3], []), ([2, 2], []), ([3, 4, 1], [1]), ([1, 2, 3, 4], [3, 3])],
        }),
        ("up to six factors", new PaceSample
        {
            RadialMax = 4,
            Products =
            [
                ([0, 0], []), ([1, 1, 1, 1, 0], [1, 1, 0]), ([1, 1, 2, 1, 1], [2, 1, 1]), ([1, 1, 1, 1, 1, 1], [2, 2, 2, 2]),
                ([2, 1, 1, 2, 1, 1], [1, 1, 0, 0]),
            ],
        }),
        ("polynomials of ACE.jl with pair terms", new PaceSample
        {
            Elements = ["Cu", "Al"], Basis = "ACE.jl.Basic", HasPairTerm = true, RadialMax = 4,
        }),
        ("pairs only", new PaceSample { Elements = ["Cu", "Al"], Products = [([0], [])] }),
        ("no functions for a core", new PaceSample { Products = [], CorePrefactor = 20.0 }),
    ];

    public static TheoryData<string> Names => [.. Samples.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ObeysAllLaws(string name)
    {
        PaceModel model = Samples.Single(s => s.Name == name).Sample.Model();
        var options = new ConformanceOptions
        {
            Seams = [.. model.Bonds.SelectMany(Seams).Where(c => c > 0.0 && c < model.Cutoff).Distinct().Order()],
            // Tables have jumps of their second derivative at every node: h^2 times the fourth one.
            DerivativeTolerance = 1e-7,
            // The outer switch begins with a curvature of (pi/0.3)^2/2 = 55; a cell of 1e-3 Angstrom in which it begins smooths
            // the kink of the force out, but for some hundredths of 55e-3 eV/Angstrom.
            ContinuityTolerance = 1e-4,
        };
        // The piece below the start of the repulsion does not join smoothly in a made-up model.
        options = name.Contains("pair terms", StringComparison.Ordinal) ? options with { Except = ["dimer"] } : options;
        PotentialConformance.CheckAll(new PacePotential(model), Crystal(model), options);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FollowsThePlainFormulas(string name)
    {
        PaceModel model = Samples.Single(s => s.Name == name).Sample.Model();
        Structure crystal = Transform.Rattled(Crystal(model), 0.35, 7);
        Structure open = Transform.With(crystal, SimulationCell.Open, crystal.Positions);
        double expected = PlainPace.Energy(model, open);
        foreach (int width in new[] { 4, 8 })
        {
            double energy = Evaluation.Of(new PacePotential(model, width), open, needs: ForceNeeds.Energy).Energy;
            output.WriteLine($"{name}, width {width}: {energy:f12}, plain {expected:f12}, difference {energy - expected:e1}");
            // Tables differ from the functions by h^4/384 times a fourth derivative of some thousands; strong core repulsion
            // has a greater one.
            energy.ShouldBe(expected, 1e-10 * open.Count * Math.Max(1.0, Math.Abs(expected / open.Count)));
        }
    }

    [Theory]
    [InlineData(1.65)]
    [InlineData(1.9)]
    [InlineData(2.15)]
    public void TheSwitchToNuclearRepulsionPushesTheNearestNeighbour(double distance)
    {
        PaceModel model = Samples.Single(s => s.Name == "nuclear repulsion").Sample.Model();
        Element cu = model.Elements[0], al = model.Elements[1];
        Double3[] positions = [Double3.Zero, new(distance, 0.1, 0.2), new(-1.5, 1.9, 0.4), new(0.3, -1.2, 2.4)];
        var cluster = new Structure(SimulationCell.Open, [cu, al, cu, al], positions);
        var potential = new PacePotential(model);
        Evaluation.Of(potential, cluster).Energy.ShouldBe(PlainPace.Energy(model, cluster), 1e-9);
        Double3[] forces = Evaluation.Of(potential, cluster).Forces;
        for (int atom = 0; atom < 4; atom++)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                Double3 u = new(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
                double At(double h) => Evaluation.Of(potential, Transform.Moved(cluster, atom, h * u), needs: ForceNeeds.Energy).Energy;
                // Differences of the fourth order at h = 1e-3: errors of 1e-9 or so of a force of ten eV/Angstrom.
                double slope = ((8.0 * (At(1e-3) - At(-1e-3))) - (At(2e-3) - At(-2e-3))) / 12e-3;
                Double3.Dot(forces[atom], u).ShouldBe(-slope, 1e-6);
            }
        }
    }

    [Fact]
    public void AtomsOnTopOfEachOtherAreRefusedInWords()
    {
        PaceModel model = new PaceSample { Cutoff = 4.0, Spacing = 0.0625 }.Model();
        var dimer = new Structure(SimulationCell.Open, [model.Elements[0], model.Elements[0]], [Double3.Zero, new(0.03, 0, 0)]);
        Should.Throw<PhysicsException>(() => Evaluation.Of(new PacePotential(model), dimer)).Message
            .ShouldBe("atoms of Cu and Cu are 0.03 Angstrom apart, but their table begins at 0.0625; check for atoms too close at the start, or take a shorter timestep");
    }

    private static IEnumerable<double> Seams(PaceBond b) =>
        [b.Cutoff, b.Cutoff - b.CutoffWidth, b.InnerCutoff, b.InnerCutoff - b.InnerWidth];

    /// <summary>A crystal of 32 atoms, all types in it.</summary>
    internal static Structure Crystal(PaceModel model)
    {
        const double a = 3.8;
        Double3[] fcc = [Double3.Zero, new(0, a / 2, a / 2), new(a / 2, 0, a / 2), new(a / 2, a / 2, 0)];
        Structure crystal = Transform.Replicated(
            new Structure(SimulationCell.Orthorhombic(a, a, a), [.. fcc.Select(_ => model.Elements[0])], fcc), 2, 2, 2);
        Element[] elements = [.. crystal.Elements.Select((_, k) => model.Elements[k % model.Elements.Count])];
        return new Structure(crystal.Cell, elements, crystal.Positions);
    }
}
