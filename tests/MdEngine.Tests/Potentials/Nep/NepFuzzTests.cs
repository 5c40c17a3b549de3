using System;
using System.IO;
using System.Text;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Nep;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Nep;

/// <summary>Damaged files are refused in words or make a potential that runs, whatever the damage.</summary>
public sealed class NepFuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int Cases = 1500;

    private static readonly string[] Tokens =
    [
        "999999999", "-1", "nan", "inf", "1e999", "1e30", "1e-30", "0", "0.01", "\n", "\0", " ", "é", "2147483648", "nep5", "_zbl", "zbl 0 0\n",
        "Pb", "l_max 8 1 1 1 1 1 1\n", "ANN", "\t", "3", "1 1", "--", "1e5", "7", "cutoff 6 5\n",
    ];

    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void TheReaderNeverCrashes()
    {
        string[] good =
        [
            new NepSample { Elements = ["Te", "Pb"], Neurons = 2, RadialMax = 1, AngularMax = 1, RadialBasis = 1, AngularBasis = 1 }.Text(),
            new NepSample { Tag = "nep5_zbl", Zbl = "0 0", Neurons = 1, RadialMax = 0, AngularMax = 0, AngularMomentum = "2 1 0 1" }.Text(),
        ];
        int sound = 0;
        for (int k = 0; k < Cases; k++)
        {
            File.WriteAllBytes(_path, Damage(good[k % good.Length], k));
            NepModel model;
            try
            {
                model = NepFile.Read(_path);
            }
            catch (InputException fault)
            {
                fault.Message.ShouldContain(_path);
                fault.Message.Length.ShouldBeLessThan(500 + _path.Length);
                continue;
            }

            sound++;
            var pair = new Structure(SimulationCell.Open, [model.Elements[0], model.Elements[0]], [Double3.Zero, new(1.3, 0.4, 0.2)]);
            Evaluation.Of(new NepPotential(model), pair, needs: ForceNeeds.Energy).Forces.Length.ShouldBe(2);
        }

        output.WriteLine($"{sound} of {Cases} damaged files are still sound");
        // Both kinds must occur, or the test shows nothing.
        sound.ShouldBeInRange(Cases / 50, Cases - (Cases / 50));
    }

    public void Dispose() => File.Delete(_path);

    private static byte[] Damage(string good, int number)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(good);
        var stream = new RandomStream(20240611, RandomPurpose.Displacements);
        int edits = 1 + (number % 2);
        for (int e = 0; e < edits; e++)
        {
            (double a, double b) = Philox.Uniform(stream, number, e);
            (double c, double d) = Philox.Uniform(stream, number, e, 1);
            // Half of the damage in the header.
            int end = d < 0.5 ? Math.Min(90, bytes.Length) : bytes.Length;
            int at = (int)(0.999 * a * end);
            string token = Tokens[(int)(0.999 * c * Tokens.Length)];
            int removed = Math.Min(bytes.Length - at, (int)(4 * d));
            bytes = b switch
            {
                < 0.6 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(token), .. bytes[(at + removed)..]],
                < 0.8 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + (int)(20 * d))..]],
                < 0.95 => [.. bytes[..at], (byte)(48 + (12 * d)), .. bytes[Math.Min(bytes.Length, at + 1)..]],
                _ => bytes[..at],
            };
        }

        return bytes;
    }
}
