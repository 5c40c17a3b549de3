using System;
using System.IO;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Table;
using MdEngine.Potentials.Zbl;
using MdEngine.Tests.IO;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Pairs;

/// <summary>Tables that cannot be used.</summary>
public sealed class TableReaderTests : IDisposable
{
    private const string Good = "# UNITS: metal\n\nA\nN 4 R 1.0 4.0\n\n1 1 4.0 5.0\n2 2 1.0 2.0\n3 3 0.2 0.5\n4 4 0.0 0.1\n";
    private readonly TempFolder _folder = new();

    [Fact]
    public void AGoodTableIsRead()
    {
        TableSection table = TableReader.Read(Write(Good), "A");
        table.R.ShouldBe([1.0, 2.0, 3.0, 4.0]);
        table.Energy.ShouldBe([4.0, 1.0, 0.2, 0.0]);
        table.Force.ShouldBe([5.0, 2.0, 0.5, 0.1]);
        table.FirstSlope.ShouldBeNull();
    }

    [Theory]
    [InlineData("N 4 R 1.0 4.0", "N 4 BITMAP 1.0 4.0", "BITMAP")]
    [InlineData("N 4 R 1.0 4.0", "N 4 WRONG 1.0 4.0", "WRONG")]
    [InlineData("N 4 R", "N 5 R", "cut short")]
    [InlineData("N 4 R", "N 400000000 R", "400000000")]
    [InlineData("N 4 R", "N -4 R", "expected N n")]
    [InlineData("N 4 R 1.0 4.0", "N 4 R 4.0 1.0", "ascend")]
    [InlineData("N 4 R 1.0 4.0", "N 4 R 0.0 4.0", "positive")]
    [InlineData("4 4 0.0 0.1", "4 4 0.0", "line 4 of 4")]
    [InlineData("4 4 0.0 0.1", "4 4 nan 0.1", "nan")]
    [InlineData("2 2 1.0 2.0", "2 2 1.0 1e999", "1e999")]
    [InlineData("UNITS: metal", "UNITS: real", "real")]
    [InlineData("\nA\n", "\nB\n", "found: B")]
    public void ABadTableIsRefused(string good, string bad, string told)
    {
        string file = Write(Good.Replace(good, bad, StringComparison.Ordinal));
        InputException e = Should.Throw<InputException>(() => TableReader.Read(file, "A"));
        e.Message.ShouldContain(told);
        e.File.ShouldBe(file);
    }

    [Fact]
    public void DistancesMustAscend() => Should.Throw<InputException>(
        () => TableReader.Read(Write(Good.Replace(" R 1.0 4.0", "", StringComparison.Ordinal).Replace("3 3 0.2", "3 1.5 0.2", StringComparison.Ordinal)), "A"))
        .Message.ShouldContain("ascend");

    [Theory]
    [InlineData(4.5, "beyond the table")]
    [InlineData(0.5, "before the table")]
    public void CutoffsOutsideTheTableAreRefused(double cutoff, string told) =>
        Should.Throw<InputException>(() => Potential(cutoff)).Message.ShouldContain(told);

    [Fact]
    public void AtomsNearerThanTheTableAreRefused()
    {
        Element ni = PeriodicTable.Get("Ni");
        var dimer = new Structure(SimulationCell.Open, [ni, ni], [default, new Double3(0.9, 0, 0)]);
        Should.Throw<PhysicsException>(() => Evaluation.Of(Potential(4.0), dimer)).Message.ShouldContain("0.9");
    }

    [Fact]
    public void MutatedFilesAreReadOrRefused()
    {
        string good = File.ReadAllText(LammpsReference.TableFile("Pairs", "synthetic.table"));
        good = good[..5000];
        Fuzz.Mutate(good, 300, 7, text =>
        {
            string file = Write(text);
            try
            {
                _ = new TablePotential(new TableOptions
                {
                    Points = 20,
                    Pairs = [new() { Elements = ["Ni", "Ni"], File = file, Keyword = "PLAIN" }],
                });
                return true;
            }
            catch (InputException)
            {
                return false;
            }
        }).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void ASwitchWithoutWidthIsRefused() => Should.Throw<InputException>(
        () => new ZblPotential(new ZblOptions { Inner = 3.0, Outer = 3.0, Elements = ["W"] })).Message.ShouldContain("inner_A");

    [Fact]
    public void MissingAndRepeatedPairsAreTold()
    {
        string missing = """{"type": "morse", "cutoff_A": 5, "pairs": [{"elements": ["Ni", "W"], "depth_eV": 1, "alpha_per_A": 1, "r0_A": 2}]}""";
        string message = Should.Throw<InputException>(() => PotentialText.Create(missing)).Message;
        message.ShouldContain("Ni-Ni");
        message.ShouldContain("W-W");
        string twice = """{"type": "buckingham", "cutoff_A": 5, "pairs": [{"elements": ["Ni", "Ni"], "A_eV": 1, "rho_A": 1}, {"elements": ["Ni", "Ni"], "A_eV": 1, "rho_A": 1}]}""";
        Should.Throw<InputException>(() => PotentialText.Create(twice)).Message.ShouldContain("given already");
    }

    public void Dispose() => _folder.Dispose();

    private TablePotential Potential(double cutoff) => new(new TableOptions
    {
        Points = 50,
        Pairs = [new() { Elements = ["Ni", "Ni"], File = Write(Good), Keyword = "A", Cutoff = cutoff }],
    });

    private string Write(string text)
    {
        string file = _folder.File("t.table");
        File.WriteAllText(file, text);
        return file;
    }
}
