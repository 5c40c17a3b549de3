using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trajectories;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Persistence;
using MdEngine.Tests.IO;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Trajectories;

public sealed class TrajectoryRunTests
{
    private static readonly TrajectoryAnalysisOptions[] All =
    [
        new RadialOptions { Cutoff = 6.0, Bins = 24 }, new AngleOptions { Cutoff = 2.8, Bins = 18 }, new DisplacementOptions(),
        new VibrationOptions { Longest = 48.0, OriginEvery = 1 },
    ];

    private const string Atom = "Ar 1 2 3\n";
    private const string Cell = "Lattice=\"10 0 0 0 10 0 0 0 10\" Properties=species:S:1:pos:R:3";

    [Fact]
    public void ASE_and_numpy_find_the_same()
    {
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Analyses.Reference("expected.json")));
        double[] Of(params ReadOnlySpan<string> keys)
        {
            JsonElement at = expected.RootElement;
            foreach (string key in keys)
            {
                at = at.GetProperty(key);
            }

            return [.. at.EnumerateArray().Select(e => e.GetDouble())];
        }

        string file = Analyses.Reference("trajectory.xyz");
        PropertyResult[] found = [.. All.Select(o => Analyses.Run(file, o))];
        // Coordinates have 8 decimals in both; sums run in another order.
        void Same(PropertyCurve curve, double[] reference, double tolerance, string what)
        {
            for (int k = 0; k < Math.Min(curve.Y.Count, reference.Length); k++)
            {
                curve.Y[k].ShouldBe(reference[k], tolerance, $"{what} {k}");
            }
        }

        Same(found[0].Curve("total"), Of("rdf", "total"), 1e-10, "g");
        Same(found[0].Curve("O-O"), Of("rdf", "O-O"), 1e-10, "g O-O");
        Same(found[0].Curve("O-Si"), Of("rdf", "O-Si"), 1e-10, "g O-Si");
        Same(found[0].Curve("Si-Si"), Of("rdf", "Si-Si"), 1e-10, "g Si-Si");
        Same(found[0].Curve("O around Si"), Of("coordination O around Si"), 1e-10, "coordination");
        Same(found[1].Curve("all"), Of("angles"), 1e-12, "angles");
        Same(found[1].Curve("O-Si-O"), Of("angles O-Si-O"), 1e-12, "O-Si-O");
        // Wrapped coordinates are rounded to 8 decimals once more.
        foreach (string name in new[] { "all", "O", "Si" })
        {
            Same(found[2].Curve(name), Of("msd", name), 1e-6, "msd " + name);
            found[2].Curve(name).Y.Count.ShouldBe(25);
        }

        Same(found[3].Curve("Autocorrelation, all"), Of("vacf"), 1e-6, "vacf");
        found[3].Curve("Density of states, all").X.Zip(Of("frequency")).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-9);
        Same(found[3].Curve("Density of states, all"), Of("vdos"), 1e-6, "vdos");
    }

    [Fact]
    public void Results_do_not_depend_on_threads()
    {
        string file = Analyses.Reference("trajectory.xyz");
        foreach (TrajectoryAnalysisOptions options in All)
        {
            string one = Analyses.Text(Analyses.Run(file, options));
            Analyses.Text(Analyses.Run(file, options, threads: 2)).ShouldBe(one);
            Analyses.Text(Analyses.Run(file, options, threads: 3)).ShouldBe(one);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(131)]
    public void Analyses_go_on_where_they_were_saved(int at)
    {
        Structure[] frames = [.. Analyses.Walk(6, 150, 0.3, 4.0, 9)];
        foreach (TrajectoryAnalysisOptions options in All)
        {
            ITrajectoryAnalysis whole = options.Create(), first = options.Create(), second = options.Create();
            Analyses.Feed(whole, frames, 0);
            Analyses.Feed(first, frames.Take(at), 0);
            var bag = new StateBag();
            first.Save(bag);
            second.Restore(bag);
            Analyses.Feed(second, frames.Skip(at), at);
            Analyses.Text(second.Result()).ShouldBe(Analyses.Text(whole.Result()), whole.Kind);
        }
    }

    [Fact]
    public void Frames_are_chosen_by_number()
    {
        using var folder = new TempFolder();
        Structure[] frames = [.. Analyses.Walk(5, 40, 0.2, 10.0, 2)];
        string all = Analyses.Write(folder.File("all.xyz"), frames);
        string part = Analyses.Write(folder.File("part.xyz"), frames.Where((_, k) => k is >= 5 and <= 32 && (k - 5) % 3 == 0));
        PropertyResult chosen = Analyses.Run(
            all, new DisplacementOptions(), new TrajectorySettings { First = 5, Last = 33, Every = 3 }, threads: 2);
        chosen.Curve("all").Y.ShouldBe(Analyses.Run(part, new DisplacementOptions()).Curve("all").Y);
        chosen.Method.ShouldStartWith("10 frames (numbers 5 to 32, every 3)");
        Refused(all, new TrajectorySettings { First = 40 }).ShouldContain("none of the frames");
    }

    [Fact]
    public void Time_comes_from_the_file_or_the_user()
    {
        using var folder = new TempFolder();
        string Steps(string name, Func<int, string> comment) => folder.Write(
            name, string.Concat(Enumerable.Range(0, 20).Select(k => $"2\n{Cell}{comment(k)}\nAr {k * k % 5 * 0.1} 0 0\nAr 5 {k % 3 * 0.1} 0\n")));
        string times = Steps("times.xyz", k => $" Time={2.5 * k}"), steps = Steps("steps.xyz", k => $" Step={100 + (10 * k)}"), none = Steps("none.xyz", _ => "");
        PropertyResult expected = Analyses.Run(times, new DisplacementOptions());
        expected.Curve("all").X[1].ShouldBe(2.5);
        expected.Method.ShouldContain("the times in the file, taken for fs");
        foreach ((string file, TrajectorySettings settings) in new[]
        {
            (steps, new TrajectorySettings { Timestep = 0.25 }), (none, new TrajectorySettings { Interval = 2.5 }),
            (times, new TrajectorySettings { Interval = 2.5 }),
        })
        {
            PropertyResult found = Analyses.Run(file, new DisplacementOptions(), settings);
            found.Curve("all").Y.ShouldBe(expected.Curve("all").Y);
            found.Value("D all").Value.ShouldBe(expected.Value("D all").Value, 1e-12);
        }

        Refused(none).ShouldContain("says no time; give interval_fs");
        Refused(steps).ShouldContain("or timestep_fs");
        Refused(none, new TrajectorySettings { Timestep = 1.0 }).ShouldContain("does not say its step");
        Refused(Steps("odd.xyz", k => $" time={k * k}")).ShouldContain("but the others are");
        Refused(Steps("back.xyz", k => $" time={-k}")).ShouldContain("time must go on");
        Refused(Steps("text.xyz", k => " time=noon")).ShouldContain("expected a finite number");
    }

    [Fact]
    public void Frames_that_do_not_fit_together_are_refused()
    {
        using var folder = new TempFolder();
        string Frames(string name, params string[] bodies) => folder.Write(
            name, string.Concat(bodies.Select((b, k) => $"{b.Count(c => c == '\n')}\n{Cell}{(b.Contains('#') ? ":id:I:1" : "")} time={k}\n{b.Replace("#", "")}")));
        Refused(Frames("count.xyz", Atom + Atom, Atom)).ShouldContain("frame 1 has 1 atoms, the first that is used has 2");
        Refused(Frames("element.xyz", Atom, "Ne 1 2 3\n")).ShouldContain("must give their identities in a column \"id\"");
        Refused(Frames("twice.xyz", "Ar 1 2 3 # 4\nAr 2 2 3 # 4\n")).ShouldContain("two atoms of the first frame");
        Refused(Frames("new.xyz", "Ar 1 2 3 # 4\n", "Ar 1 2 3 # 5\n")).ShouldContain("identity 5, which the first frame does not have");
        Refused(Frames("lost.xyz", "Ar 1 2 3 # 4\n", Atom)).ShouldContain("no column of identities");
        Refused(Frames("image.xyz", Atom), new TrajectorySettings { Unwrapping = Unwrapping.Images }).ShouldContain("no image columns");
        Refused(Frames("few.xyz", Atom, Atom)).ShouldContain("too few");
        // Each frame by itself may have what atoms it likes.
        Analyses.Run(Frames("growing.xyz", Atom, Atom + "Ar 3 2 3\n"), new RadialOptions()).Value("Number density").Value.ShouldBe(1.5e-3, 1e-12);
    }

    [Fact]
    public void A_last_frame_that_is_cut_off_is_left_out_and_said()
    {
        using var folder = new TempFolder();
        string text = string.Concat(Enumerable.Range(0, 12).Select(k => $"2\n{Cell} time={k}\nAr {0.01 * k * k} 0 0\nAr 5 0 {k % 3}.25\n"));
        string whole = folder.Write("whole.xyz", text);
        PropertyResult eleven = Analyses.Run(whole, new DisplacementOptions(), new TrajectorySettings { Last = 10 });
        int frame = text.LastIndexOf("2\nLattice", StringComparison.Ordinal);
        for (int end = frame + 1; end < text.Length - "Ar 5 0 2.25\n".Length + 7; end++)
        {
            string cut = folder.Write("cut.xyz", text[..end]);
            foreach (int threads in new[] { 1, 2 })
            {
                PropertyResult found = Analyses.Run(cut, new DisplacementOptions(), threads: threads);
                found.Curve("all").Y.ShouldBe(eleven.Curve("all").Y, $"{end - frame}");
                found.Notes.ShouldContain(n => n.Contains("cut off and was left out"));
            }
        }

        // A first frame that is cut off leaves nothing.
        Refused(folder.Write("first.xyz", text[..40])).ShouldContain("first.xyz");
    }

    [Fact]
    public void Other_formats_serve_for_a_frame()
    {
        using var folder = new TempFolder();
        string poscar = folder.Write("POSCAR", "Si\n1\n5 0 0\n0 5 0\n0 0 5\nSi\n2\nDirect\n0 0 0\n0.4 0 0\n");
        Analyses.Run(poscar, new RadialOptions { Cutoff = 2.5, Bins = 25 }).Curve("Si around Si").Y[^1].ShouldBe(1.0, 1e-12);
    }

    private static string Refused(string file, TrajectorySettings? settings = null) =>
        Should.Throw<InputException>(() => Analyses.Run(file, new DisplacementOptions(), settings)).Message;
}
