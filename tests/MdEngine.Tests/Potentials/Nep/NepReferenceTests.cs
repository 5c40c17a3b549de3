using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Xyz;
using MdEngine.Potentials.Nep;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Nep;

/// <summary>Energies, forces and stresses of NEP_CPU, double precision, fifteen digits.</summary>
public sealed class NepReferenceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Models => [.. NepReferences.Models];

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void AgreesInDoublePrecision(string model)
    {
        (string file, string structures) = NepReferences.Find(model);
        NepModel parameters = NepFile.Read(file);
        foreach (int width in new[] { 4, 8 })
        {
            (double energy, double force, double stress) =
                Deviation(new NepPotential(parameters, Precision.Double, width), structures);
            output.WriteLine($"{model}, registers of {width}: energy {energy:e1} relative, force {force:e1} eV/A, stress {stress:e1} eV/A^3");
            // As many digits as are printed: 15, of sums of some hundred terms.
            energy.ShouldBeLessThan(1e-12);
            force.ShouldBeLessThan(1e-9);
            stress.ShouldBeLessThan(1e-11);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void MixedPrecisionKeepsForcesTo1Em5(string model)
    {
        (string file, string structures) = NepReferences.Find(model);
        NepPotential potential = NepPotential.Create(NepFile.Read(file), Precision.Mixed);
        (double energy, double force, double stress) = Deviation(potential, structures);
        output.WriteLine(
            $"{model}, {potential.Precision}, {potential.Model.Stiffness:g3} eV: energy {energy:e1} relative, force {force:e1} eV/A, stress {stress:e1} eV/A^3");
        energy.ShouldBeLessThan(1e-6);
        // The promise of the option. (Repulsion at short distances, of up to 3000 eV/Angstrom in these files, is in double
        // precision and adds nothing.)
        force.ShouldBeLessThan(1e-5);
        stress.ShouldBeLessThan(1e-5);
        potential.Precision.ShouldBe(model == "BaZrO3" ? Precision.Double : Precision.Mixed);
    }

    [SkippableFact]
    public void MixedPrecisionIsRefusedWhereItWouldCostMore()
    {
        (string file, string structures) = NepReferences.Find("BaZrO3");
        NepModel model = NepFile.Read(file);
        Deviation(new NepPotential(model, Precision.Mixed), structures).Force.ShouldBeGreaterThan(1e-5);
        NepPotential instead = NepPotential.Create(model, Precision.Mixed);
        instead.Precision.ShouldBe(Precision.Double);
        instead.Report([], 1).ShouldHaveSingleItem().ShouldStartWith("double precision instead of mixed");
        NepPotential.Create(model, Precision.Double).Report([], 1).ShouldBeEmpty();
    }

    private static (double Energy, double Force, double Stress) Deviation(IPotential potential, string file)
    {
        double energy = 0.0, force = 0.0, stress = 0.0;
        int frames = 0;
        foreach (Structure expected in ExtendedXyzReader.ReadAll(file))
        {
            Evaluation e = Evaluation.Of(potential, expected);
            energy = Math.Max(energy, Math.Abs(e.Energy - expected.Energy!.Value) / Math.Abs(expected.Energy.Value));
            force = Math.Max(force, e.Forces.Zip(expected.Forces!, (a, b) => (a - b).Length).Max());
            Matrix3 off = e.Stress!.Value - expected.Stress!.Value;
            for (int k = 0; k < 9; k++)
            {
                stress = Math.Max(stress, Math.Abs(off[k / 3, k % 3]));
            }

            frames++;
        }

        frames.ShouldBeGreaterThan(0);
        return (energy, force, stress);
    }
}
