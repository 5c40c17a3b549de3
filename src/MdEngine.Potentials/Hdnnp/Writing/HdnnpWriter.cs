using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MdEngine.Potentials.Hdnnp.Reading;
using MdEngine.Potentials.Readouts;

namespace MdEngine.Potentials.Hdnnp.Writing;

/// <summary>Writes models in the files of n2p2, with all digits.</summary>
public static class HdnnpWriter
{
    /// <summary>Folder of a member of a committee, from 1.</summary>
    public static string MemberFolder(int member) => FormattableString.Invariant($"member-{member}");

    /// <summary>
    /// The files by name: input.nn, scaling.data and the weights; those of a committee stand in a folder for each member.
    /// </summary>
    public static IReadOnlyDictionary<string, byte[]> Write(HdnnpContent content)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["input.nn"] = Bytes(Settings(content)),
            ["scaling.data"] = Bytes(Scaling(content)),
        };
        for (int m = 0; m < content.Weights.Count; m++)
        {
            string folder = content.Weights.Count > 1 ? MemberFolder(m + 1) + "/" : "";
            for (int e = 0; e < content.Elements.Count; e++)
            {
                int[] sizes = [content.Functions[e].Count, .. content.Hidden, 1];
                files[folder + WeightsReader.FileName(content.Elements[e])] = Bytes(Weights(sizes, content.Weights[m][e]));
            }
        }

        return files;
    }

    private static byte[] Bytes(StringBuilder text) => Encoding.UTF8.GetBytes(text.ToString());

    private static string Text(double value) => value.ToString("r", CultureInfo.InvariantCulture);

    private static StringBuilder Settings(HdnnpContent content)
    {
        var text = new StringBuilder();
        foreach (string comment in content.Comments)
        {
            text.Append("# ").Append(comment).Append('\n');
        }

        void Line(string key, params string[] words) => text.Append(key.PadRight(32)).AppendJoin(' ', words).Append('\n');
        text.Append("# Lengths in Angstrom, energies in eV.\n");
        Line("number_of_elements", content.Elements.Count.ToString(CultureInfo.InvariantCulture));
        Line("elements", [.. content.Elements.Select(e => e.Symbol)]);
        for (int e = 0; e < content.Elements.Count; e++)
        {
            Line("atom_energy", content.Elements[e].Symbol, Text(content.AtomEnergies[e]));
        }

        Line("mean_energy", Text(content.MeanEnergy));
        Line("conv_energy", Text(1.0 / content.EnergyUnit));
        Line("conv_length", Text(1.0 / content.LengthUnit));
        Line("cutoff_type", ((int)content.CutoffFunction).ToString(CultureInfo.InvariantCulture), Text(content.Alpha));
        Line("scale_symmetry_functions_sigma");
        Line("scale_min_short", "0.0");
        Line("scale_max_short", "1.0");
        int layers = content.Hidden.Count;
        Line("global_hidden_layers_short", layers.ToString(CultureInfo.InvariantCulture));
        Line("global_nodes_short", [.. content.Hidden.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        Line("global_activation_short", [.. Enumerable.Repeat(Letter(content.Activation), layers), "l"]);
        foreach (IReadOnlyList<SymmetryFunctions.SymmetryFunction> functions in content.Functions)
        {
            foreach (SymmetryFunctions.SymmetryFunction f in functions)
            {
                text.Append(SymmetryFunctionText.Format(f, content.Elements)).Append('\n');
            }
        }

        return text;
    }

    private static StringBuilder Scaling(HdnnpContent content)
    {
        var text = new StringBuilder("# element function least greatest mean sigma\n");
        for (int e = 0; e < content.Ranges.Count; e++)
        {
            for (int k = 0; k < content.Ranges[e].Count; k++)
            {
                FunctionRange r = content.Ranges[e][k];
                text.Append(CultureInfo.InvariantCulture, $"{e + 1,3} {k + 1,4} {r.Least:r} {r.Greatest:r} {r.Mean:r} {r.Sigma:r}\n");
            }
        }

        return text;
    }

    private static StringBuilder Weights(int[] sizes, double[] weights)
    {
        var text = new StringBuilder("# value, kind (a: weight, b: bias), number, layers and neurons that it joins\n");
        int at = 0;
        for (int l = 1; l < sizes.Length; l++)
        {
            for (int a = 0; a < sizes[l - 1]; a++)
            {
                for (int b = 0; b < sizes[l]; b++, at++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{weights[at],24:r} a {at + 1} {l - 1} {a + 1} {l} {b + 1}\n");
                }
            }

            for (int b = 0; b < sizes[l]; b++, at++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{weights[at],24:r} b {at + 1} {l} {b + 1}\n");
            }
        }

        return at == weights.Length
            ? text
            : throw new ArgumentException($"{weights.Length} weights, expected {at}", nameof(weights));
    }

    private static string Letter(Activation activation) => activation switch
    {
        Activation.Identity => "l",
        Activation.Tanh => "t",
        Activation.Logistic => "s",
        Activation.Softplus => "p",
        Activation.Relu => "r",
        Activation.Gaussian => "g",
        Activation.Cosine => "c",
        Activation.ReversedLogistic => "S",
        Activation.Exponential => "e",
        Activation.Square => "h",
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };
}
