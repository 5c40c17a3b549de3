using System;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Potentials.Nep;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Nep;

/// <summary>What the reader takes, and what it says about files that it does not take.</summary>
public sealed class NepFileTests : IDisposable
{
    private static readonly string[] Three = ["Te", "Pb", "Fe"];
    private readonly string _path = Path.GetTempFileName();

    [Theory]
    [InlineData("nep3", 3, false)]
    [InlineData("nep4", 4, false)]
    [InlineData("nep5", 5, false)]
    [InlineData("nep3_zbl", 3, true)]
    [InlineData("nep4_zbl", 4, true)]
    [InlineData("nep5_zbl", 5, true)]
    public void ReadsEachGeneration(string tag, int version, bool zbl)
    {
        NepModel model = Read(new NepSample { Tag = tag, Elements = Three, Zbl = zbl ? "0.7 1.4" : null }.Text());
        model.Version.ShouldBe(version);
        model.HasZbl.ShouldBe(zbl);
        model.Elements.Select(e => e.Symbol).ShouldBe(Three);
        model.Neurons.ShouldBe(10);
        model.Networks.Count.ShouldBe(version == 3 ? 1 : 3);
        model.DescriptorLength.ShouldBe(5 + (4 * 6));
        model.Cutoff.ShouldBe(5.0);
    }

    [Theory]
    [InlineData("4 0 0", 4, "")]
    [InlineData("4 2 0", 4, "0")]
    [InlineData("4 2 1", 4, "0 1")]
    [InlineData("4 1 1", 4, "0 1")]
    [InlineData("4 0 1", 4, "1")]
    [InlineData("4 1 0 1", 4, "0 2")]
    [InlineData("5 0 0 0 1", 5, "3")]
    [InlineData("8 0 0 0 0 1", 8, "4")]
    [InlineData("4 1 1 1 1 1 1", 4, "0 1 2 3 4 5")]
    [InlineData("2 1 0 0 0 0 1", 2, "0 5")]
    public void ReadsEachFormOfLMax(string line, int l, string extra)
    {
        NepModel model = Read(new NepSample { AngularMomentum = line }.Text());
        model.Terms.MaxL.ShouldBe(l);
        string.Join(' ', model.Terms.Extra).ShouldBe(extra);
        // 134 with l_max 2 has its place and is zero, as in the original program.
        model.Terms.Cubic[5].Length.ShouldBe(l >= 4 && extra.Contains('5') ? model.Terms.Cubic[5].Length : 0);
    }

    [Theory]
    [InlineData("6 5", 6, 5, 6, 5)]
    [InlineData("6 5 200 100", 6, 5, 6, 5)]
    [InlineData("6 5 5 4 4 3 200 100", 6, 5, 5.5, 4.5)]
    [InlineData("6 5 200 100 -1 -1 0.5", 6, 5, 6, 5)]
    // R = 1.64 (Te), 1.73333 (Pb) Angstrom.
    [InlineData("6 5 200 100 1.4 1.1 0", 4.592, 3.608, 4.722662, 3.710663)]
    public void ReadsEachFormOfCutoffs(string line, double radial, double angular, double radialMixed, double angularMixed)
    {
        NepModel model = Read(new NepSample { Elements = Three, Cutoff = line }.Text());
        model.Header.RadialCutoffs[0].ShouldBe(radial, 1e-6);
        model.Header.AngularCutoffs[0].ShouldBe(angular, 1e-6);
        model.Header.RadialCutoffs[1].ShouldBe(radialMixed, 1e-6);
        model.Header.AngularCutoffs[1].ShouldBe(angularMixed, 1e-6);
    }

    [Theory]
    [InlineData("nep4_dipole", "is a model of dipoles")]
    [InlineData("nep4_polarizability", "is a model of polarizabilities")]
    [InlineData("nep4_charge1", "is a model with charges")]
    [InlineData("nep4_zbl_charge2", "is a model with charges")]
    [InlineData("nep3_temperature", "temperature")]
    [InlineData("nep", "before NEP3")]
    [InlineData("nep_zbl", "before NEP3")]
    [InlineData("nep6", "is not a kind of model that is known")]
    [InlineData("<xml>", "is not the tag of a potential file of GPUMD")]
    public void RefusesOtherModelsByName(string tag, string message)
    {
        InputException fault = Refused(new NepSample { Tag = tag }.Text());
        fault.Message.ShouldContain($"'{tag}'");
        fault.Message.ShouldContain(message);
        fault.Message.ShouldContain("expected nep3, nep4 or nep5");
        fault.Line.ShouldBe(1);
    }

