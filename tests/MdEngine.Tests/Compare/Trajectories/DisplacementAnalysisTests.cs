using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trajectories;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Dynamics.Observables;
using MdEngine.Tests.IO;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Trajectories;

public sealed class DisplacementAnalysisTests
{
    private const double Step = 0.3, Interval = 10.0;

    /// <summary>D = step^2 / (2 interval), less what the centre of mass takes with it, in cm^2/s.</summary>
    private static double Exact(int atoms) =>
        DiffusionEstimate.SquareCentimetrePerSecond * Step * Step / (2.0 * Interval) * (1.0 - (1.0 / atoms));

    [Fact]
    public void Random_walks_give_their_diffusion_and_honest_errors()
    {
        const int Atoms = 12, Frames = 400, Walks = 400;
        var t = new double[Walks];
        var d = new double[Walks];
        for (int k = 0; k < Walks; k++)
        {
            PropertyValue found = Analyses.Run(
                Analyses.Walk(Atoms, Frames, Step, Interval, (ulong)k), new DisplacementOptions()).Value("D all");
            d[k] = found.Value;
            t[k] = (found.Value - Exact(Atoms)) / found.Error!.Value;
        }

        double mean = d.Average(), scatter = Math.Sqrt(d.Sum(v => (v - mean) * (v - mean)) / (Walks - 1));
        // Unbiased: the mean of all walks within 3.5 of its standard errors.
        Math.Abs(mean - Exact(Atoms)).ShouldBeLessThan(3.5 * scatter / Math.Sqrt(Walks));
        // Student's t of 5 blocks lies within 1 in 62.6 % and within 2 in 88.4 % of cases; 400 walks scatter by 2.4 and 1.6 %.
        t.Count(v => Math.Abs(v) < 1.0).ShouldBeInRange((int)(0.55 * Walks), (int)(0.70 * Walks));
        t.Count(v => Math.Abs(v) < 2.0).ShouldBeInRange((int)(0.83 * Walks), (int)(0.94 * Walks));
    }

    [Fact]
    public void The_curve_is_that_of_all_origins()
    {
        const int Atoms = 3, Frames = 200;
        Structure[] frames = [.. Analyses.Walk(Atoms, Frames, Step, Interval, 77)];
        PropertyResult result = Analyses.Run(frames, new DisplacementOptions());
        PropertyCurve curve = result.Curve("all");
        Double3[][] centred = [.. frames.Select(f =>
        {
            Double3 c = (1.0 / Atoms) * f.Positions.Aggregate(Double3.Zero, (a, b) => a + b);
            return f.Positions.Select(r => r - c).ToArray();
        })];
        for (int k = 0; k < curve.X.Count; k++)
        {
            int lag = (int)Math.Round(curve.X[k] / Interval);
            // Lags beyond 32 frames have an origin every second, fourth... frame.
            int stride = lag <= 32 ? 1 : lag <= 64 ? 2 : 4;
            double sum = 0.0;
            int count = 0;
            for (int t = 0; t + lag < Frames; t += stride, count++)
            {
                sum += centred[t].Zip(centred[t + lag], (a, b) => Math.Pow((b - a).Length, 2)).Average();
            }

            curve.Y[k].ShouldBe(sum / count, 1e-9 * (1.0 + sum), $"lag {lag}");
        }

        curve.X[^1].ShouldBeInRange(0.45 * Frames * Interval, 0.5 * Frames * Interval);
        result.Value("Exponent all").Value.ShouldBeInRange(0.6, 1.4);
    }

