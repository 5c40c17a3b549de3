using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Xyz;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Files;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Pace;

/// <summary>Energies, forces and stresses of the ML-PACE evaluator (product form, 17 digits).</summary>
public sealed class PaceReferenceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Models => [.. PaceReferences.Models];

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void AgreesWithTheEvaluator(string model)
    {
        PaceModel parameters = PaceFile.Read(PaceReferences.Find(model));
        // Two evaluators differ by 2e-12 in the energies of the copper model, whose large coefficients cancel; rounding in
        // the nodes of a table enters forces over the width of a cell, 1000/Angstrom.
        double tolerance = model.StartsWith("Cu", StringComparison.Ordinal) ? 1e-10 : 5e-12;
        foreach (int width in new[] { 4, 8 })
        {
            var potential = new PacePotential(parameters, width);
            double energy = 0.0, force = 0.0, stress = 0.0;
            int frames = 0;
            foreach (Structure expected in ExtendedXyzReader.ReadAll(PaceReferences.Structures(model)))
            {
                Evaluation e = Evaluation.Of(potential, expected);
                double largest = Math.Max(1.0, expected.Forces!.Max(f => f.Length));
                energy = Math.Max(energy, Math.Abs(e.Energy - expected.Energy!.Value) / Math.Max(1.0, Math.Abs(expected.Energy.Value)));
                force = Math.Max(force, e.Forces.Zip(expected.Forces!, (a, b) => (a - b).Length).Max() / largest);
                Matrix3 off = e.Stress!.Value - expected.Stress!.Value;
                double scale = Math.Max(1.0, Enumerable.Range(0, 9).Max(k => Math.Abs(expected.Stress.Value[k / 3, k % 3])));
                stress = Math.Max(stress, Enumerable.Range(0, 9).Max(k => Math.Abs(off[k / 3, k % 3])) / scale);
                frames++;
            }

            frames.ShouldBeGreaterThan(2);
            output.WriteLine($"{model}, registers of {width}: {frames} frames, energy {energy:e1}, force {force:e1}, stress {stress:e1} of the largest");
            energy.ShouldBeLessThan(tolerance);
            force.ShouldBeLessThan(tolerance);
            stress.ShouldBeLessThan(tolerance);
        }
    }
}
