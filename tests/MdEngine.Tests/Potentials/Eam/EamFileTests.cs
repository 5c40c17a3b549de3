using System;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Potentials.Eam;
using MdEngine.Tests.IO;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Eam;

/// <summary>Files of every format: told apart, read, and refused with a reason.</summary>
public sealed class EamFileTests : IDisposable
{
    private static readonly string Alloy = File.ReadAllText(LammpsReference.TableFile("Eam", "synthetic.eam.alloy"));
    private static readonly string PairDensities = File.ReadAllText(LammpsReference.TableFile("Eam", "synthetic.eam.fs"));
    private static readonly string Single = File.ReadAllText(LammpsReference.TableFile("Eam", "synthetic-Ni.eam"));
    private readonly TempFolder _folder = new();

    [Fact]
    public void ContentsTellTheFormatWhereTheNameDoesNot()
    {
        Read(Single).Count.ShouldBe(1);
        EamFunctions alloy = Read(Alloy), pairs = Read(PairDensities);
        alloy.Density[0].ShouldBeSameAs(alloy.Density[1]);
        pairs.Density[0].ShouldNotBe(pairs.Density[1]);
        pairs.Density[3][0].ShouldNotBe(pairs.Density[1][0]);
    }

    [Fact]
    public void NumbersMayHaveTheExponentsOfFortran()
    {
        EamFunctions plain = Read(Single), fortran = Read(Single.Replace("e-", "D-", StringComparison.Ordinal).Replace("e+", "d+", StringComparison.Ordinal));
        fortran.Embedding[0].ShouldBe(plain.Embedding[0]);
        fortran.Density[0].ShouldBe(plain.Density[0]);
    }

    [Theory]
    [InlineData("3 Ni Al Zr", "3 Al Ni Zr", "another order")]
    [InlineData("3 Ni Al Zr", "2 Ni Al", "fcc")]
    [InlineData("3 Ni Al Zr", "4 Ni Al Zr Cu", "x.alloy:")]
    [InlineData("3 Ni Al Zr", "3 Ni Al Qq", "Qq")]
    [InlineData("3 Ni Al Zr", "3 Ni Al Al", "twice")]
    [InlineData("3 Ni Al Zr", "0", "symbols")]
    [InlineData("UNITS: metal", "UNITS: real", "real")]
    [InlineData("120 4.3", "121 4.3", "more numbers")]
    [InlineData("120 4.3", "2000000000 4.3", "2000000000")]
    [InlineData("120 4.3", "-120 4.3", "-120")]
    [InlineData("120 4.3", "3 4.3", "at least 5")]
    [InlineData("120 4.3", "120 -4.3", "positive")]
    [InlineData(" 5.2\n", " 6.9\n", "beyond the table")]
    [InlineData(" 5.2\n", " nan\n", "nan")]
    [InlineData(" 5.2\n", "\n", "nrho, drho, nr, dr and cutoff")]
    public void AHeaderThatIsWrongIsRefused(string good, string bad, string told)
    {
        Alloy.ShouldContain(good);
        int at = Alloy.IndexOf(good, StringComparison.Ordinal);
        string text = Alloy[..at] + bad + Alloy[(at + good.Length)..];
        Should.Throw<InputException>(() => new EamPotential(Read(text, "x.alloy"))).Message.ShouldContain(told);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void TablesThatAreCutShortAreRefused(double share)
    {
        string file = Write(Alloy[..Alloy.LastIndexOf(' ', (int)(share * Alloy.Length) - 1)], "x.alloy");
        InputException e = Should.Throw<InputException>(() => EamReader.Read([file]));
        // A file that is far too short is told by its size.
        e.Message.ShouldContain(share < 0.2 ? "can hold" : "ends");
        e.File.ShouldBe(file);
    }

    [Fact]
    public void TablesOfAnotherFormatAreRefused()
    {
        Should.Throw<InputException>(() => Read(PairDensities, "x.alloy"));
        Should.Throw<InputException>(() => Read(Alloy, "x.fs"));
        Should.Throw<InputException>(() => EamReader.Read([Write(Alloy, "y")], EamFormat.Funcfl));
        Should.Throw<InputException>(() => Read("", "z")).Message.ShouldContain("none of funcfl");
        Should.Throw<InputException>(() => Read(new string('x', 1000), "z")).Message.ShouldContain("none of funcfl");
        Should.Throw<InputException>(() => Read(Alloy + "1.0\n", "x.alloy")).Message.ShouldContain("more numbers");
    }

    [Fact]
    public void NegativeDensitiesAreRefused()
    {
        EamFunctions good = EamSystems.Zhou(1);
        double[] density = [.. good.Density[0]];
        density[2000] = -0.1 * density.Max();
        var bad = new EamFunctions
        {
            Elements = good.Elements,
            Cutoff = good.Cutoff,
            DensityStep = good.DensityStep,
            DistanceStep = good.DistanceStep,
            Embedding = good.Embedding,
            Density = [density],
            PairTimesDistance = good.PairTimesDistance,
        };
        string message = Should.Throw<InputException>(() => new EamPotential(bad)).Message;
        message.ShouldContain("negative");
        message.ShouldContain("1.8");
    }

    [Fact]
    public void ElementsMustBeThoseOfTheFileInItsOrder()
    {
        string file = LammpsReference.TableFile("Eam", "synthetic.eam.alloy"), nickel = LammpsReference.TableFile("Eam", "synthetic-Ni.eam");
        const string json = """{"type": "eam", "file": "synthetic.eam.alloy", "elements": ["Al", "Ni", "Zr"]}""";
        Should.Throw<InputException>(() => PotentialText.Create(json, file)).Message.ShouldContain("Ni, Al, Zr");
        PotentialText.Create("""{"type": "eam", "file": "synthetic.eam.alloy", "elements": ["Ni", "Al", "Zr"]}""", file)
            .Elements.Select(e => e.Symbol).ShouldBe(["Ni", "Al", "Zr"]);
        PotentialText.Create("""{"type": "eam", "file": "synthetic-Ni.eam"}""", nickel).Elements.Count.ShouldBe(1);
        PotentialText.Create("""{"type": "eam", "files": ["synthetic-Ni.eam", "synthetic-Al.eam"]}""", nickel, LammpsReference.TableFile("Eam", "synthetic-Al.eam"))
            .Elements.Count.ShouldBe(2);
        Should.Throw<InputException>(() => PotentialText.Create("""{"type": "eam"}""")).Message.ShouldContain("\"file\"");
        Should.Throw<InputException>(() => PotentialText.Create("""{"type": "eam", "files": ["synthetic-Ni.eam", "synthetic-Ni.eam"]}""", nickel))
            .Message.ShouldContain("two tables of Ni");
    }

    [Theory]
    [InlineData("x.alloy", 250)]
    [InlineData("x.fs", 250)]
    [InlineData("x.eam", 250)]
    public void MutatedFilesAreReadOrRefused(string name, int count)
    {
        string good = name.EndsWith("alloy", StringComparison.Ordinal) ? Alloy : name.EndsWith("fs", StringComparison.Ordinal) ? PairDensities : Single;
        Fuzz.Mutate(good, count, 3, text =>
        {
            try
            {
                _ = new EamPotential(Read(text, name));
                return true;
            }
            catch (InputException)
            {
                return false;
            }
        }).ShouldBeInRange(1, count - 1);
    }

    public void Dispose() => _folder.Dispose();

    private EamFunctions Read(string text, string name = "table") => EamReader.Read([Write(text, name)]);

    private string Write(string text, string name)
    {
        string file = _folder.File(name);
        File.WriteAllText(file, text);
        return file;
    }
}
