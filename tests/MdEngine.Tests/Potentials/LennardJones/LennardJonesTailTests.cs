using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.LennardJones;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.LennardJones;

/// <summary>Long-range corrections against integrals of the pair law beyond the cutoff, with g(r) = 1.</summary>
public sealed class LennardJonesTailTests(ITestOutputHelper output)
{
    private const double Cutoff = 7.7;

    public static TheoryData<int, LennardJonesMixing> Mixtures => new()
    {
        { 1, LennardJonesMixing.None },
        { 2, LennardJonesMixing.LorentzBerthelot },
        { 3, LennardJonesMixing.Geometric },
        { 5, LennardJonesMixing.None },
    };

    [Theory]
    [MemberData(nameof(Mixtures))]
    public void EnergyAndVirialAreTheIntegralsBeyondTheCutoff(int elements, LennardJonesMixing mixing)
    {
        LennardJonesOptions options = Options(elements, mixing);
        int[] composition = [.. Enumerable.Range(0, elements).Select(k => 100 + (37 * k))];
        const double volume = 12_345.0;
        TailCorrection tail = LennardJonesSystems.Potential(options).Tail(composition, volume);
        (double energy, double trace, _) = Integrals(options, composition, volume);
        output.WriteLine($"{elements} elements: energy {tail.Energy:g15} eV against {energy:g15}, trace {tail.VirialTrace:g15} eV against {trace:g15}");
        // The integrals err by 1e-13 (see there).
        tail.Energy.ShouldBe(energy, 1e-11 * Math.Abs(energy));
        tail.VirialTrace.ShouldBe(trace, 1e-11 * Math.Abs(trace));
    }

    [Theory]
    [MemberData(nameof(Mixtures))]
    public void PressureIsTheDerivativeOfTheEnergyWithTheStepAtTheCutoff(int elements, LennardJonesMixing mixing)
    {
        // With g = 1 all pairs scale with the volume. What a truncated sum leaves out is u(r > rc) and, where pairs cross
        // the cutoff as the volume changes, the step u(rc), which its virial does not feel:
        // W/(3V) = -dE/dV + (2 pi/3) rc^3 sum_ab rho_a rho_b u_ab(rc).
        LennardJonesOptions options = Options(elements, mixing);
        int[] composition = [.. Enumerable.Range(0, elements).Select(k => 50 + (11 * k))];
        const double volume = 9000.0, step = 1.0;
        LennardJonesPotential potential = LennardJonesSystems.Potential(options);
        double slope = (potential.Tail(composition, volume + step).Energy - potential.Tail(composition, volume - step).Energy) / (2.0 * step);
        (_, _, double jump) = Integrals(options, composition, volume);
        // The central difference errs by (step/volume)^2.
        (potential.Tail(composition, volume).VirialTrace / (3.0 * volume)).ShouldBe(-slope + jump, 1e-7 * Math.Abs(slope));
    }

    [Fact]
    public void ALongerCutoffTakesOverFromTheCorrection()
    {
        // In a crystal sums and integrals differ by the shells at the cutoff only, a fifth here: with the correction the
        // energy moves that much less from 3 to 5 sigma.
        const double sigma = LennardJonesSystems.Sigma;
        Structure crystal = LennardJonesSystems.Fcc(2, 5.3);
        double[] energies = [.. new[] { 3.0, 5.0 }.SelectMany(x => new[] { false, true }.Select(tail => Evaluation.Of(
            LennardJonesSystems.Potential(LennardJonesSystems.Argon(x * sigma, LennardJonesTruncation.None) with { Tail = tail }),
            crystal, needs: ForceNeeds.Energy).Energy))];
        output.WriteLine($"3 sigma: {energies[0]:f6}, with tail {energies[1]:f6}; 5 sigma: {energies[2]:f6}, with tail {energies[3]:f6} eV");
        Math.Abs(energies[3] - energies[1]).ShouldBeLessThan(0.25 * Math.Abs(energies[2] - energies[0]));
    }

