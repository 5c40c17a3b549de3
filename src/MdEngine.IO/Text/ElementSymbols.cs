using System;
using System.Text;
using MdEngine.Core.Elements;

namespace MdEngine.IO.Text;

/// <summary>Element symbols in files as bytes; case does not matter, as for other readers ("SI" is silicon).</summary>
internal static class ElementSymbols
{
    private const int Row = 27;
    private static readonly Element?[] Table = MakeTable();

    /// <summary>Looks up a symbol; null when no element has it.</summary>
    public static Element? Find(ReadOnlySpan<byte> symbol)
    {
        if (symbol.Length is 0 or > 2)
        {
            return null;
        }

        int first = (symbol[0] | 0x20) - 'a';
        int second = symbol.Length == 2 ? (symbol[1] | 0x20) - 'a' + 1 : 0;
        bool letters = (uint)first < 26 && (symbol.Length == 1 || (uint)(second - 1) < 26);
        return letters ? Table[(Row * first) + second] : null;
    }

    /// <summary>Looks up an atomic number; null when no element has it.</summary>
    public static Element? Find(long atomicNumber) =>
        atomicNumber is >= 1 and <= 118 ? PeriodicTable.Get((int)atomicNumber) : null;

    /// <summary>Looks up a symbol; null when no element has it.</summary>
    public static Element? Find(string symbol) =>
        symbol.Length is 1 or 2 && Ascii.IsValid(symbol) ? Find(Encoding.ASCII.GetBytes(symbol)) : null;

    private static Element?[] MakeTable()
    {
        var table = new Element?[26 * Row];
        for (int z = 1; z <= 118; z++)
        {
            Element element = PeriodicTable.Get(z);
            int second = element.Symbol.Length == 2 ? element.Symbol[1] - 'a' + 1 : 0;
            table[(Row * (element.Symbol[0] - 'A')) + second] = element;
        }

        return table;
    }
}
