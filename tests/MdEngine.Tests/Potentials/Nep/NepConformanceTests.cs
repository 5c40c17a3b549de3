using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Nep;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Nep;

/// <summary>The laws of all potentials and the plain formulas, for made-up models of every dialect.</summary>
public sealed class NepConformanceTests(ITestOutputHelper output)
{
    private static readonly string[] Three = ["Te", "Pb", "Fe"];

    private static readonly (string Name, NepSample Sample)[] Samples =
    [
        ("one type", new NepSample()),
        ("three types, NEP3", new NepSample { Tag = "nep3", Elements = Three }),
        ("four-body terms, NEP5", new NepSample { Tag = "nep5", Elements = Three, AngularMomentum = "5 1 1 1 1 1 1" }),
        ("no four-body terms", new NepSample { AngularMomentum = "1 0 0", AngularMax = 0, RadialMax = 0, AngularBasis = 0, RadialBasis = 0 }),
        ("l = 8", new NepSample { AngularMomentum = "8 2 0", AngularMax = 8, RadialMax = 12, Neurons = 37 }),
        ("universal ZBL", new NepSample { Tag = "nep4_zbl", Elements = Three, Zbl = "1.1 2.9" }),
        ("typewise ZBL", new NepSample { Tag = "nep4_zbl", Elements = Three, Zbl = "1.1 2.9 0.7" }),
        ("flexible ZBL", new NepSample { Tag = "nep3_zbl", Elements = Three, Zbl = "0 0" }),
        ("cutoffs by type", new NepSample { Elements = Three, Cutoff = "5.1 4.1 4.9 3.9 4.7 3.7 200 100" }),
    ];

    public static TheoryData<string, Precision, int> Kernels
    {
        get
        {
            var data = new TheoryData<string, Precision, int>();
            foreach ((string name, _) in Samples)
            {
                data.Add(name, Precision.Double, 4);
            }

            data.Add("three types, NEP3", Precision.Double, 8);
            data.Add("l = 8", Precision.Double, 8);
            data.Add("one type", Precision.Mixed, 8);
            data.Add("universal ZBL", Precision.Mixed, 8);
            return data;
        }
    }

    public static TheoryData<string> Names => [.. Samples.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ObeysAllLaws(string name, Precision precision, int width)
    {
        NepModel model = Samples.Single(s => s.Name == name).Sample.Model();
        PotentialConformance.CheckAll(new NepPotential(model, precision, width), Crystal(model), Options(model, precision));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FollowsThePlainFormulas(string name)
    {
        NepModel model = Samples.Single(s => s.Name == name).Sample.Model();
        Structure crystal = Transform.Rattled(Crystal(model), 0.3, 7);
        Structure open = Transform.With(crystal, SimulationCell.Open, crystal.Positions);
        double expected = PlainNep.Energy(model, open);
        foreach ((Precision precision, int width, double allowed) in new[]
                 {
                     // Rounding of sums of some hundred terms; in single precision that of its 24 bits.
                     (Precision.Double, 4, 1e-12), (Precision.Double, 8, 1e-12), (Precision.Mixed, 8, 1e-6),
                 })
        {
            double energy = Evaluation.Of(new NepPotential(model, precision, width), open, needs: ForceNeeds.Energy).Energy;
            output.WriteLine($"{name}, {precision}, width {width}: {energy:f12}, plain {expected:f12}, difference {energy - expected:e1}");
            energy.ShouldBe(expected, allowed * open.Count);
        }
    }

    [Fact]
    public void ManyTypesAreEachTheirOwn()
    {
        NepModel model = new NepSample
        {
            Elements = ["H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne", "Na", "Mg", "Al", "Si", "P", "S", "Cl"],
        }.Model();
        Structure crystal = Transform.Rattled(Crystal(model), 0.3, 3);
        Structure open = Transform.With(crystal, SimulationCell.Open, crystal.Positions);
        Evaluation.Of(new NepPotential(model), open).Energy.ShouldBe(PlainNep.Energy(model, open), 1e-12 * open.Count);
        // 153 kinds of dimers and edges take long and show no more than three types do.
        PotentialConformance.CheckAll(
            new NepPotential(model), crystal, Options(model, Precision.Double) with { Except = ["dimer", "cutoff"] });
    }

    private static ConformanceOptions Options(NepModel model, Precision precision)
    {
        NepHeader h = model.Header;
        double[] ends = model.Zbl is null ? []
            : [.. h.Elements.SelectMany((_, a) => h.Elements.Select((_, b) => model.Zbl.Range(a, b)))];
        var options = new ConformanceOptions
        {
            // Cutoffs of pairs and ends of switches, where the curvature jumps.
            Seams = [.. h.RadialCutoffs.Concat(h.AngularCutoffs).Concat(ends).Where(c => c < model.Cutoff).Distinct().Order()],
            // Strong repulsion of atoms of lead needs small steps, and its third derivatives are large: limits at the ends of
            // switches are extrapolated.
            Timestep = 0.5,
            ContinuityTolerance = model.HasZbl ? 1e-8 : 1e-9,
        };
        return precision == Precision.Double
            ? options
            : options with
            {
                // Single precision: 24 bits, of Chebyshev series and of sums that cancel, in energies of the order of 1 eV.
                ForceFloor = 1.0,
                SymmetryTolerance = 1e-5,
                // Energies are known to 1e-7, and strains are as small as 1e-4.
                DerivativeTolerance = 5e-3,
                ContinuityTolerance = 1e-6,
                // The rounding of energies must not hide the error of the integrator.
                Timestep = 4.0,
            };
    }

    /// <summary>A crystal of 24 atoms or so, all types in it.</summary>
    private static Structure Crystal(NepModel model)
    {
        const double a = 3.6;
        Double3[] fcc = [Double3.Zero, new(0, a / 2, a / 2), new(a / 2, 0, a / 2), new(a / 2, a / 2, 0)];
        Structure crystal = Transform.Replicated(
            new Structure(SimulationCell.Orthorhombic(a, a, a), [.. fcc.Select(_ => model.Elements[0])], fcc), 2, 2, 2);
        Element[] elements = [.. crystal.Elements.Select((_, k) => model.Elements[k % model.Elements.Count])];
        return new Structure(crystal.Cell, elements, crystal.Positions);
    }
}
