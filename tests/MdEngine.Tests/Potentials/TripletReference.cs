using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Tests.Cli;
using Shouldly;

namespace MdEngine.Tests.Potentials;

/// <summary>Numbers of LAMMPS for potentials of triplets, made by References/Triplets/make.py.</summary>
internal sealed class TripletReference
{
    private readonly JsonElement _root;

    /// <summary>Reads those of a family.</summary>
    public TripletReference(string family)
    {
        string path = Path.Combine(Repository.Root, "tests", "MdEngine.Tests", "References", family, "lammps.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        _root = document.RootElement.Clone();
    }

    /// <summary>Names of the cases.</summary>
    public IEnumerable<string> Cases => _root.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!);

    /// <summary>The parameter file of a case, what it calls the elements, and their symbols.</summary>
    public (Stream File, string[] Names, string[] Elements) Potential(string name)
    {
        string[] names = Names(Of(name).GetProperty("potential").GetString()!, out JsonElement entries);
        var text = new StringBuilder();
        foreach (JsonElement entry in entries.EnumerateArray())
        {
            text.AppendJoin(' ', entry.EnumerateArray().Select(
                v => v.ValueKind == JsonValueKind.String ? v.GetString() : v.GetDouble().ToString("r", CultureInfo.InvariantCulture)));
            text.Append('\n');
        }

        return (new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), names, [.. names.Select(Symbol)]);
    }

    /// <summary>The structure of a case.</summary>
    public Structure Structure(string name)
    {
        JsonElement s = Of(name).GetProperty("structure");
        Double3[] rows = [.. s.GetProperty("cell").EnumerateArray().Select(Vector)];
        bool[] periodic = [.. s.GetProperty("periodic").EnumerateArray().Select(p => p.GetBoolean())];
        return new Structure(
            new SimulationCell(Matrix3.FromRows(rows[0], rows[1], rows[2]), periodic[0], periodic[1], periodic[2]),
            [.. s.GetProperty("elements").EnumerateArray().Select(e => PeriodicTable.Get(e.GetString()!))],
            [.. s.GetProperty("positions").EnumerateArray().Select(Vector)]);
    }

    /// <summary>Holds a potential to LAMMPS's numbers and tells the largest differences.</summary>
    public string Check(string name, IPotential potential)
    {
        JsonElement item = Of(name);
        Structure structure = Structure(name);
        Evaluation e = Evaluation.Of(potential, structure, needs: ForceNeeds.Energy | ForceNeeds.Virial);
        double energy = item.GetProperty("energy_eV").GetDouble();
        double[] pressure = [.. item.GetProperty("pressure_eV_per_A3").EnumerateArray().Select(p => p.GetDouble())];
        Double3[] forces = [.. item.GetProperty("forces_eV_per_A").EnumerateArray().Select(Vector)];
        // LAMMPS gives an open axis the height of its box too.
        Matrix3 w = (1.0 / structure.Cell.Volume) * e.Virial!.Value;
        double[] found = [w.XX, w.YY, w.ZZ, w.XY, w.XZ, w.YZ];
        double energyError = Math.Abs((e.Energy / energy) - 1.0);
        double forceError = forces.Zip(e.Forces, (a, b) => (a - b).Length).Max();
        double pressureError = found.Zip(pressure, (a, b) => Math.Abs(a - b)).Max();
        string report = FormattableString.Invariant(
            $"energy {energyError:e1} relative, forces {forceError:e1} eV/Angstrom of up to {forces.Max(f => f.Length):g3}, pressure {pressureError:e1} eV/Angstrom^3");
        energyError.ShouldBeLessThan(1e-10, report);
        forceError.ShouldBeLessThan(1e-8, report);
        // Sums over some hundred bonds of some eV in a volume of some hundred Angstrom^3.
        pressureError.ShouldBeLessThan(1e-10, report);
        return report;
    }

    /// <summary>Checks that the numbers say where they are from.</summary>
    public void CheckOrigin(int cases)
    {
        _root.GetProperty("program").GetString()!.ShouldStartWith("LAMMPS ");
        DateOnly.TryParse(_root.GetProperty("made").GetString(), out _).ShouldBeTrue();
        Cases.Distinct().Count().ShouldBe(cases);
    }

    private static string Symbol(string name) => Regex.Replace(name, @"\(.*", "");

    private static Double3 Vector(JsonElement v) => new(v[0].GetDouble(), v[1].GetDouble(), v[2].GetDouble());

    private JsonElement Of(string name) =>
        _root.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    private string[] Names(string potential, out JsonElement entries)
    {
        JsonElement found = _root.GetProperty("potentials").GetProperty(potential);
        entries = found.GetProperty("entries");
        return [.. found.GetProperty("names").EnumerateArray().Select(n => n.GetString()!)];
    }
}
