using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Gap;

/// <summary>
/// Every option of every descriptor against the plain evaluator, and, where the two agree, forces and virial against
/// the energy.
/// </summary>
public sealed class GapPlainTests(ITestOutputHelper output)
{
    private static readonly int[][] AllOfThree = [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]];

    private static readonly Dictionary<string, Func<GapText>> Models = new()
    {
        ["soap, one species"] = () => Base().Soap(5, 4, 7, Radial + " Z=0 species_Z=0"),
        ["soap, no species named"] = () => Base().Soap(4, 3, 5, Radial),
        ["soap, two species"] = () => Base().Soap(3, 3, 7, Radial + " species_Z={6 14} Z=14", 2).Soap(4, 2, 5, Radial + " species_Z={14 6} Z=6", 2),
        ["soap, two centres"] = () => Base().Soap(3, 2, 7, Radial + " species_Z={6 14} n_Z=2 Z={14 6}", 2),
        ["soap, centre in all"] = () => Base().Soap(3, 2, 7, Radial + " species_Z={6 14} central_reference_all_species=T central_weight=0.7", 2),
        ["soap, zeta 2.5"] = () => Base().Soap(4, 3, 7, Radial, zeta: 2.5),
        ["soap, zeta 1"] = () => Base().Soap(4, 3, 7, Radial, zeta: 1),
        ["soap, zeta 4, last component"] = () => Base().Soap(4, 3, 7, Radial + " covariance_sigma0=0.3", zeta: 4, last: 0.3),
        ["soap, not normalised"] = () => Base().Soap(3, 3, 7, Radial + " normalise=F", zeta: 1, delta: 2.0),
        ["soap, diagonal radial"] = () => Base().Soap(3, 3, 7, Radial + " species_Z={6 14} diagonal_radial=T", 2, diagonal: true),
        ["soap, decay"] = () => Base().Soap(4, 3, 7, Radial + " cutoff_dexp=3 cutoff_scale=2.1 cutoff_rate=0.7"),
        ["soap, basis error"] = () => Base().Soap(4, 3, 7, Radial + " basis_error_exponent=7"),
        ["soap, slices"] = () => Base().Soap(4, 3, 5, Radial, sliced: true),
        ["soap, old power"] = () => Base("1420000000").Soap(3, 3, 7, Radial + " species_Z={6 14}", 2),
        ["soap, old centre"] = () => Base("1424000000").Soap(3, 3, 7, Radial + " species_Z={6 14}", 2),
        ["soap, wide"] = () => Base().Soap(9, 7, 5, "cutoff=4.2 cutoff_transition_width=4.0 atom_gaussian_width=0.4"),
        ["2b, plain"] = () => Base().Distances("distance_2b cutoff=3.9 cutoff_transition_width=1.1 Z1=14 Z2=6", [[1.5], [2.2], [3.0]], [2, -1, 0.5], [0.7]),
        ["2b, offset"] = () => Base().Distances("distance_2b cutoff=3.9", [[1.5], [2.2], [3.0]], [2, -1, 0.5], [0.7], 0.8, 0.3),
        ["2b, exponents"] = () => Base().Distances("distance_2b cutoff=3.9 n_exponents=2 exponents={-1 -3}", [[0.6, 0.3], [0.4, 0.1]], [2, -1], [0.2, 0.3]),
        ["2b, standard exponents"] = () => Base().Distances("distance_2b cutoff=3.9 n_exponents=2", [[0.6, 0.3], [0.4, 0.1]], [2, -1], [0.2, 0.3]),
        ["2b, tail"] = () => Base().Distances("distance_2b cutoff=3.9 tail_exponent=2 tail_range=0.8", [[1.5], [2.5]], [2, -1], [0.7]),
        ["2b, polynomial"] = () => Base().Distances("distance_2b cutoff=3.9", [[1.5], [2.5]], [2, -1], [1.7], kernel: 4),
        ["3b"] = () => Base().Distances(
            "angle_3b cutoff=3.1 cutoff_transition_width=0.7 Z=6 Z1=14 Z2=6", [[4.2, 0.1, 3.1], [4.6, 0.4, 2.6]], [0.3, -0.4], [1.1, 0.8, 1.3], 0.5, 0.2),
        ["Nb, pairs"] = () => Base().Distances("distance_Nb order=2 cutoff=3.9 Z={6 14}", [[1.5], [2.5]], [2, -1], [0.7]),
        ["Nb, loose pairs"] = () => Base().Distances("distance_Nb order=2 cutoff=3.9 compact_clusters=F", [[1.5], [2.5]], [2, -1], [0.7]),
        ["Nb, triplets"] = () => Base().Distances(
            "distance_Nb order=3 cutoff=3.1 compact_clusters=T", [[2.1, 2.2, 3.0], [2.5, 1.9, 2.8]], [2, -1], [0.7, 0.7, 0.7], permutations: AllOfThree),
        ["Nb, loose triplets"] = () => Base().Distances(
            "distance_Nb order=3 cutoff=3.1 compact_clusters=F", [[2.1, 2.2, 3.0], [2.5, 1.9, 2.8]], [2, -1], [0.7, 0.9, 1.3], 0.4, 0.1, permutations: AllOfThree),
        ["Nb, mixed triplets"] = () => Base().Distances(
            "distance_Nb order=3 cutoff=3.1 Z={6 6 14}", [[2.1, 2.2, 3.0], [2.5, 1.9, 2.8]], [2, -1], [0.7, 0.7, 0.7], permutations: [[1, 2, 3], [1, 3, 2]]),
        ["Nb, mixed loose triplets, polynomial"] = () => Base().Distances(
            "distance_Nb order=3 cutoff=3.1 Z={14 6 14} compact_clusters=F", [[2.1, 2.2, 3.0], [2.5, 1.9, 2.8]], [2, -1], [1.7, 1.4, 2.1], kernel: 4,
            permutations: [[1, 2, 3], [2, 1, 3]]),
    };

    private const string Radial = "cutoff=3.7 cutoff_transition_width=0.9 atom_sigma=0.5";

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EnergiesAreThoseOfThePlainEvaluator(string name)
    {
        GapModel model = GapSystems.Model(Models[name]());
        Structure crystal = GapSystems.Crystal();
        var potential = new GapPotential(model);
        double found = Evaluation.Of(potential, crystal).Energy, expected = new PlainGap(model).Energy(crystal);
        double part = Math.Abs(expected - crystal.Elements.Sum(e => model.AtomEnergies[e.AtomicNumber]));
        output.WriteLine($"{name}: {found:f12}, off by {found - expected:e1} eV");
        part.ShouldBeGreaterThan(0.01, "the model has an energy to compare");
        // Rounding of sums of some thousand terms of either sign, and of the basis (its matrices have conditions of 1e3).
        found.ShouldBe(expected, 1e-10 * Math.Max(1.0, Math.Abs(expected)));
        foreach (string law in new[] { "forces", "stress", "atom-sums", "momentum" })
        {
            // Piecewise polynomials have third derivatives that jump.
            PotentialConformance.Check(law, potential, crystal, new ConformanceOptions
            {
                Rattle = 0.0,
                DerivativeTolerance = model.Coordinates[0].Kernel == GapKernel.PiecewisePolynomial ? 3e-6 : 1e-7,
                Step = 0.01,
                AtomsTested = 3,
                Seams = [3.1, 2.6, 2.4, 2.8],
            });
        }
    }

    private static GapText Base(string version = "1767480561") => new(11) { Version = version };
}
