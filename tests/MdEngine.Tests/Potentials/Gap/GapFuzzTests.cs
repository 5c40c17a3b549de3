using System;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Tests.IO;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Gap;

/// <summary>Damaged files give an InputException or are read; nothing else comes out.</summary>
public sealed class GapFuzzTests
{
    private static readonly string[] Tokens =
    [
        "999999999", "-1", "NaN", "1e999", "\"", "{", "}", "=", "<", ">", "/>", "<!--", "]]>", "&amp;", "&x;", "\0", "T", "F", "0", ".", "e",
        "118", "2147483647", "soap", "distance_2b", "n_max=40", "l_max=24", "n_species=3", "\n", " ", "cutoff=0.001", "cutoff=1e300", "é",
    ];

    [Fact]
    public void DamagedModelsAreRefusedOrRead()
    {
        using var folder = new TempFolder();
        string good = GlueText.With(GapReaderTests.Text()).ToString();
        int read = 0, refused = 0;
        for (int k = 0; k < 1500; k++)
        {
            string file = folder.Write("fuzz.xml", Damage(good, k));
            try
            {
                _ = new GapPotential(GapReader.Read(file));
                read++;
            }
            catch (InputException e)
            {
                e.Message.ShouldStartWith(file);
                refused++;
            }
        }

        // Neither is everything refused (a digit of a number may change), nor is everything read.
        read.ShouldBeGreaterThan(50);
        refused.ShouldBeGreaterThan(500);
    }

    private static string Damage(string good, int seed)
    {
        var text = new StringBuilder(good);
        int draw = 0;
        int Next(int most) => (int)(most * Philox.Uniform(new RandomStream(4, RandomPurpose.Other), seed, draw++).A);
        int edits = 1 + Next(3);
        for (int k = 0; k < edits && text.Length > 1; k++)
        {
            int at = Next(text.Length), length = Math.Min(1 + Next(20), text.Length - at);
            switch (Next(6))
            {
                case 0:
                    text.Length = at;
                    break;
                case 1:
                    text.Remove(at, length);
                    break;
                case 2:
                    text[at] = (char)Next(128);
                    break;
                case 3:
                    text.Insert(at, text.ToString(at, length));
                    break;
                default:
                    text.Insert(at, Tokens[Next(Tokens.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}
