using System;
using System.Text;

namespace MdEngine.IO.Text;

/// <summary>Pieces of a file as they are quoted in messages: short, and printable whatever they hold.</summary>
internal static class Excerpt
{
    private const int Longest = 40;

    public static string Of(ReadOnlySpan<byte> bytes) =>
        Of(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 4 * Longest)]));

    public static string Of(string text)
    {
        var shown = new StringBuilder();
        foreach (char c in text)
        {
            if (shown.Length == Longest)
            {
                shown.Append("...");
                break;
            }

            shown.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        }

        return shown.ToString();
    }
}
