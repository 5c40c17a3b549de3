using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using MdEngine.Training.Data;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Data;

/// <summary>Reading, checking and splitting of training data.</summary>
public sealed class DataPreparationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mdengine-data-").FullName;

    [Fact]
    public void ASoundSetIsSplitGroupByGroupAndNoFrameIsLost()
    {
        PreparedData data = Prepare(TrainingSets.Copper(60));

        data.Report.Groups.Select(g => (g.Name, g.Training, g.Validation, g.Test)).ShouldBe([("cold", 32, 4, 4), ("hot", 16, 2, 2)]);
        TrainingFrame[] all = [.. data.Data.Training, .. data.Data.Validation, .. data.Data.Test];
        all.Select(f => f.Place).Distinct().Count().ShouldBe(60);
        all.ShouldAllBe(f => f.Structure.Energy != null && f.Structure.Forces != null && f.Structure.Stress != null);
        data.Data.Elements.ShouldHaveSingleItem().Symbol.ShouldBe("Cu");
        data.Report.Groups[0].Density.Least.ShouldBeInRange(7.0, 11.0);
        data.Report.Distances.Closest[(29, 29)].ShouldBe(Closest(data.Data.Training), 1e-9);
    }

    [Fact]
    public void TheSplitDependsOnItsSeedAndOnNothingElse()
    {
        List<Structure> frames = TrainingSets.Copper(40);
        string[] first = Test(new SplitOptions { Seed = 1 }, 1), again = Test(new SplitOptions { Seed = 1 }, 4);
        again.ShouldBe(first);
        Test(new SplitOptions { Seed = 2 }, 1).ShouldNotBe(first);

        string[] Test(SplitOptions split, int threads) =>
            [.. Prepare(frames, o => o with { Split = split }, threads).Data.Test.Select(f => f.Place)];
    }

    [Fact]
    public void FilesAndGroupsAssignPartsAndWeights()
    {
        string test = Write("t.xyz", TrainingSets.Copper(5, seed: 9));
        PreparedData data = Prepare(TrainingSets.Copper(30), o => o with
        {
            TestFiles = [test],
            Split = new SplitOptions { Validation = 0.2 },
            Sigmas = new SigmaOptions { Energy = 0.004 },
            Labels = [DataLabel.Energy, DataLabel.Forces],
            Groups = new Dictionary<string, GroupOptions> { ["hot"] = new() { Part = DataPart.Training, Weight = 4.0, Forces = 0.3 } },
        });

        data.Data.Test.Count.ShouldBe(5);
        data.Data.Validation.Count.ShouldBe(4);
        data.Data.Validation.ShouldAllBe(f => f.Group == "cold");
        TrainingFrame hot = data.Data.Training.First(f => f.Group == "hot"), cold = data.Data.Training.First(f => f.Group == "cold");
        hot.Sigmas.ShouldBe(new LabelSigmas(0.002, 0.15, double.PositiveInfinity));
        cold.Sigmas.ShouldBe(new LabelSigmas(0.004, 0.05, double.PositiveInfinity));
    }

    [Fact]
    public void OtherNamesOfLabelsAreRead()
    {
        string text = Text(TrainingSets.Copper(10)).Replace("energy=", "REF_energy=").Replace("forces:", "REF_forces:")
            .Replace("stress=", "REF_stress=").Replace("config_type=", "kind=");
        var keys = new DataKeys { Energy = "REF_energy", Forces = "REF_forces", Stress = "REF_stress", Group = "kind" };

        PreparedData data = Prepare(text, o => o with { Keys = keys });

        data.Report.Groups.Select(g => g.Name).ShouldBe(["cold", "hot"]);
        data.Data.Training.ShouldAllBe(f => f.Structure.Forces != null && f.Structure.Stress != null);
        Refused(text, "no frame has an energy", "\"keys\"");
    }

    [Fact]
    public void IsolatedAtomsAreGivenReadOrFitted()
    {
        List<Structure> frames = TrainingSets.Copper(12);
        AtomEnergy fitted = Prepare(frames).Report.AtomEnergies.Single();
        fitted.Source.ShouldBe(AtomEnergySource.Fitted);

        // Of one element, least squares give the mean energy of an atom.
        PreparedData all = Prepare(frames, o => o with { Split = new SplitOptions { Test = 0.0, Validation = 0.0 } });
        all.Data.AtomEnergies[0].ShouldBe(frames.Average(f => f.Energy!.Value / f.Count), 1e-9);

        PreparedData read = Prepare([.. frames, TrainingSets.Isolated("Cu", -1.25)]);
        read.Report.AtomEnergies.Single().Source.ShouldBe(AtomEnergySource.Frame);
        read.Data.AtomEnergies[0].ShouldBe(-1.25);
        read.Data.Training.ShouldAllBe(f => f.Structure.Count > 1);

        var given = new IsolatedAtomOptions { Energies = new Dictionary<string, double> { ["Cu"] = -1.3 } };
        Prepare(frames, o => o with { IsolatedAtoms = given }).Data.AtomEnergies[0].ShouldBe(-1.3);
        Refused(Text(frames), o => o with { IsolatedAtoms = new() { Method = IsolatedAtomMethod.Frames } }, "single atom of Cu");
        Refused(Text(frames), o => o with { IsolatedAtoms = new() { Method = IsolatedAtomMethod.Given } }, "no energy is given for the isolated atom of Cu");
    }

    [Fact]
    public void TheEnergiesOfSeveralElementsComeOutOfTheirCompositions()
    {
        Element a = PeriodicTable.Get("Si"), b = PeriodicTable.Get("C");
        Structure[] frames = [.. TrainingSets.Copper(20).Select((f, k) =>
        {
            int n = 1 + (k % 7);
            return new Structure(f.Cell, [.. Enumerable.Range(0, 8).Select(i => i < n ? a : b)], f.Positions)
            {
                Energy = (-3.0 * n) - (5.0 * (8 - n)),
                Forces = f.Forces,
            };
        })];

        PreparedData data = Prepare(frames);

        data.Data.Elements.Select(e => e.Symbol).ShouldBe(["C", "Si"]);
        data.Data.AtomEnergies[0].ShouldBe(-5.0, 1e-9);
        data.Data.AtomEnergies[1].ShouldBe(-3.0, 1e-9);
    }

    [Fact]
    public void WhatIsMissingIsSaidWithTheFrames()
    {
        List<Structure> frames = TrainingSets.Copper(10);
        frames[3].Energy = null;
        frames[7].Forces = null;
        Refused(Text(frames), "frame 3 of d.xyz: no energy", "frame 7 of d.xyz: no forces", "\"missing\": \"allow\"");

        PreparedData allowed = Prepare(frames, o => o with { Missing = MissingLabels.Allow });
        allowed.Report.Notes.ShouldContain(n => n.Contains("without energy: frame 3 of d.xyz"));
    }

    [Fact]
    public void AtomsOnTopOfEachOtherAreRefused()
    {
        List<Structure> frames = TrainingSets.Copper(10);
        frames[4].Positions[1] = frames[4].Positions[0] + new Double3(0.01, 0.0, 0.0);
        frames[6].Positions[7] = frames[6].Positions[2];

        Refused(Text(frames), "frame 4: atom 1 (Cu) and atom 2 (Cu) are on top", "frame 6: atom 3 (Cu) and atom 8 (Cu) are on top");
    }

    [Fact]
    public void ContradictionsAreRefusedAndPlainDuplicatesKeptTogether()
    {
        List<Structure> frames = TrainingSets.Copper(12);
        frames.Add(Copy(frames[5]));
        frames.Add(Copy(frames[5]));
        PreparedData data = Prepare(frames);
        data.Report.Duplicates.ShouldBe(2);
        data.Report.Notes.ShouldContain(n => n.Contains("the same structures") && n.Contains("12, 13"));
        IReadOnlyList<TrainingFrame>[] parts = [data.Data.Training, data.Data.Validation, data.Data.Test];
        parts.Count(p => p.Any(f => f.Place is "d.xyz frame 5" or "d.xyz frame 12" or "d.xyz frame 13")).ShouldBe(1);

        frames[13].Energy += 0.5;
        Refused(Text(frames), "frame 13: the same structure as d.xyz frame 5, but its energy differs by 0.0625 eV/atom");
    }

    [Fact]
    public void StressesThatContradictEachOtherAreRefused()
    {
        List<Structure> frames = TrainingSets.Copper(12);
        Structure copy = Copy(frames[5]);
        copy.Stress = copy.Stress!.Value + (0.02 * Matrix3.Identity);
        Refused(Text([.. frames, copy]), "frame 12: the same structure as d.xyz frame 5, but its stress differs by 3.2 GPa");
    }

    [Fact]
    public void WhatTheDeckLeavesOutMayBeAsItIs()
    {
        // No label, atoms on top of each other, another unit, a contradiction, and an element that no other frame holds.
        List<Structure> frames = TrainingSets.Copper(12);
        Structure[] broken = [.. Enumerable.Range(0, 5).Select(k => Copy(frames[k]))];
        broken[0].Energy = null;
        broken[1].Positions[1] = broken[1].Positions[0];
        broken[2].Energy /= PhysicalConstants.Hartree;
        broken[3].Energy += 5.0;
        broken[4] = new Structure(broken[4].Cell, [.. broken[4].Elements.Select(_ => PeriodicTable.Get("Ag"))], broken[4].Positions);
        foreach (Structure frame in broken)
        {
            frame.Info["config_type"] = "broken";
        }

        frames.AddRange(broken);
        Refused(Text(frames), "frame 13: atom 1 (Cu) and atom 2 (Cu) are on top");
        PreparedData data = Prepare(frames, o => o with
        {
            Groups = new Dictionary<string, GroupOptions> { ["broken"] = new() { Part = DataPart.None } },
        });

        data.Report.Count(DataPart.None).ShouldBe(5);
        data.Data.Elements.ShouldHaveSingleItem().Symbol.ShouldBe("Cu");
        data.Data.Training.ShouldAllBe(f => f.Group != "broken");
    }

    [Fact]
    public void AnElementOfHardlyAnyFramesIsTold()
    {
        List<Structure> frames = TrainingSets.Copper(12);
        frames[4] = new Structure(frames[4].Cell, [PeriodicTable.Get("Ag"), .. frames[4].Elements.Skip(1)], frames[4].Positions)
        {
            Energy = frames[4].Energy,
            Forces = frames[4].Forces,
            Stress = frames[4].Stress,
        };
        frames.Add(TrainingSets.Isolated("Au", -3.0));
        PreparedData data = Prepare(frames, o => o with { Split = new SplitOptions { Test = 0.0, Validation = 0.0 } });

        data.Report.Notes.ShouldContain(n => n.Contains("hardly any frames to fit Ag to") && n.Contains("frame 4 of d.xyz"));
        data.Data.Elements.Select(e => e.Symbol).ShouldBe(["Cu", "Ag"], "an isolated atom of gold makes no model of gold");
    }

    [Fact]
    public void EnergiesThatAreAllTooSmallForTheForcesAreTold()
    {
        // Of the set's own unit: a copy of all energies in Hartree, the isolated atom's too.
        List<Structure> frames = [.. TrainingSets.Copper(12), TrainingSets.Isolated("Cu", TrainingSets.Atom)];
        Prepare(frames).Report.Notes.ShouldNotContain(n => n.Contains("Hartree"));
        frames.ForEach(f => f.Energy /= PhysicalConstants.Hartree);
        Prepare(frames).Report.Notes.ShouldContain(n => n.Contains("are the energies in Hartree?"));
    }

    [Theory]
    [InlineData(PhysicalConstants.Hartree, "Hartree")]
    [InlineData(13.605693122994, "Rydberg")]
    public void EnergiesInAnotherUnitAreFound(double unit, string name)
    {
        // Far from zero, as total energies of electrons are.
        List<Structure> frames = [.. TrainingSets.Copper(12).Select(f => Shifted(f, -50.0 * f.Count))];
        foreach (int k in new[] { 2, 9 })
        {
            frames[k].Energy /= unit;
        }

        Refused(Text(frames), "frames 2, 9 of d.xyz", $"look like {name}");
        Prepare(frames, o => o with { CheckUnits = false }).Report.Notes.ShouldContain(n => n.Contains("energies far from"));
    }

    [Fact]
    public void EnergiesThatDoNotFitTheIsolatedAtomsAreFound() => Refused(
        Text([.. TrainingSets.Copper(12), TrainingSets.Isolated("Cu", -1300.0)]), "eV/atom above those of the isolated atoms");

    [Theory]
    [InlineData(PhysicalConstants.Hartree, 1.0, "energies look like Hartree;")]
    [InlineData(0.5 * PhysicalConstants.Hartree, 1.0, "energies look like Rydberg;")]
    [InlineData(1.0 / 23.0605, 1.0, "energies look like kcal/mol;")]
    [InlineData(PhysicalConstants.Hartree, PhysicalConstants.Hartree / PhysicalConstants.Bohr, "energies look like Hartree, forces like Hartree/Bohr;")]
    [InlineData(1.0, PhysicalConstants.Hartree / PhysicalConstants.Bohr, "forces look like Hartree/Bohr;")]
    public void AWholeSetInAnotherUnitIsFoundByTheWorkOfItsForces(double energy, double force, string message)
    {
        List<Structure> frames = TrainingSets.Moving(12);
        Prepare(frames).Data.Training.Count.ShouldBeGreaterThan(8, "a sound set is not suspected");
        foreach (Structure frame in frames)
        {
            // Total energies of electrons are far from zero, which is no help.
            frame.Energy = (frame.Energy - (300.0 * frame.Count)) / energy;
            frame.Forces = [.. frame.Forces!.Select(f => (1.0 / force) * f)];
        }

        Refused(Text(frames), "times the work of the forces", message);
        Prepare(frames, o => o with { CheckUnits = false }).Data.Training.Count.ShouldBeGreaterThan(8);
    }

    [Fact]
    public void AnEmptyGroupATooSmallSetAndAStrangeAtomAreRefused()
    {
        string text = Text(TrainingSets.Copper(12));
        Refused(text, o => o with { Groups = new Dictionary<string, GroupOptions> { ["hott"] = new() } },
            "no frame is of the group \"hott\"", "\"cold\", \"hot\"");
        Refused(Text(TrainingSets.Copper(2)), "2 of 2 frames are left to fit to", "expected 3 at least");
        Refused(text, o => o with { IsolatedAtoms = new() { Energies = new Dictionary<string, double> { ["He"] = 1.0 } } },
            "isolated atom of He, which no frame holds");
    }

    [Fact]
    public void NumbersThatAreNoneAreRefusedByTheReader()
    {
        string text = Text(TrainingSets.Copper(5));
        string[] lines = text.Split('\n');
        lines[12] = string.Join(' ', lines[12].Split(' ')[..^1]) + " nan";
        Refused(string.Join('\n', lines), "d.xyz:13:", "(frame 1)");
    }

    [Fact]
    public void StrongForcesAreToldAndCanBeLeftOut()
    {
        List<Structure> frames = TrainingSets.Copper(12);
        frames[8].Forces![2] = new Double3(500.0, 0.0, 0.0);
        Prepare(frames).Report.Notes.ShouldContain(n => n.Contains("forces up to 500 eV/Angstrom") && n.Contains("frame 8"));

        PreparedData without = Prepare(frames, o => o with { DropForcesAbove = 100.0 });
        without.Report.Groups.Sum(g => g.LeftOut).ShouldBe(1);
        without.Report.Notes.ShouldContain(n => n.Contains("left out for their forces: frame 8"));
    }

    [Fact]
    public void DamagedFilesAreRefusedNotWorse()
    {
        byte[] good = Encoding.UTF8.GetBytes(Text(TrainingSets.Copper(6)));
        Gen<(int At, int Value, int Kind)> mutation =
            from at in Gen.Choose(0, good.Length - 1)
            from value in Gen.Choose(0, 255)
            from kind in Gen.Choose(0, 2)
            select (at, value, kind);

        Property property = Prop.ForAll(mutation.ToArbitrary(), m =>
        {
            byte[] bytes = m.Kind switch
            {
                0 => [.. good[..m.At], (byte)m.Value, .. good[(m.At + 1)..]],
                1 => good[..m.At],
                _ => [.. good[..m.At], .. good[Math.Min(good.Length, m.At + m.Value)..]],
            };
            File.WriteAllBytes(Path.Combine(_folder, "d.xyz"), bytes);
            try
            {
                Run(o => o, 1);
            }
            catch (InputException)
            {
            }

            return true;
        });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20260701UL, 3UL));
    }

    [Fact]
    public void TheReportCanBeReadByPeople()
    {
        using var text = new StringWriter();
        DataReportWriter.Write(Prepare(TrainingSets.Copper(30)).Report, text);
        using var markdown = new StringWriter();
        DataReportWriter.WriteMarkdown(Prepare(TrainingSets.Copper(30)).Report, markdown);

        text.ToString().ShouldContain("30 frames, 240 atoms of Cu; 24 to fit to, 3 for validation, 3 for the test");
        text.ToString().ShouldContain("fitted by least squares");
        text.ToString().ShouldContain("closest distances: Cu-Cu ");
        markdown.ToString().ShouldContain("| hot |");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static double Closest(IReadOnlyList<TrainingFrame> frames) => frames.Min(f =>
    {
        double least = double.PositiveInfinity;
        Structure s = f.Structure;
        for (int i = 0; i < s.Count; i++)
        {
            for (int j = 0; j < s.Count; j++)
            {
                for (int image = 0; image < 125; image++)
                {
                    Double3 shift = s.Cell.ToCartesian(new Double3((image % 5) - 2, (image / 5 % 5) - 2, (image / 25) - 2));
                    double r = (s.Positions[j] + shift - s.Positions[i]).Length;
                    least = r > 0.0 ? Math.Min(least, r) : least;
                }
            }
        }

        return least;
    });

    private static Structure Copy(Structure s) => Shifted(s, 0.0);

    private static Structure Shifted(Structure s, double energy)
    {
        var copy = new Structure(s.Cell, s.Elements, [.. s.Positions]) { Energy = s.Energy + energy, Forces = s.Forces, Stress = s.Stress };
        copy.Info["config_type"] = s.Info["config_type"];
        return copy;
    }

    private string Write(string name, IEnumerable<Structure> frames) => TrainingSets.Write(Path.Combine(_folder, name), frames);

    private string Text(IEnumerable<Structure> frames) => File.ReadAllText(Write("text.xyz", frames));

    private PreparedData Prepare(IEnumerable<Structure> frames, Func<DataOptions, DataOptions>? change = null, int threads = 1) =>
        Prepare(Text(frames), change, threads);

    private PreparedData Prepare(string text, Func<DataOptions, DataOptions>? change = null, int threads = 1)
    {
        File.WriteAllText(Path.Combine(_folder, "d.xyz"), text);
        return Run(change ?? (o => o), threads);
    }

    private PreparedData Run(Func<DataOptions, DataOptions> change, int threads)
    {
        using var workers = new WorkerPool(threads);
        return DataPreparation.Prepare(change(new DataOptions { Files = [Path.Combine(_folder, "d.xyz")] }), workers);
    }

    private void Refused(string text, params string[] parts) => Refused(text, o => o, parts);

    private void Refused(string text, Func<DataOptions, DataOptions> change, params string[] parts)
    {
        InputException e = Should.Throw<InputException>(() => Prepare(text, change));
        parts.ShouldAllBe(p => e.Message.Contains(p), e.Message);
    }
}