    [Fact]
    public void Wrapped_unwrapped_and_with_images_are_the_same()
    {
        using var folder = new TempFolder();
        Structure[] unwrapped = [.. Analyses.Walk(20, 120, Step, Interval, 3, edge: 5.0)];
        string[] files =
        [
            Analyses.Write(folder.File("unwrapped.xyz"), unwrapped),
            Analyses.Write(folder.File("wrapped.xyz"), unwrapped.Select(f => Wrapped(f, images: false))),
            Analyses.Write(folder.File("images.xyz"), unwrapped.Select(f => Wrapped(f, images: true))),
        ];
        PropertyResult expected = Analyses.Run(
            files[0], new DisplacementOptions(), new TrajectorySettings { Unwrapping = Unwrapping.None });
        expected.Method.ShouldContain("taken as unwrapped");
        foreach (string file in files)
        {
            PropertyResult found = Analyses.Run(file, new DisplacementOptions());
            // Sums of differences round in another way than differences of sums.
            found.Curve("all").Y.Zip(expected.Curve("all").Y).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-10 * (1.0 + p.Second));
            found.Method.ShouldContain(file == files[2] ? "by the image columns" : "to the nearest image");
            found.Notes.ShouldNotContain(n => n.Contains("wrong one"));
        }
    }

    [Fact]
    public void Long_moves_between_frames_are_warned_of()
    {
        using var folder = new TempFolder();
        string file = Analyses.Write(folder.File("far.xyz"), Analyses.Walk(20, 40, 1.0, Interval, 3, edge: 5.0));
        Analyses.Run(file, new DisplacementOptions()).Notes.ShouldContain(n => n.Contains("nearest image may be the wrong one"));
        Analyses.Run(file, new DisplacementOptions(), new TrajectorySettings { Unwrapping = Unwrapping.None })
            .Notes.ShouldNotContain(n => n.Contains("nearest image"));
    }

    [Fact]
    public void Atoms_are_found_by_identity_in_any_order()
    {
        using var folder = new TempFolder();
        Structure[] frames = [.. Analyses.Walk(9, 60, Step, Interval, 21).Select(f => Wrapped(f, images: false))];
        string plain = Analyses.Write(folder.File("plain.xyz"), frames.Select(f => Shuffled(f, 0)));
        string shuffled = Analyses.Write(folder.File("shuffled.xyz"), frames.Select((f, k) => Shuffled(f, k)));
        Analyses.Text(Analyses.Run(shuffled, new DisplacementOptions()))
            .ShouldBe(Analyses.Text(Analyses.Run(plain, new DisplacementOptions())));
    }

    [Fact]
    public void A_solid_is_no_fluid()
    {
        var cell = Analyses.Walk(8, 1, 0, 1, 1).First();
        IEnumerable<Structure> frames = Enumerable.Range(0, 300).Select(t =>
        {
            var stream = new RandomStream(5, RandomPurpose.Displacements);
            var frame = new Structure(cell.Cell, cell.Elements,
                [.. cell.Positions.Select((r, i) => r + (0.1 * new Double3(Philox.Normal(stream, t, i).A, 0, 0)))]);
            frame.Info["time"] = t.ToString(CultureInfo.InvariantCulture);
            return frame;
        });
        Analyses.Run(frames, new DisplacementOptions()).Notes.ShouldContain(n => n.Contains("not diffusive"));
    }

    private static Structure Wrapped(Structure frame, bool images)
    {
        var positions = new Double3[frame.Count];
        var flags = new long[3 * frame.Count];
        for (int i = 0; i < frame.Count; i++)
        {
            Double3 s = frame.Cell.ToFractional(frame.Positions[i]);
            var n = new Double3(Math.Floor(s.X), Math.Floor(s.Y), Math.Floor(s.Z));
            positions[i] = frame.Positions[i] - frame.Cell.ToCartesian(n);
            (flags[3 * i], flags[(3 * i) + 1], flags[(3 * i) + 2]) = ((long)n.X, (long)n.Y, (long)n.Z);
        }

        var wrapped = new Structure(frame.Cell, frame.Elements, positions);
        wrapped.Info["time"] = frame.Info["time"];
        if (images)
        {
            wrapped.Extra.Add(new AtomColumn("image", 3, flags));
        }

        return wrapped;
    }

    private static Structure Shuffled(Structure frame, int by)
    {
        int[] order = [.. Enumerable.Range(0, frame.Count).Select(i => (i + by) % frame.Count)];
        var shuffled = new Structure(
            frame.Cell, [.. order.Select(i => frame.Elements[i])], [.. order.Select(i => frame.Positions[i])]);
        shuffled.Info["time"] = frame.Info["time"];
        shuffled.Extra.Add(new AtomColumn("id", 1, order.Select(i => 100L + (7 * i)).ToArray()));
        return shuffled;
    }
}
