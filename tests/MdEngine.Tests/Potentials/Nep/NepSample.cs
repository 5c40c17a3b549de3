using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Nep;

namespace MdEngine.Tests.Potentials.Nep;

/// <summary>A made-up potential file: any dialect, random numbers, always the same for a seed.</summary>
internal sealed record NepSample
{
    public string Tag { get; init; } = "nep4";

    public string[] Elements { get; init; } = ["Si"];

    public string? Zbl { get; init; }

    public string Cutoff { get; init; } = "5 4 200 100";

    public int RadialMax { get; init; } = 4;

    public int AngularMax { get; init; } = 3;

    public int RadialBasis { get; init; } = 6;

    public int AngularBasis { get; init; } = 5;

    public string AngularMomentum { get; init; } = "4 2 1";

    public int Neurons { get; init; } = 10;

    /// <summary>Numbers too many, or too few if negative.</summary>
    public int Excess { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>The text of the file.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Tag} {Elements.Length} {string.Join(' ', Elements)}");
        if (Zbl is not null)
        {
            text.AppendLine("zbl " + Zbl);
        }

        text.AppendLine("cutoff " + Cutoff);
        text.AppendLine(CultureInfo.InvariantCulture, $"n_max {RadialMax} {AngularMax}");
        text.AppendLine(CultureInfo.InvariantCulture, $"basis_size {RadialBasis} {AngularBasis}");
        text.AppendLine("l_max " + AngularMomentum);
        text.AppendLine(CultureInfo.InvariantCulture, $"ANN {Neurons} 0");
        int[] l = [.. AngularMomentum.Split(' ').Select(int.Parse)];
        int terms = l[0] + l.Skip(1).Count(flag => flag > 0);
        int types = Elements.Length, d = RadialMax + 1 + ((AngularMax + 1) * terms);
        int networks = Tag.StartsWith("nep3", StringComparison.Ordinal) ? 1 : types;
        int bias = Tag.StartsWith("nep5", StringComparison.Ordinal) ? 1 : 0;
        int next = 0;
        double Uniform() => (2.0 * Philox.Uniform(new RandomStream(Seed, RandomPurpose.Other), 31, next++).A) - 1.0;
        void Write(int count, Func<double> number)
        {
            for (int k = 0; k < count; k++)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{number(),15:e7}");
            }
        }

        for (int t = 0; t < networks; t++)
        {
            Write((Neurons * (d + 2)) + bias, () => 0.5 * Uniform());
        }

        Write(1, Uniform);
        Write(types * types * (((RadialMax + 1) * (RadialBasis + 1)) + ((AngularMax + 1) * (AngularBasis + 1))), () => 0.3 * Uniform());
        // Scale factors are the inverse of the width of the data: positive.
        Write(d, () => 0.3 + (0.2 * Uniform()));
        if (Zbl == "0 0")
        {
            for (int pair = 0; pair < types * (types + 1) / 2; pair++)
            {
                foreach (double number in (double[])[1.1, 2.3, 0.2, 3.1, 0.5, 0.9, 0.27, 0.41, 0.03, 0.2])
                {
                    text.AppendLine(CultureInfo.InvariantCulture, $"{number:e7}");
                }
            }
        }

        if (Excess < 0)
        {
            return string.Join('\n', text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^(-Excess)]);
        }

        Write(Excess, Uniform);
        return text.ToString();
    }

    /// <summary>The model, read from a file.</summary>
    public NepModel Model()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Text());
            return NepFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
