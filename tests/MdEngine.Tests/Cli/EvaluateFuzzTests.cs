using System;
using System.IO;
using System.Text;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Damaged frames end in a message and an exit code, whatever the damage.</summary>
public sealed class EvaluateFuzzTests : IDisposable
{
    private const int Cases = 400;
    private const string Good =
        "3\nLattice=\"9 0 0 1 9 0 0.5 0.25 9\" Properties=species:S:1:pos:R:3:forces:R:3 energy=-1.5 stress=\"1 2 3 4 5 6\" pbc=\"T F T\" config_type='a b'\n"
        + "Ar 0 0.123456789012345 1e-3 1 2 3\nKr 3.25 -2e-1 3 4 5 6\nAr 5 5 5 0 0 0\n1\nplain\nAr 0 0 0\n";

    private static readonly string[] Tokens =
    [
        "999999999", "-1", "nan", "inf", "1e999", "1e30", "1e-30", "0", "0.01", "\"", "'", "{", "\\", "=", ":", "\n", "\0", "T", "é",
        "R:3:", "4096", "9223372036854775808", "Lattice=", "Properties=", "\t", " ", "Xe", "energy=", "F", "0 0 0",
    ];

    private readonly CliRunner _cli = new();

    [Fact]
    public void EvaluateNeverCrashes()
    {
        string model = _cli.Write("model.json",
            """{"type": "lennard-jones", "cutoff_A": 6, "mixing": "geometric", "pairs": [{"elements": ["Ar", "Ar"], "epsilon_eV": 0.01, "sigma_A": 3.4}, {"elements": ["Kr", "Kr"], "epsilon_eV": 0.014, "sigma_A": 3.6}]}""");
        int sound = 0;
        for (int k = 0; k < Cases; k++)
        {
            File.WriteAllBytes(_cli.Path("f.xyz"), Damage(k));

            CliResult result = _cli.Run(
                "evaluate", "--potential", model, _cli.Path("f.xyz"), "-o", _cli.Path("o.xyz"), "--overwrite", "--threads", "1");

            result.Code.ShouldBeOneOf([0, 2, 3]);
            result.Error.ShouldNotContain("   at ");
            if (result.Code == 0)
            {
                sound++;
            }
            else
            {
                result.Error.ShouldContain("f.xyz");
            }
        }

        // Both kinds must occur, or the test shows nothing.
        sound.ShouldBeInRange(Cases / 50, Cases - (Cases / 50));
    }

    public void Dispose() => _cli.Dispose();

    private static byte[] Damage(int number)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Good);
        var stream = new RandomStream(20240611, RandomPurpose.Displacements);
        int edits = 1 + (number % 3);
        for (int e = 0; e < edits; e++)
        {
            (double a, double b) = Philox.Uniform(stream, number, e);
            (double c, double d) = Philox.Uniform(stream, number, e, 1);
            int at = (int)(0.999 * a * bytes.Length);
            string token = Tokens[(int)(0.999 * c * Tokens.Length)];
            int removed = Math.Min(bytes.Length - at, (int)(4 * d));
            bytes = b switch
            {
                < 0.6 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(token), .. bytes[(at + removed)..]],
                < 0.8 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + (int)(20 * d))..]],
                < 0.9 => [.. bytes[..at], (byte)(256 * d), .. bytes[Math.Min(bytes.Length, at + 1)..]],
                _ => bytes[..at],
            };
        }

        return bytes;
    }
}
