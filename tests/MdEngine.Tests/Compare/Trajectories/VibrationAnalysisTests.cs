using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trajectories;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Observables;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Trajectories;

public sealed class VibrationAnalysisTests
{
    private static readonly RandomStream Phases = new(41, RandomPurpose.Velocities);

    [Theory]
    [InlineData(SpectralWindow.Hann, true)]
    [InlineData(SpectralWindow.Gaussian, true)]
    [InlineData(SpectralWindow.None, true)]
    [InlineData(SpectralWindow.Hann, false)]
    public void An_Einstein_crystal_has_one_line_for_each_element(SpectralWindow window, bool velocities)
    {
        // 4 THz for silicon, 11 THz for oxygen; sampled every 8 fs (to 62.5 THz).
        PropertyResult result = Analyses.Run(
            Einstein(20, 3000, 8.0, 4.0, 11.0, velocities), new VibrationOptions { Longest = 2000.0, Window = window });
        double width = result.Value("Line width").Value;
        foreach ((string element, double line, int atoms) in new[] { ("Si", 4.0, 10), ("O", 11.0, 10) })
        {
            result.Value($"Highest peak {element}").Value.ShouldBe(line, 0.26);
            // The centre of mass carries a twentieth of the motion of one element to the other. Without a window ripples reach
            // far, and the mean weighs them with the frequency.
            result.Value($"Mean frequency {element}").Value.ShouldBe(line, window == SpectralWindow.None ? 2.0 : 0.5);
            PropertyCurve density = result.Curve($"Density of states, {element}");
            double within = density.X.Zip(density.Y).Where(p => Math.Abs(p.First - line) < 2.5 * width).Sum(p => p.Second) * 0.25;
            within.ShouldBe(3.0 * atoms, 0.1 * 3.0 * atoms);
            result.Value($"Integral {element}").Value.ShouldBe(3.0 * atoms, 1e-9);
        }

        result.Value("Integral all").Value.ShouldBe(60.0, 1e-9);
        result.Curve("Autocorrelation, all").Y[0].ShouldBe(1.0);
        if (velocities)
        {
            // Both elements have the same kinetic energy: m v^2 = 3 kT for each atom.
            result.Value("Temperature all").Value.ShouldBe(300.0, 6.0);
        }
        else
        {
            result.Method.ShouldContain("differences of positions");
        }
    }

    [Fact]
    public void The_autocorrelation_of_an_oscillator_is_a_cosine()
    {
        PropertyResult result = Analyses.Run(Einstein(40, 4000, 5.0, 5.0, 5.0, true), new VibrationOptions { Longest = 500.0 });
        PropertyCurve vacf = result.Curve("Autocorrelation, all");
        for (int k = 0; k < vacf.X.Count; k++)
        {
            // Origins cover whole periods but for one of 100: 1 %.
            vacf.Y[k].ShouldBe(Math.Cos(2.0 * Math.PI * 5.0e-3 * vacf.X[k]), 0.01);
        }
    }

    [Fact]
    public void A_harmonic_chain_has_its_dispersion()
    {
        // Modes of a ring of 64 atoms: f = fmax |sin(pi k / N)|, equal energies, along x.
        const int Atoms = 64, Frames = 8000;
        const double Interval = 10.0, Highest = 15.0;
        double[] lines = [.. Enumerable.Range(0, Atoms).Select(k => Highest * Math.Sin(Math.PI * k / Atoms))];
        PropertyResult result = Analyses.Run(Chain(Atoms, Frames, Interval, lines), new VibrationOptions { Longest = 4000.0 });
        PropertyCurve density = result.Curve("Density of states, all");
        double sum = 0.0;
        foreach ((double f, double g) in density.X.Zip(density.Y))
        {
            sum += g * (density.X[1] - density.X[0]);
            // 63 modes share 3 N states; lines are a quarter of a THz wide on either side.
            int Below(double highest) => lines.Skip(1).Count(l => l < highest);
            double slack = 0.02 * 3.0 * Atoms, share = 3.0 * Atoms / (Atoms - 1.0);
            sum.ShouldBeInRange((share * Below(f - 0.4)) - slack, (share * Below(f + 0.4)) + slack, $"{f} THz");
        }

        Array.FindLast([.. density.X.Zip(density.Y)], p => p.Second > 0.2 * density.Y.Max()).First.ShouldBe(Highest, 0.5);
    }

    [Fact]
    public void Fast_vibrations_that_fold_back_are_warned_of()
    {
        PropertyResult noise = Analyses.Run(Analyses.Walk(10, 200, 0.1, 10.0, 4), new VibrationOptions { Longest = 200.0 });
        noise.Notes.ShouldContain(n => n.Contains("folded back"));
    }

