using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.IO.Xyz;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Files;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Pace;

/// <summary>Extrapolation grades beside those of the ML-PACE evaluator.</summary>
public sealed class PaceGradeTests(ITestOutputHelper output)
{
    private const string Name = "synthetic/gamma_nonlinear_2el/gamma_nonlinear_2el";

    [SkippableTheory]
    [InlineData(".asi", "expected-linear.xyz", true)]
    [InlineData(".asi.nonlinear", "expected.xyz", false)]
    public void AgreesWithTheEvaluator(string set, string structures, bool linear)
    {
        PaceModel model = YaceReader.Read(PaceReferences.Find(Name + ".yace"));
        PaceActiveSet active = PaceActiveSet.Read(PaceReferences.Find(Name + set), PaceReferences.Find(Name + ".yaml"), model);
        active.IsLinear.ShouldBe(linear);
        string path = Path.Combine(Path.GetDirectoryName(PaceReferences.Find(Name + set))!, structures);
        double[][] expected = [.. Grades(path)];
        Structure[] frames = [.. ExtendedXyzReader.ReadAll(path)];
        frames.Length.ShouldBe(expected.Length);
        foreach (int width in new[] { 4, 8 })
        {
            var potential = new PacePotential(model, width, active);
            potential.Uncertainty!.Name.ShouldBe("extrapolation grade");
            double worst = 0.0;
            for (int f = 0; f < frames.Length; f++)
            {
                double[] found = Evaluation.Of(potential, frames[f], needs: ForceNeeds.AtomUncertainties).AtomUncertainties!;
                worst = Math.Max(worst, found.Zip(expected[f], (a, b) => Math.Abs(a - b) / Math.Max(1.0, b)).Max());
            }

            output.WriteLine($"{set}, registers of {width}: {worst:e1} of the grade, greatest {expected.Max(e => e.Max()):g3}");
            // Near-symmetric sites cancel: 1e-8 is what two evaluators agree to.
            worst.ShouldBeLessThan(1e-8);
        }
    }

    [SkippableFact]
    public void AnActiveSetOfAnotherModelIsRefused()
    {
        PaceModel model = YaceReader.Read(PaceReferences.Find("synthetic/fs_core_2el/fs_core_2el.yace"));
        string basis = PaceReferences.Find("synthetic/fs_core_2el/fs_core_2el.yaml"), other = PaceReferences.Find(Name + ".yaml");
        Should.Throw<InputException>(() => PaceActiveSet.Read(PaceReferences.Find(Name + ".asi"), other, model))
            .Message.ShouldContain("is a basis of Cl Na; expected");
        Should.Throw<InputException>(() => PaceActiveSet.Read(PaceReferences.Find(Name + ".asi"), basis, model))
            .Message.ShouldContain("expected one for each element of the model");
        Should.Throw<InputException>(() => PaceActiveSet.Read(basis, basis, model)).Message.ShouldContain("is no sound NumPy archive");
    }

    [SkippableFact]
    public void DamagedActiveSetsAreRefusedInWords()
    {
        PaceModel model = YaceReader.Read(PaceReferences.Find(Name + ".yace"));
        byte[] good = File.ReadAllBytes(PaceReferences.Find(Name + ".asi"));
        string basis = PaceReferences.Find(Name + ".yaml"), path = Path.GetTempFileName();
        int refused = 0;
        try
        {
            for (int k = 0; k < 300; k++)
            {
                (double a, double b) = MdEngine.Core.Mathematics.Philox.Uniform(
                    new MdEngine.Core.Mathematics.RandomStream(9, MdEngine.Core.Mathematics.RandomPurpose.Other), k, 1);
                // Every other one is cut off; the headers of the first entry are in the first 200 bytes.
                byte[] bytes = k % 2 == 0 ? good[..(int)(a * good.Length)] : [.. good];
                bytes[(int)(a * Math.Min(bytes.Length - 1, k % 4 == 1 ? 200 : bytes.Length - 1))] ^= (byte)(1 + (int)(254 * b));
                File.WriteAllBytes(path, bytes);
                try
                {
                    PaceActiveSet.Read(path, basis, model);
                }
                catch (InputException fault)
                {
                    fault.Message.ShouldContain(path);
                    refused++;
                }
            }
        }
        finally
        {
            File.Delete(path);
        }

        refused.ShouldBeInRange(150, 299);
    }

    // The last column.
    private static IEnumerable<double[]> Grades(string path)
    {
        string[] lines = File.ReadAllLines(path);
        for (int at = 0; at < lines.Length;)
        {
            int count = int.Parse(lines[at], CultureInfo.InvariantCulture);
            yield return [.. lines[(at + 2)..(at + 2 + count)].Select(l =>
                double.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture))];
            at += count + 2;
        }
    }
}
