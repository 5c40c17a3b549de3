using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.StillingerWeber;
using MdEngine.Potentials.Tersoff;
using MdEngine.Tests.Potentials.StillingerWeber;
using MdEngine.Tests.Potentials.Tersoff;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials;

/// <summary>Damaged parameter files are read or refused with a message that names them, and nothing else happens.</summary>
public sealed class TripletFuzzTests
{
    private const int Cases = 4000;

    private static readonly string[] Tokens =
        ["Si", "C", "nan", "-", "1e308", "-1", "0", "#", "\n", " ", "1e-320", "UNITS: real", "\0", "\uFEFF", "é", "1 2 3", "9999999999", "x"];

    [Fact]
    public void StillingerWeberFiles() => Check(
        StillingerWeberSystems.AnyPowers,
        stream => new StillingerWeberPotential(StillingerWeberParameters.Read(stream, "fuzz", "Si", "Ge")),
        "Ge");

    [Fact]
    public void TersoffFiles() => Check(
        TersoffSystems.Binary, stream => new TersoffPotential(TersoffParameters.Read(stream, "fuzz", ["Si", "C"])), "C");

    private static void Check(string original, Func<Stream, IPotential> read, string other)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(original);
        read(new MemoryStream(bytes));
        var structure = Crystals.Liquid(4, 30.0, 2.0, 1, "Si", other);
        int good = 0;
        for (int n = 0; n < Cases; n++)
        {
            byte[] damaged = Damage(bytes, n);
            IPotential potential;
            try
            {
                potential = read(new MemoryStream(damaged));
            }
            catch (InputException e)
            {
                e.Message.ShouldStartWith("fuzz");
                continue;
            }

            good++;
            if (good % 20 == 0 && potential.Cutoff < 8.0)
            {
                // What is accepted can be computed with: exponentials neither overflow nor give NaN at usual distances.
                Evaluation e = Evaluation.Of(potential, structure);
                double.IsNaN(e.Energy).ShouldBeFalse($"case {n}");
            }
        }

        // Comments, digits and spaces may change: the test sees both outcomes.
        good.ShouldBeInRange(Cases / 100, Cases - (Cases / 4));
    }

    private static byte[] Damage(byte[] original, int n)
    {
        var stream = new RandomStream(11, RandomPurpose.Other);
        var bytes = new List<byte>(original);
        int edits = 1 + (n % 3);
        for (int k = 0; k < edits; k++)
        {
            (double a, double b) = Philox.Uniform(stream, n, k);
            (double c, double d) = Philox.Uniform(stream, n, k, 1);
            int at = (int)(a * bytes.Count), length = Math.Min((int)(1 + (20 * c)), bytes.Count - at);
            switch ((int)(b * 5))
            {
                case 0 when bytes.Count > 0:
                    bytes[at] = (byte)(256 * d);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[(int)(d * Tokens.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    bytes.RemoveRange(at, d < 0.2 ? bytes.Count - at : 0);
                    break;
            }
        }

        return [.. bytes];
    }
}