    [Fact]
    public void CorrectionsReachEnergyAndPressureButNoForceAndNoAtom()
    {
        LennardJonesOptions options = LennardJonesSystems.Mixture(2, 6.0, LennardJonesTruncation.None);
        Structure structure = LennardJonesSystems.Random(40, 2, 3);
        Evaluation plain = Evaluation.Of(LennardJonesSystems.Potential(options), structure);
        Evaluation tailed = Evaluation.Of(LennardJonesSystems.Potential(options with { Tail = true }), structure);
        (double energy, double trace, _) = Integrals(options, [20, 20], structure.Cell.Volume);
        (tailed.Energy - plain.Energy).ShouldBe(energy, 1e-11 * Math.Abs(plain.Energy));
        Matrix3 w = tailed.Virial!.Value - plain.Virial!.Value;
        // A difference of virials of some eV, rounded.
        foreach ((double found, double expected) in new[]
                 { (w.XX, trace / 3.0), (w.YY, trace / 3.0), (w.ZZ, trace / 3.0), (w.XY, 0.0), (w.YZ, 0.0), (w.ZX, 0.0) })
        {
            found.ShouldBe(expected, 1e-11);
        }

        tailed.Forces.ShouldBe(plain.Forces);
        tailed.AtomEnergies.ShouldBe(plain.AtomEnergies);
        Structure open = Transform.With(structure, SimulationCell.Open, structure.Positions);
        Evaluation.Of(LennardJonesSystems.Potential(options with { Tail = true }), open).Tail.ShouldBe(default);
    }

    [Fact]
    public void LawsHoldWithCorrections() => PotentialConformance.CheckAll(
        LennardJonesSystems.Potential(Options(2, LennardJonesMixing.LorentzBerthelot) with { Cutoff = 6.1 }),
        LennardJonesSystems.Random(40, 2, 8),
        new ConformanceOptions { Continuity = CutoffContinuity.None });

    private static LennardJonesOptions Options(int elements, LennardJonesMixing mixing) =>
        LennardJonesSystems.Mixture(elements, Cutoff, LennardJonesTruncation.None, mixing) with { Tail = true };

    /// <summary>Energy, trace of the virial, and pressure of the step at the cutoff, of uniform fluids.</summary>
    private static (double Energy, double Trace, double Jump) Integrals(LennardJonesOptions options, int[] composition, double volume)
    {
        string[] symbols = [.. options.Pairs.SelectMany(p => p.Elements).Distinct()];
        double energy = 0.0, trace = 0.0, jump = 0.0, rc = options.Cutoff;
        for (int a = 0; a < composition.Length; a++)
        {
            for (int b = 0; b < composition.Length; b++)
            {
                (double epsilon, double sigma) = PlainLennardJones.Mixed(options, symbols[a], symbols[b]);
                double pairs = 0.5 * composition[a] * composition[b] / volume;
                // Over t = 1/r, in which the integrands are polynomials: 4 pi r^2 dr = 4 pi dt/t^4. Below t = 1e-6/rc some 1e-18
                // is left out; Simpson's rule with 2000 intervals errs by 1e-13.
                energy += pairs * Simpson(t => 4.0 * Math.PI / Math.Pow(t, 4) * PlainLennardJones.Bare(epsilon, sigma, 1.0 / t).Energy, rc);
                trace += pairs * Simpson(t => -4.0 * Math.PI / Math.Pow(t, 5) * PlainLennardJones.Bare(epsilon, sigma, 1.0 / t).Slope, rc);
                jump += 2.0 * Math.PI / 3.0 * rc * rc * rc * composition[a] * composition[b] / (volume * volume)
                    * PlainLennardJones.Bare(epsilon, sigma, rc).Energy;
            }
        }

        return (energy, trace, jump);
    }

    private static double Simpson(Func<double, double> f, double cutoff)
    {
        const int intervals = 2000;
        double from = 1e-6 / cutoff, h = ((1.0 / cutoff) - from) / intervals;
        double sum = f(from) + f(1.0 / cutoff);
        for (int k = 1; k < intervals; k++)
        {
            sum += (k % 2 == 1 ? 4.0 : 2.0) * f(from + (k * h));
        }

        return sum * h / 3.0;
    }
}