    [Theory]
    [InlineData(SpectralWindow.Hann)]
    [InlineData(SpectralWindow.None)]
    public void The_spectrum_integrates_to_the_variance(SpectralWindow window)
    {
        double[] c = [.. Enumerable.Range(0, 33).Select(k => Math.Exp(-0.1 * k) * Math.Cos(0.7 * k))];
        double[] s = PowerSpectrum.Of(c, 4.0, window), f = PowerSpectrum.Frequencies(33, 4.0);
        // The trapezoidal rule is the inverse of the transform at zero time.
        ((s.Sum() - (0.5 * (s[0] + s[^1]))) * (f[1] - f[0])).ShouldBe(1.0, 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(601)]
    public void The_fast_transform_is_the_direct_sum(int lags)
    {
        double[] c = [.. Enumerable.Range(0, lags).Select(k => Philox.Uniform(Phases, 5, k).A - 0.5)];
        double[] s = PowerSpectrum.Of(c, 1.0, SpectralWindow.None);
        int longest = lags - 1;
        for (int k = 0; k < lags; k++)
        {
            double direct = 0.0;
            for (int n = 0; n < lags; n++)
            {
                direct += 4.0 * c[n] * (n == 0 || n == longest ? 0.5 : 1.0) * Math.Cos(Math.PI * ((long)k * n % (2 * longest)) / longest);
            }

            // Of the sum of magnitudes, some hundreds of units here.
            s[k].ShouldBe(direct, 1e-12 * lags);
        }
    }

    /// <summary>Silicon and oxygen in turns, each atom with its own phases, at 300 K.</summary>
    private static IEnumerable<Structure> Einstein(int atoms, int frames, double interval, double first, double second, bool velocities)
    {
        Element[] elements = [.. Enumerable.Range(0, atoms).Select(i => PeriodicTable.Get(i % 2 == 0 ? "Si" : "O"))];
        SimulationCell cell = SimulationCell.Orthorhombic(50, 50, 50);
        for (int t = 0; t < frames; t++)
        {
            var v = new Double3[atoms];
            var x = new Double3[atoms];
            for (int i = 0; i < atoms; i++)
            {
                double omega = 2.0 * Math.PI * 1e-3 * (i % 2 == 0 ? first : second);
                double speed = Math.Sqrt(2.0 * PhysicalConstants.Boltzmann * 300.0
                    / (elements[i].StandardMass * PhysicalConstants.MassVelocitySquared));
                double Phase(int axis) => (omega * interval * t) + (2.0 * Math.PI * Philox.Uniform(Phases, axis, i).A);
                v[i] = speed * new Double3(Math.Cos(Phase(0)), Math.Cos(Phase(1)), Math.Cos(Phase(2)));
                x[i] = (speed / omega) * new Double3(Math.Sin(Phase(0)), Math.Sin(Phase(1)), Math.Sin(Phase(2)));
            }

            yield return Frame(new Structure(cell, elements, x) { Velocities = velocities ? v : null }, t * interval);
        }
    }

    private static IEnumerable<Structure> Chain(int atoms, int frames, double interval, double[] lines)
    {
        Element[] elements = [.. Enumerable.Repeat(PeriodicTable.Get("Ar"), atoms)];
        SimulationCell cell = SimulationCell.Orthorhombic(1000, 10, 10);
        double[] phase = [.. Enumerable.Range(0, atoms).Select(k => 2.0 * Math.PI * Philox.Uniform(Phases, 7, k).A)];
        double[,] shape = new double[atoms, atoms];
        for (int k = 0; k < atoms; k++)
        {
            for (int i = 0; i < atoms; i++)
            {
                double angle = 2.0 * Math.PI * k * i / atoms;
                shape[k, i] = k <= atoms / 2 ? Math.Cos(angle) : Math.Sin(angle);
            }
        }

        // cos^2 of the mode at the zone boundary has twice the mean of the others.
        for (int i = 0; i < atoms; i++)
        {
            shape[atoms / 2, i] *= Math.Sqrt(0.5);
        }

        for (int t = 0; t < frames; t++)
        {
            var mode = new double[atoms];
            for (int k = 1; k < atoms; k++)
            {
                mode[k] = Math.Cos((2.0 * Math.PI * 1e-3 * lines[k] * interval * t) + phase[k]);
            }

            var v = new Double3[atoms];
            for (int i = 0; i < atoms; i++)
            {
                double sum = 0.0;
                for (int k = 1; k < atoms; k++)
                {
                    sum += mode[k] * shape[k, i];
                }

                v[i] = new Double3(1e-3 * sum, 0.0, 0.0);
            }

            yield return Frame(new Structure(cell, elements, new Double3[atoms]) { Velocities = v }, t * interval);
        }
    }

    private static Structure Frame(Structure frame, double time)
    {
        frame.Info["time"] = time.ToString("R", CultureInfo.InvariantCulture);
        return frame;
    }
}
