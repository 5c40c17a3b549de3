using System;
using System.Globalization;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Observation;
using MdEngine.IO.Logs;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

public class ThermoCsvWriterTests
{
    [Fact]
    public void WritesOneLineForARecordWithDigitsThatComeBack()
    {
        using var folder = new TempFolder();
        var writer = new ThermoCsvWriter(folder.File("thermo.csv"), overwrite: false);
        var cell = new Matrix3(1, 2, 3, 4, 5, 6, 7, 8, 1.0 / 3);
        var tensor = new Matrix3(0.1, 0.4, 0.5, 0.4, 0.2, 0.6, 0.5, 0.6, 0.3);
        writer.Write(new ThermoRecord(10, 20.5, "heat", 94.4, 1e-20, -2.0 / 3, 3, 4, double.NaN, tensor, 1e6, cell));
        writer.Write(new ThermoRecord(20, 41, "a, \"b\"", 1, 2, 3, 4, 5, 6, tensor, 7, cell));
        writer.Finish();
        writer.Finish();
        string[] lines = File.ReadAllLines(folder.File("thermo.csv"));
        lines.Length.ShouldBe(3);
        lines[0].ShouldBe(ThermoCsvWriter.Header);
        lines[0].ShouldStartWith("step,time_fs,stage,temperature_K,kinetic_eV,potential_eV,total_eV,conserved_eV,pressure_GPa,pxx_GPa,");
        string[] fields = lines[1].Split(',');
        fields.Length.ShouldBe(lines[0].Split(',').Length);
        (fields[0], fields[2], fields[8]).ShouldBe(("10", "heat", "NaN"));
        double[] numbers = [.. fields.Where((_, k) => k is not (2 or 8)).Select(f => double.Parse(f, CultureInfo.InvariantCulture))];
        numbers.ShouldBe([10, 20.5, 94.4, 1e-20, -2.0 / 3, 3, 4, 0.1, 0.2, 0.3, 0.6, 0.5, 0.4, 1e6, 1, 2, 3, 4, 5, 6, 7, 8, 1.0 / 3]);
        lines[2].ShouldStartWith("20,41,\"a, \"\"b\"\"\",1,2,");
    }

    [Fact]
    public void RecordsAreOnDiskWhileTheRunGoesOn()
    {
        using var folder = new TempFolder();
        var writer = new ThermoCsvWriter(folder.File("thermo.csv"), overwrite: false);
        writer.Write(new ThermoRecord(1, 2, "s", 3, 4, 5, 6, 7, 8, Matrix3.Identity, 9, Matrix3.Identity));
        using (var stream = new StreamReader(new FileStream(folder.File("thermo.csv"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite)))
        {
            stream.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        }

        writer.Finish();
        Should.Throw<InputException>(() => new ThermoCsvWriter(folder.File("thermo.csv"), overwrite: false))
            .Message.ShouldContain("overwrite");
    }
}
