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
using MdEngine.Tests.Cli;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials;

/// <summary>Numbers of LAMMPS as the scripts in References write them.</summary>
internal sealed class LammpsReference
{
    private readonly JsonElement _root;

    private LammpsReference(JsonElement root) => _root = root;

    public string Program => _root.GetProperty("program").GetString()!;

    public IEnumerable<string> Names => Cases.Select(c => c.GetProperty("name").GetString()!);

    public IEnumerable<JsonElement> Cases => _root.GetProperty("cases").EnumerateArray();

    public static string Folder(string family) =>
        Path.Combine(Repository.Root, "tests", "MdEngine.Tests", "References", family);

    public static LammpsReference Read(string family)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder(family), "lammps.json")));
        return new LammpsReference(document.RootElement.Clone());
    }

    /// <summary>A potential file: beside the reference numbers, or in LAMMPS's own folder, which may be missing.</summary>
    public static string TableFile(string family, string name)
    {
        string own = Path.Combine(Folder(family), name);
        if (File.Exists(own))
        {
            return own;
        }

        string installed = Path.Combine("/usr/share/lammps/potentials", name);
        Skip.IfNot(File.Exists(installed), $"{name} is not installed (apt-get install lammps-data)");
        return installed;
    }

    public JsonElement Case(string name) => Cases.Single(c => c.GetProperty("name").GetString() == name);

    /// <summary>Compares energy (relative), forces (eV/Angstrom) and pressure with those of a case.</summary>
    public static void Compare(IPotential potential, JsonElement item, ITestOutputHelper output)
    {
        Structure structure = StructureOf(item.GetProperty("structure"));
        double energy = item.GetProperty("energy_eV").GetDouble();
        double[] pressure = [.. item.GetProperty("pressure_eV_per_A3").EnumerateArray().Select(x => x.GetDouble())];
        Double3[] forces = [.. item.GetProperty("forces_eV_per_A").EnumerateArray().Select(Vector)];
        Evaluation e = Evaluation.Of(potential, structure);
        Matrix3 w = (1.0 / structure.Cell.Volume) * e.Virial!.Value;
        double[] found = [w.XX, w.YY, w.ZZ, w.XY, w.XZ, w.YZ];
        double energyError = Math.Abs((e.Energy / energy) - 1.0);
        double largest = forces.Max(f => f.Length);
        double forceError = forces.Zip(e.Forces, (a, b) => (a - b).Length).Max();
        double pressureError = found.Zip(pressure, (a, b) => Math.Abs(a - b)).Max();
        output.WriteLine(
            $"{structure.Count} atoms, {energy:f6} eV: energy {energyError:e1} relative, forces {forceError:e1} of {largest:g3} "
            + $"eV/Angstrom, pressure {pressureError:e1} eV/Angstrom^3");
        energyError.ShouldBeLessThan(1e-10);
        // Beyond 100 eV/Angstrom the twelve digits of the reference count.
        forceError.ShouldBeLessThan(1e-8 * Math.Max(1.0, largest / 100.0));
        pressureError.ShouldBeLessThan(1e-10 * Math.Max(1.0, pressure.Max(Math.Abs)));
    }

    public static Structure StructureOf(JsonElement s)
    {
        Double3[] rows = [.. s.GetProperty("cell").EnumerateArray().Select(Vector)];
        bool[] periodic = [.. s.GetProperty("periodic").EnumerateArray().Select(p => p.GetBoolean())];
        return new Structure(
            new SimulationCell(Matrix3.FromRows(rows[0], rows[1], rows[2]), periodic[0], periodic[1], periodic[2]),
            [.. s.GetProperty("elements").EnumerateArray().Select(e => PeriodicTable.Get(e.GetString()!))],
            [.. s.GetProperty("positions").EnumerateArray().Select(Vector)]);
    }

    private static Double3 Vector(JsonElement v) => new(v[0].GetDouble(), v[1].GetDouble(), v[2].GetDouble());
}
