using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Formats;
using MdEngine.Potentials.Meam;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Meam;

/// <summary>Numbers of LAMMPS: those made by References/Meam/make.py, and some that lie beside the repository.</summary>
public sealed class MeamReferenceTests(ITestOutputHelper output)
{
    private static readonly LammpsReference Reference = LammpsReference.Read("Meam");

    public static TheoryData<string> Cases => [.. Reference.Names];

    /// <summary>Every structure, option and average, for files of our own and those that LAMMPS brings along.</summary>
    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void EnergyForcesAndPressureAreThoseOfLammps(string name)
    {
        JsonElement item = Reference.Case(name);
        string[] elements = Strings(item, "elements");
        MeamParameters parameters = item.TryGetProperty("settings", out JsonElement settings)
            ? MeamSystems.Parse(settings.GetString()!, elements)
            : MeamParameters.From(new MeamOptions
            {
                Library = LammpsReference.TableFile("Meam", item.GetProperty("library").GetString()!),
                LibraryElements = Strings(item, "libraryElements"),
                Parameters = LammpsReference.TableFile("Meam", item.GetProperty("file").GetString()!),
                Elements = elements,
            });
        // Registers of either width.
        LammpsReference.Compare(new MeamPotential(parameters, 4), item, output);
        LammpsReference.Compare(new MeamPotential(parameters, 8), item, output);

        static string[] Strings(JsonElement item, string key) => [.. item.GetProperty(key).EnumerateArray().Select(e => e.GetString()!)];
    }

    [Fact]
    public void TheNumbersSayWhereTheyAreFrom()
    {
        Reference.Program.ShouldStartWith("LAMMPS ");
        Reference.Names.Distinct().Count().ShouldBe(127);
        Reference.Cases.Count(c => c.TryGetProperty("settings", out _)).ShouldBe(119);
    }

    [SkippableTheory]
    [InlineData("Ni", "Ni.meam", "Ni")]
    [InlineData("SiC", "SiC.meam", "Si", "C")]
    public void NumbersOfSharedModelsAreThoseOfLammps(string name, string settings, params string[] elements)
    {
        string? shared = IO.Repository.Shared();
        Skip.If(shared is null, "no folder 'shared' beside the repository");
        string folder = Path.Combine(shared!, "reference", "meam", name);
        Skip.IfNot(Directory.Exists(folder), $"no model '{name}' in the folder 'shared'");
        var potential = new MeamPotential(MeamParameters.From(new MeamOptions
        {
            Library = Path.Combine(folder, "library.meam"),
            Parameters = Path.Combine(folder, settings),
            Elements = elements,
        }));
        Structure[] frames = [.. StructureFormats.ReadAll(Path.Combine(folder, "expected.xyz"), null, new StructureReadOptions())];
        frames.Length.ShouldBeGreaterThan(3);
        double energy = 0.0, force = 0.0, stress = 0.0;
        foreach (Structure frame in frames)
        {
            Evaluation e = Evaluation.Of(potential, frame, needs: ForceNeeds.Energy | ForceNeeds.Virial);
            energy = Math.Max(energy, Math.Abs((e.Energy / frame.Energy!.Value) - 1.0));
            force = Math.Max(force, e.Forces.Zip(frame.Forces!, (a, b) => (a - b).Length).Max());
            stress = Math.Max(stress, Enumerable.Range(0, 9).Max(c => Math.Abs(e.Stress!.Value[c / 3, c % 3] - frame.Stress!.Value[c / 3, c % 3])));
        }

        output.WriteLine($"{name}: energy {energy:e1} relative, forces {force:e1} eV/Angstrom, stress {stress:e1} eV/Angstrom^3");
        energy.ShouldBeLessThan(1e-10);
        force.ShouldBeLessThan(1e-8);
        stress.ShouldBeLessThan(1e-10);
    }
}
