using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Hdnnp;

/// <summary>Damaged files give an InputException or are read; nothing else comes out, and memory stays small.</summary>
public sealed class HdnnpFuzzTests
{
    private const int Cases = 400;

    // Reading the whole model takes some 2 MB.
    private const long MostBytes = 40 << 20;

    private static readonly string[] Tokens =
    [
        "999999999", "-1", "nan", "inf", "1e999", "1e-300", "#", "!", "\n", "\r\n", "\0", "é", "9223372036854775808", "0", "D", "e", "\t", " ",
        "symfunction_short", "elements", "O", "Cu", "p2a", "25", "21", "3", "65536 65536", "global_nodes_short 65536 65536", "a", "b",
    ];

    [Theory]
    [InlineData("mixed", "input.nn", 1)]
    [InlineData("sc_sigma", "scaling.data", 2)]
    [InlineData("one_layer", "weights.029.data", 3)]
    public void DamagedFilesAreRefusedOrRead(string model, string file, ulong seed)
    {
        using var folder = new HdnnpFolder(model);
        byte[] original = File.ReadAllBytes(folder[file]);
        int refused = 0;
        for (int k = 0; k < Cases; k++)
        {
            File.WriteAllBytes(folder[file], Damage(original, (uint)seed, (uint)k));
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                folder.Read();
            }
            catch (InputException e)
            {
                refused++;
                e.Message.ShouldStartWith(folder.Path);
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes);
        }

        // The damage is no sham.
        refused.ShouldBeGreaterThan(Cases / 4);
    }

    private static byte[] Damage(byte[] bytes, uint seed, uint item)
    {
        uint draw = 0;
        int Next(int end) => (int)(Philox.Block(item, draw++, 0, 0, seed, 0).A % (uint)end);
        List<byte> damaged = [.. bytes];
        int edits = 1 + Next(4);
        for (int e = 0; e < edits && damaged.Count > 0; e++)
        {
            int at = Next(damaged.Count), length = Math.Min(Next(20), damaged.Count - at);
            switch (Next(5))
            {
                case 0:
                    damaged[at] = (byte)Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
                case 2:
                    damaged.RemoveRange(at, length);
                    break;
                case 3:
                    damaged.InsertRange(at, damaged.GetRange(at, length));
                    break;
                default:
                    damaged.RemoveRange(at, Math.Min(3, damaged.Count - at));
                    damaged.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[Next(Tokens.Length)]));
                    break;
            }
        }

        return [.. damaged];
    }
}
