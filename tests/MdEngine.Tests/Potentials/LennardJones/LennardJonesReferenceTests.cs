using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.LennardJones;
using MdEngine.Tests.Cli;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.LennardJones;

/// <summary>Numbers of LAMMPS, made by References/LennardJones/make.py.</summary>
public sealed class LennardJonesReferenceTests(ITestOutputHelper output)
{
    private static readonly JsonElement Reference = Read();

    public static TheoryData<string> Cases => [.. Reference.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EnergyForcesAndPressureAreThoseOfLammps(string name)
    {
        JsonElement item = Reference.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        LennardJonesOptions options = Options(item.GetProperty("potential"));
        Structure structure = StructureOf(item.GetProperty("structure"));
        double energy = item.GetProperty("energy_eV").GetDouble();
        double[] pressure = Numbers(item.GetProperty("pressure_eV_per_A3"));
        Double3[] forces = [.. item.GetProperty("forces_eV_per_A").EnumerateArray().Select(Vector)];
        foreach ((string kernel, Precision precision, int width) in LennardJonesSystems.Kernels)
        {
            Evaluation e = Evaluation.Of(LennardJonesSystems.Potential(options, precision, width), structure, needs: ForceNeeds.Energy | ForceNeeds.Virial);
            double volume = structure.Cell.Volume;
            // LAMMPS gives an open axis the height of its box too.
            Matrix3 w = (1.0 / volume) * e.Virial!.Value;
            double[] found = [w.XX, w.YY, w.ZZ, w.XY, w.XZ, w.YZ];
            double energyError = Math.Abs((e.Energy / energy) - 1.0);
            double forceError = forces.Zip(e.Forces, (a, b) => (a - b).Length).Max();
            double pressureError = found.Zip(pressure, (a, b) => Math.Abs(a - b)).Max();
            output.WriteLine($"{kernel}: energy {energyError:e1} relative, forces {forceError:e1} eV/Angstrom, pressure {pressureError:e1} eV/Angstrom^3");
            bool full = precision == Precision.Double;
            // Single precision: seven digits of energies, five or six of forces of up to 0.3 eV/Angstrom.
            energyError.ShouldBeLessThan(full ? 1e-10 : 2e-6, kernel);
            forceError.ShouldBeLessThan(full ? 1e-8 : 5e-6, kernel);
            pressureError.ShouldBeLessThan(full ? 1e-11 : 1e-8, kernel);
        }
    }

    [Fact]
    public void TheNumbersSayWhereTheyAreFrom()
    {
        Reference.GetProperty("program").GetString()!.ShouldStartWith("LAMMPS ");
        DateOnly.TryParse(Reference.GetProperty("made").GetString(), out _).ShouldBeTrue();
        Cases.Count.ShouldBe(12);
    }

    private static JsonElement Read()
    {
        string path = Path.Combine(Repository.Root, "tests", "MdEngine.Tests", "References", "LennardJones", "lammps.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    private static LennardJonesOptions Options(JsonElement p) => new()
    {
        Cutoff = p.GetProperty("cutoff_A").GetDouble(),
        Shift = Enum.Parse<LennardJonesTruncation>(p.GetProperty("shift").GetString()!, ignoreCase: true),
        Mixing = Enum.Parse<LennardJonesMixing>(p.GetProperty("mixing").GetString()!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
        Tail = p.GetProperty("tail").GetBoolean(),
        Pairs = [.. p.GetProperty("pairs").EnumerateArray().Select(pair => new LennardJonesPairOptions
        {
            Elements = [.. pair.GetProperty("elements").EnumerateArray().Select(e => e.GetString()!)],
            Epsilon = pair.GetProperty("epsilon_eV").GetDouble(),
            Sigma = pair.GetProperty("sigma_A").GetDouble(),
        })],
    };

    private static Structure StructureOf(JsonElement s)
    {
        Double3[] rows = [.. s.GetProperty("cell").EnumerateArray().Select(Vector)];
        bool[] periodic = [.. s.GetProperty("periodic").EnumerateArray().Select(p => p.GetBoolean())];
        IEnumerable<Element> elements = s.GetProperty("elements").EnumerateArray().Select(e => PeriodicTable.Get(e.GetString()!));
        return new Structure(
            new SimulationCell(Matrix3.FromRows(rows[0], rows[1], rows[2]), periodic[0], periodic[1], periodic[2]),
            [.. elements],
            [.. s.GetProperty("positions").EnumerateArray().Select(Vector)]);
    }

    private static Double3 Vector(JsonElement v) => new(v[0].GetDouble(), v[1].GetDouble(), v[2].GetDouble());

    private static double[] Numbers(JsonElement v) => [.. v.EnumerateArray().Select(x => x.GetDouble())];
}