    [Theory]
    [InlineData("nep4 1 Si", "nep4", 1, "lacks the number of elements")]
    [InlineData("nep4 1 Si", "nep4 2 Si", 1, "announces 2 elements and lists 1 symbols")]
    [InlineData("nep4 1 Si", "nep4 x Si", 1, "the number of elements is 'x'")]
    [InlineData("nep4 1 Si", "nep4 1 Sj", 1, "'Sj' is not the symbol of an element")]
    [InlineData("nep4 1 Si", "nep4 2 Si Si", 1, "lists Si twice")]
    [InlineData("nep4 1 Si", "nep4_zbl 1 Si", 2, "begins with 'cutoff'; expected 'zbl'")]
    [InlineData("nep4 1 Si", "nep4_zbl 1 Si\nzbl 1", 2, "'zbl' has 1 values")]
    [InlineData("nep4 1 Si", "nep4_zbl 1 Si\nzbl 2 1", 2, "expected inner < outer")]
    [InlineData("nep4 1 Si", "nep4_zbl 1 Si\nzbl 1 2 0", 2, "the factor of 'zbl' is 0")]
    [InlineData("nep4 1 Si", "nep4_zbl 1 Si\nzbl 0 0 1", 2, "expected no factor")]
    [InlineData("nep4 1 Si", "nep4_zbl 1 Si\nzbl -1 2", 2, "expected 0 or more")]
    [InlineData("cutoff 5 4 200 100", "cutof 5 4 200 100", 2, "begins with 'cutof'; expected 'cutoff'")]
    [InlineData("cutoff 5 4 200 100", "cutoff 5 4 200", 2, "'cutoff' has 3 values")]
    [InlineData("cutoff 5 4 200 100", "cutoff 4 5 200 100", 2, "expected 0 < angular <= radial")]
    [InlineData("cutoff 5 4 200 100", "cutoff nan 4 200 100", 2, "'nan' is not the radial cutoff")]
    [InlineData("cutoff 5 4 200 100", "cutoff 5 0 200 100", 2, "expected 0 < angular <= radial")]
    [InlineData("cutoff 5 4 200 100", "cutoff 5 4 x 100", 2, "'x' is not the number of neighbours")]
    [InlineData("n_max 4 3", "n_max 4", 3, "'n_max' has 1 values")]
    [InlineData("n_max 4 3", "n_max -1 3", 3, "n_max radial is '-1'")]
    [InlineData("basis_size 6 5", "basis_size 6 1000000000", 4, "basis_size angular is '1000000000'")]
    [InlineData("l_max 4 2 1", "l_max 4", 5, "'l_max' has 1 values")]
    [InlineData("l_max 4 2 1", "l_max 9 2 1", 5, "l_max is '9'; expected an integer from 1 to 8")]
    [InlineData("l_max 4 2 1", "l_max 4 2 1 1", 5, "mixes the old form")]
    [InlineData("l_max 4 2 1", "l_max 4 3 1", 5, "a flag of 'l_max' is '3'")]
    [InlineData("ANN 10 0", "ANN 10 5", 6, "second hidden layer")]
    [InlineData("ANN 10 0", "ANN 0 0", 6, "the number of neurons is '0'")]
    [InlineData("ANN 10 0", "ANN 9999 0", 6, "more than a file of")]
    [InlineData("ANN 10 0", "ANN 9 0", 0, "more numbers follow")]
    [InlineData("ANN 10 0", "ANN 11 0", 0, "the header asks for")]
    public void SaysWhereAndWhatIsWrong(string line, string instead, int where, string message)
    {
        string text = new NepSample().Text().ReplaceLineEndings("\n");
        text.ShouldContain(line + "\n");
        InputException fault = Refused(text.Replace(line + "\n", instead + "\n", StringComparison.Ordinal));
        fault.Message.ShouldContain(message);
        fault.Message.ShouldContain(_path);
        if (where > 0)
        {
            fault.Line.ShouldBe(where);
        }
    }

    [Fact]
    public void CountsAndChecksTheNumbers()
    {
        Refused(new NepSample { Excess = 1 }.Text()).Message.ShouldContain("more numbers follow");
        Refused(new NepSample { Excess = -1 }.Text()).Message.ShouldContain("the header asks for");
        string text = new NepSample().Text().TrimEnd();
        string last = text[(text.LastIndexOf('\n') + 1)..];
        Refused(text.Replace(last, "inf", StringComparison.Ordinal)).Message.ShouldContain("'inf' is not a number");
        Refused(text.Replace(last, "0,5", StringComparison.Ordinal)).Message.ShouldContain("'0,5' is not a number");
        Refused("").Message.ShouldContain("is empty");
        Refused(new NepSample { Tag = "nep3_zbl", Zbl = "0 0" }.Text().Replace("2.3000000e+000", "1.1", StringComparison.Ordinal))
            .Message.ShouldContain("expected 0 <= inner < outer");
        Refused(new NepSample { Elements = ["Cm"], Cutoff = "6 5 1 1 1 1 0" }.Text()).Message.ShouldContain("no radius for Cm");
        Refused(new NepSample { Tag = "nep4_zbl", Zbl = "1 2 0.5", Cutoff = "6 5 1 1 1 1 0.5" }.Text())
            .Message.ShouldContain("expected one of them");
    }

    [Fact]
    public void FilesThatAreNotThereAreNamed()
    {
        Should.Throw<InputException>(() => NepFile.Read(_path + ".none")).Message.ShouldContain("no such file");
        Should.Throw<InputException>(() => NepFile.Read(Path.GetTempPath())).Message.ShouldContain("is a directory");
    }

    [Fact]
    public void ThePluginBringsItsFactory()
    {
        IPotentialFactory factory = new NepPlugin().Factories.Single();
        factory.TypeName.ShouldBe("nep");
        factory.OptionsType.ShouldBe(typeof(NepOptions));
        File.WriteAllText(_path, new NepSample().Text());
        var potential = (NepPotential)factory.Create(new NepOptions { File = _path, Precision = Precision.Mixed });
        potential.Precision.ShouldBe(Precision.Mixed);
        potential.Elements.Single().Symbol.ShouldBe("Si");
        ((IPotential)potential).Cutoff.ShouldBe(5.0);
    }

    public void Dispose() => File.Delete(_path);

    private NepModel Read(string text)
    {
        File.WriteAllText(_path, text);
        return NepFile.Read(_path);
    }

    private InputException Refused(string text) => Should.Throw<InputException>(() => Read(text));
}
