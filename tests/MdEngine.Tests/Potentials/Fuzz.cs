using System;
using System.Linq;
using System.Text;
using MdEngine.Core.Mathematics;

namespace MdEngine.Tests.Potentials;

/// <summary>Broken variants of a good file.</summary>
internal static class Fuzz
{
    private static readonly string[] Pieces = ["", " ", "\n", "-", "nan", "1e400", "0", "-1", "999999999999", "x", "\0", "#", "2147483647", "0.5 "];

    /// <summary>Calls something with mutated and truncated texts; returns how often it returned true.</summary>
    public static int Mutate(string good, int count, ulong seed, Func<string, bool> use)
    {
        int accepted = 0;
        for (int k = 0; k < count; k++)
        {
            var text = new StringBuilder(good);
            double Draw(int change, int draw) => Philox.Uniform(new RandomStream(seed, RandomPurpose.Other), k, change, draw).A;

            int changes = 1 + (int)(Draw(0, 0) * 4.0);
            for (int c = 0; c < changes && text.Length > 0; c++)
            {
                // Every other change in the first lines, where headers are.
                int reach = c % 2 == 0 ? Math.Min(200, text.Length) : text.Length;
                int place = Math.Min(text.Length - 1, (int)(Draw(c + 1, 1) * reach));
                string piece = Pieces[(int)(Draw(c + 1, 2) * Pieces.Length) % Pieces.Length];
                int length = Math.Min(text.Length - place, (int)(Draw(c + 1, 3) * 8.0));
                if (Draw(c + 1, 4) < 0.1)
                {
                    text.Length = place;
                }
                else
                {
                    text.Remove(place, length).Insert(place, piece);
                }
            }

            accepted += use(text.ToString()) ? 1 : 0;
        }

        return accepted;
    }
}
