using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MdEngine.Potentials.Nep;

/// <summary>Writes neuroevolution potentials in the text format of GPUMD, with every digit of their numbers.</summary>
internal static class NepFileWriter
{
    /// <summary>Writes a model of one pair of cutoffs.</summary>
    public static void Write(TextWriter to, NepContent content)
    {
        NepHeader header = content.Header;
        WriteLine(to, $"nep{header.Version}{(header.Zbl is null ? "" : "_zbl")} {header.Types} {string.Join(' ', header.Elements.Select(e => e.Symbol))}");
        if (header.Zbl is { } zbl)
        {
            WriteLine(to, $"zbl {zbl.Inner:R} {zbl.Outer:R}");
        }

        WriteLine(to, $"cutoff {header.RadialCutoffs[0]:R} {header.AngularCutoffs[0]:R} {content.RadialNeighbors} {content.AngularNeighbors}");
        WriteLine(to, $"n_max {header.RadialFunctions - 1} {header.AngularFunctions - 1}");
        WriteLine(to, $"basis_size {header.RadialBasis - 1} {header.AngularBasis - 1}");
        WriteLine(to, $"l_max {header.MaxAngularMomentum} {ExtraTerms(header.ExtraTerms)}");
        WriteLine(to, $"ANN {header.Neurons} 0");
        foreach (NepNetwork network in content.Networks)
        {
            Write(to, network.Weights);
            Write(to, network.Biases);
            Write(to, network.Output);
            if (header.Version == 5)
            {
                Write(to, [network.OutputBias]);
            }
        }

        Write(to, [content.CommonBias]);
        Write(to, content.RadialCoefficients);
        Write(to, content.AngularCoefficients);
        Write(to, content.Scale);
    }

    /// <summary>The old form, which every version of the original program reads, where it can say it; else flags.</summary>
    private static string ExtraTerms(bool[] on)
    {
        int used = Array.LastIndexOf(on, true) + 1;
        if (used == 0 || (used <= 2 && on[0]))
        {
            return $"{(used > 0 ? 2 : 0)} {(on[1] ? 1 : 0)}";
        }

        return string.Join(' ', on.Take(Math.Max(used, 2)).Select(flag => flag ? 1 : 0));
    }

    private static void Write(TextWriter to, double[] numbers)
    {
        foreach (double number in numbers)
        {
            WriteLine(to, $"{number:R}");
        }
    }

    private static void WriteLine(TextWriter to, FormattableString line) =>
        to.Write(line.ToString(CultureInfo.InvariantCulture) + "\n");
}
