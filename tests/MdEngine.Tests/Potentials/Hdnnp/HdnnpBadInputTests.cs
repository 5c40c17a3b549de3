using System;
using System.IO;
using MdEngine.Core;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Potentials.Hdnnp.Reading;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Hdnnp;

/// <summary>What cannot be used is refused with the file, the line, what was found and what was expected.</summary>
public sealed class HdnnpBadInputTests
{
    [Theory]
    [InlineData("cutoff_type 2", "cutoff_type 9", "an integer from 0 to 8")]
    [InlineData("cutoff_type 2", "cutoff_type 2 1.5", "less than 1")]
    [InlineData("cutoff_type 2", "cutof_type 2", "did you mean 'cutoff_type'")]
    [InlineData("cutoff_type 2", "frobnicate 2\ncutoff_type 2", "is no keyword of n2p2 or RuNNer")]
    [InlineData("cutoff_type 2", "cutoff_type 2\ncutoff_type 1", "is given already in line")]
    [InlineData("cutoff_type 2", "epochs 3", "'cutoff_type' is missing")]
    [InlineData("cutoff_type 2", "cutoff_type 2\nnnp_type 4", "expected 2G-HDNNP")]
    [InlineData("cutoff_type 2", "cutoff_type 2\nuse_electrostatics", "beside the networks")]
    [InlineData("cutoff_type 2", "cutoff_type 2\nmean_energy 1.0", "'conv_energy' is missing")]
    [InlineData("cutoff_type 2", "cutoff_type 2\nmean_energy 1\nconv_energy -1\nconv_length 1", "positive factor")]
    [InlineData("number_of_elements 3", "number_of_elements 2", "found 3 elements, but number_of_elements is 2")]
    [InlineData("elements O Cu S", "elements O Cu O", "O is given twice")]
    [InlineData("elements O Cu S", "elements O Cu Xx", "'Xx' is not the symbol")]
    [InlineData("elements O Cu S", "elements O Cu Se", "expected one of the model's elements")]
    [InlineData("global_nodes_short 6 5", "global_nodes_short 6", "expected 2: one a hidden layer")]
    [InlineData("global_nodes_short 6 5", "global_nodes_short 6 50000", "holds")]
    [InlineData("global_activation_short t t l", "global_activation_short t q l", "the activation function 'q'")]
    [InlineData("global_activation_short t t l", "global_activation_short t l", "one for the output")]
    [InlineData("global_nodes_short 6 5", "global_nodes_short 6 5\nelement_nodes_short Cu 6 4", "make them equal")]
    [InlineData("symfunction_short O 2 O 0.05 0.0 8.0", "symfunction_short O 2 O 0.05 0.0", "the line ends where the cutoff is expected")]
    [InlineData("symfunction_short O 2 O 0.05 0.0 8.0", "symfunction_short O 2 O 0.05 0.0 -8.0", "positive length")]
    [InlineData("symfunction_short O 2 O 0.05 0.0 8.0", "symfunction_short O 2 O 0.05 nan 8.0", "the shift, a number")]
    [InlineData("symfunction_short O 2 O 0.05 0.0 8.0", "symfunction_short O 7 O 0.05 0.0 8.0", "found the type 7")]
    [InlineData("symfunction_short O 2 O 0.05 0.0 8.0", "symfunction_short O 2 O 0.05 0.0 8.0 1", "found 8 words, expected 7")]
    [InlineData("symfunction_short O 2 O 0.05 0.0 8.0", "symfunction_short O 20 O 9.0 8.0 p2", "not to the left")]
    [InlineData("symfunction_short O 2 O 0.05 0.0 8.0", "symfunction_short O 20 O 1.0 8.0 p7", "expected p1, p2")]
    [InlineData("symfunction_short O 2 O 0.05 0.0 8.0", "# none", "found function")]
    public void SettingsAreChecked(string old, string by, string expected)
    {
        using var folder = new HdnnpFolder("ct2");
        folder.Replace("input.nn", old, by);
        Refused(folder, expected);
    }

    [Theory]
    [InlineData("input.nn")]
    [InlineData("scaling.data")]
    [InlineData("weights.016.data")]
    public void MissingFilesAreNamed(string file)
    {
        using var folder = new HdnnpFolder("ct2");
        File.Delete(folder[file]);
        InputException e = Refused(folder, "no such file");
        e.File.ShouldBe(folder[file]);
    }

    [Fact]
    public void CountsOfWeightsAreChecked()
    {
        using var folder = new HdnnpFolder("ct2");
        string[] lines = File.ReadAllLines(folder["weights.008.data"]);
        File.WriteAllLines(folder["weights.008.data"], lines[..^1]);
        Refused(folder, "neurons has").File.ShouldBe(folder["weights.008.data"]);
        File.WriteAllLines(folder["weights.008.data"], [.. lines, lines[^1]]);
        Refused(folder, "neurons has");
        File.WriteAllLines(folder["weights.008.data"], [.. lines[..^1], "one b 1 1 1"]);
        Refused(folder, "found 'one'").Line.ShouldBe(lines.Length);
    }

    [Fact]
    public void RowsOfTheScalingAreChecked()
    {
        using var folder = new HdnnpFolder("ct2");
        string[] lines = File.ReadAllLines(folder["scaling.data"]);
        File.WriteAllLines(folder["scaling.data"], lines[..^1]);
        Refused(folder, "ends after");
        File.WriteAllLines(folder["scaling.data"], [.. lines, "4 1 0 1 0.5 0.1"]);
        Refused(folder, "a row more");
        File.WriteAllLines(folder["scaling.data"], lines);
        folder.ReplaceRow("scaling.data", "2 2", w => [w[0], w[1], "3", "1", w[4]]);
        Refused(folder, "greater than the greatest");
        folder.ReplaceRow("scaling.data", "2 2", w => [w[0], w[1], "1", "1", w[4]]);
        Refused(folder, "cannot be scaled");
        folder.ReplaceRow("scaling.data", "2 2", w => [w[0], "7", "0", "1", w[4]]);
        Refused(folder, "expected function 2 of element 2");
    }

    [Fact]
    public void ElementsThatAreNotCoveredAreNamed()
    {
        var potential = new HdnnpPotential(HdnnpModels.ReadSynthetic("ct2"));
        var structure = HdnnpModels.Frames(HdnnpModels.Folder("ct2"))[0];
        structure.Elements[0] = MdEngine.Core.Elements.PeriodicTable.Get("Ar");
        Should.Throw<InputException>(() => MdEngine.Conformance.Evaluation.Of(potential, structure))
            .Message.ShouldContain("does not cover Ar; it covers O, S, Cu");
    }

    private static InputException Refused(HdnnpFolder folder, string expected)
    {
        InputException e = Should.Throw<InputException>(() => folder.Read());
        e.Message.ShouldContain(expected);
        e.Message.ShouldStartWith(folder.Path);
        return e;
    }
}
