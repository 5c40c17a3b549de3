using System;
using System.IO;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.IO.Formats;
using MdEngine.IO.Xyz;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Tests.IO;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Gap;

/// <summary>Numbers of QUIP, beside the models that they were computed with.</summary>
public sealed class GapReferenceTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData("Mo-soap", 0.001)]
    [InlineData("Si-2b-soap", 0.01)]
    [InlineData("Si-2b-3b", 0.01)]
    [InlineData("MoNbTaW", 0.001)]
    public void EnergyForcesStressAndVarianceAreThoseOfQuip(string name, double regularisation)
    {
        string? shared = Repository.Shared();
        Skip.If(shared is null, "there is no folder 'shared' beside the repository");
        string folder = Path.Combine(shared!, "reference", "gap", name);
        var potential = new GapPotential(GapReader.Read(Path.Combine(folder, "gap.xml")), regularisation);
        string variances = Path.Combine(folder, "expected-variance.xyz");
        bool hasVariance = File.Exists(variances);
        double energy = 0.0, force = 0.0, stress = 0.0, variance = 0.0;
        int frames = 0;
        foreach (Structure frame in Frames(hasVariance ? variances : Path.Combine(folder, "expected.xyz")))
        {
            Evaluation e = Evaluation.Of(
                potential, frame, needs: Evaluation.All | (hasVariance ? ForceNeeds.AtomUncertainties : ForceNeeds.None));
            energy = Math.Max(energy, Math.Abs((e.Energy / frame.Energy!.Value) - 1.0));
            force = Math.Max(force, e.Forces.Zip(frame.Forces!, (a, b) => (a - b).Length).Max());
            stress = Math.Max(stress, Enumerable.Range(0, 9).Max(k => Math.Abs(e.Stress!.Value[k / 3, k % 3] - frame.Stress!.Value[k / 3, k % 3])));
            if (hasVariance)
            {
                var expected = (double[])frame.Extra.Single(c => c.Name == "gap_variance").Values;
                variance = Math.Max(variance, e.AtomUncertainties.Zip(expected, (a, b) => Math.Abs(a - b)).Max());
            }

            frames++;
        }

        output.WriteLine($"{name}: energy {energy:e1} relative, forces {force:e1} eV/Angstrom, stress {stress:e1} eV/Angstrom^3, variance {variance:e1} eV^2");
        frames.ShouldBeGreaterThan(4);
        // Weights of up to 1e6 eV cancel to energies of a few eV: 1e-10 is their rounding.
        energy.ShouldBeLessThan(1e-9);
        force.ShouldBeLessThan(1e-7);
        stress.ShouldBeLessThan(1e-8);
        // The inverse of a kernel matrix of condition 1e8 times rounding.
        variance.ShouldBeLessThan(1e-9);
    }

    private static System.Collections.Generic.IEnumerable<Structure> Frames(string file) => StructureFormats.ReadAll(
        file, null, new StructureReadOptions { Xyz = new ExtendedXyzReadOptions { Velocities = VelocitiesUnit.Ignore } });
}
