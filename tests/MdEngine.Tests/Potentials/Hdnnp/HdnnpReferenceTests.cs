using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Hdnnp;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Hdnnp;

/// <summary>Numbers of n2p2 and of LAMMPS linked to it.</summary>
public sealed class HdnnpReferenceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Synthetic => [.. HdnnpModels.Synthetic];

    [Theory]
    [MemberData(nameof(Synthetic))]
    public void SyntheticNetworksGiveTheNumbersOfN2p2(string name)
    {
        // Rounding of the arc cosine and of the polynomials near the edge is all that compact functions differ in: 3e-11.
        double tolerance = name is "compact" or "compact_norm" or "mixed" ? 1e-9 : 1e-12;
        Compare(HdnnpModels.ReadSynthetic(name), HdnnpModels.Frames(HdnnpModels.Folder(name)), tolerance, 2e-4);
    }

    /// <summary>
    /// Mixed precision: 1e-5 eV/Angstrom for water; exponents of 16 of cosines that are rounded to 1e-7 cost the other two
    /// models, with forces of up to 10 eV/Angstrom, some times as much.
    /// </summary>
    [SkippableTheory]
    [InlineData("mlearn_Si", "expected.xyz", 4e-5)]
    [InlineData("mlearn_Mo", "expected.xyz", 4e-5)]
    [InlineData("H2O_RPBE-D3", "expected.xyz", 1.5e-5)]
    public void PublishedNetworksGiveTheNumbersOfN2p2(string name, string file, double mixed) => Compare(
        HdnnpModels.ReadPublished(name), HdnnpModels.Frames(HdnnpModels.Published(name), file), 1e-11, mixed);

    [SkippableTheory]
    [InlineData("mlearn_Si")]
    [InlineData("mlearn_Mo")]
    [Trait("Category", "Long")]
    public void PublishedNetworksGiveTheNumbersOfN2p2ForAllStructures(string name) => Compare(
        HdnnpModels.ReadPublished(name), HdnnpModels.Frames(HdnnpModels.Published(name), "expected_all.xyz"), 1e-11, 6e-5);

    [SkippableTheory]
    [InlineData("mlearn_Si", Precision.Double)]
    [InlineData("H2O_RPBE-D3", Precision.Mixed)]
    public void MixedPrecisionIsTakenWhereItHolds(string name, Precision precision)
    {
        HdnnpPotential potential = HdnnpPotential.Create(HdnnpModels.ReadPublished(name), Precision.Mixed);

        potential.Precision.ShouldBe(precision);
        potential.Report([], 1).Any(line => line.Contains("double precision instead of mixed")).ShouldBe(precision == Precision.Double);
    }

    private void Compare(HdnnpModel model, Structure[] frames, double tolerance, double mixed)
    {
        frames.ShouldNotBeEmpty();
        foreach ((string kernel, Precision precision, int width) in HdnnpModels.Kernels)
        {
            var potential = new HdnnpPotential(model, precision, width);
            double energyError = 0.0, forceError = 0.0, stressError = 0.0;
            foreach (Structure frame in frames.Where(f => width == 4 || precision == Precision.Mixed || f.Count < 200))
            {
                Evaluation e = Evaluation.Of(potential, frame, needs: ForceNeeds.Energy | ForceNeeds.Virial);
                energyError = Math.Max(energyError, Math.Abs((e.Energy - frame.Energy!.Value) / frame.Energy.Value));
                forceError = Math.Max(forceError, e.Forces.Zip(frame.Forces!, (a, b) => (a - b).Length).Max());
                stressError = Math.Max(stressError, Largest(e.Stress!.Value - frame.Stress!.Value));
            }

            output.WriteLine(
                $"{kernel}: energy {energyError:e1} relative, forces {forceError:e1} eV/Angstrom, stress {stressError:e1} eV/Angstrom^3");
            bool full = precision == Precision.Double;
            energyError.ShouldBeLessThan(full ? 1e-10 : 1e-4, kernel);
            forceError.ShouldBeLessThan(full ? tolerance : mixed, kernel);
            stressError.ShouldBeLessThan(full ? tolerance : mixed, kernel);
        }
    }

    private static double Largest(Matrix3 m) => new[] { m.XX, m.XY, m.XZ, m.YX, m.YY, m.YZ, m.ZX, m.ZY, m.ZZ }.Max(Math.Abs);
}
