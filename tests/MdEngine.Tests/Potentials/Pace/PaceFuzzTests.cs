using System;
using System.IO;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Files;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Pace;

/// <summary>Damaged files are refused in words or make a potential that runs, whatever the damage.</summary>
public sealed class PaceFuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int Cases = 600;
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [Theory]
    [InlineData(".yace", "ChebExpCos")]
    [InlineData(".yace", "ACE.jl.Basic")]
    [InlineData(".ace", "ChebPow")]
    [InlineData(".ace", "ACE.jl.Basic")]
    public void ReadersNeverCrash(string format, string basis)
    {
        bool julia = basis.StartsWith("ACE.jl", StringComparison.Ordinal);
        var sample = new PaceSample
        {
            Basis = basis,
            HasPairTerm = julia,
            RadialMax = julia ? 4 : 2,
            LMax = 1,
            Spacing = julia ? 0.001 : 0.05,
            Elements = format == ".yace" ? ["Cu", "Al"] : ["Cu"],
            Products = [([0], []), ([1, 1], []), ([1, 1, 0], [0])],
        };
        string path = Path.Combine(_folder, "model" + format), good = format == ".yace" ? Yace(sample.Model()) : AceText.Write(sample.Model());
        File.WriteAllText(path, good);
        YaceFileTests.ShouldBeEqual(PaceFile.Read(path), sample.Model());
        int sound = Fuzz.Mutate(good, Cases, 20261122, text =>
        {
            File.WriteAllText(path, text);
            PaceModel model;
            try
            {
                model = PaceFile.Read(path);
            }
            catch (InputException fault)
            {
                fault.Message.ShouldContain(path);
                fault.Message.Length.ShouldBeLessThan(600 + path.Length);
                return false;
            }

            var pair = new Structure(SimulationCell.Open, [model.Elements[0], model.Elements[0]], [Double3.Zero, new(1.3, 0.4, 0.2)]);
            try
            {
                Evaluation.Of(new PacePotential(model), pair, needs: ForceNeeds.Energy).Forces.Length.ShouldBe(2);
            }
            catch (Exception fault) when (fault is PhysicsException or InputException)
            {
                // A damaged spacing: atoms in the first cell, or tables of gigabytes.
                fault.Message.ShouldMatch("table");
            }

            return true;
        });
        output.WriteLine($"{format} {basis}: {sound} of {Cases} damaged files are still sound");
        // Both kinds must occur, or the test shows nothing.
        sound.ShouldBeInRange(Cases / 100, Cases - (Cases / 100));
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static string Yace(PaceModel model)
    {
        using var text = new StringWriter();
        YaceWriter.Write(text, model);
        return text.ToString();
    }
}
