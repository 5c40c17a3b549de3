using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.IO.Text;

namespace MdEngine.IO.Cif;

/// <summary>A data block of a CIF file: the items and columns that a structure is made from.</summary>
internal sealed class CifBlock
{
    private readonly Dictionary<string, List<CifToken>> _columns = new(StringComparer.Ordinal);

    private CifBlock(string name, int line)
    {
        Name = name;
        Line = line;
    }

    /// <summary>Name after data_.</summary>
    public string Name { get; }

    /// <summary>Line of data_.</summary>
    public int Line { get; }

    /// <summary>Reads the next block, or null at the end of the file.</summary>
    /// <param name="lexer">Words of the file.</param>
    /// <param name="wanted">Tags whose values are kept; those of others are only passed over.</param>
    /// <exception cref="InputException">The file is not sound.</exception>
    public static CifBlock? Read(CifLexer lexer, IReadOnlySet<string> wanted)
    {
        CifToken first = lexer.Next();
        if (first.Kind == CifTokenKind.End)
        {
            return null;
        }

        if (first.Kind != CifTokenKind.Data)
        {
            throw lexer.Lines.FaultAt(
                first.Line, $"found '{Excerpt.Of(first.Text)}'; expected data_ and the name of a block; is this a CIF?");
        }

        var block = new CifBlock(first.Text, first.Line);
        while (true)
        {
            CifToken token = lexer.Next();
            switch (token.Kind)
            {
                case CifTokenKind.Tag:
                    CifToken value = lexer.Next();
                    if (value.Kind != CifTokenKind.Value)
                    {
                        throw lexer.Lines.FaultAt(token.Line, $"{Excerpt.Of(token.Text)} has no value");
                    }

                    block.Column(lexer, token, wanted)?.Add(value);
                    break;
                case CifTokenKind.Loop:
                    block.ReadLoop(lexer, token, wanted);
                    break;
                case CifTokenKind.Value:
                    throw lexer.Lines.FaultAt(
                        token.Line, $"the value '{Excerpt.Of(token.Text)}' belongs to no name; expected a name that begins with _");
                default:
                    lexer.Unread(token);
                    return block;
            }
        }
    }

    /// <summary>The values of a tag (one for an item outside a loop); null when the block lacks it.</summary>
    public List<CifToken>? Find(string tag) => _columns.GetValueOrDefault(tag);

    private void ReadLoop(CifLexer lexer, CifToken loop, IReadOnlySet<string> wanted)
    {
        var columns = new List<List<CifToken>?>();
        CifToken token = lexer.Next();
        for (; token.Kind == CifTokenKind.Tag; token = lexer.Next())
        {
            columns.Add(Column(lexer, token, wanted));
        }

        long values = 0;
        for (; token.Kind == CifTokenKind.Value; token = lexer.Next())
        {
            if (columns.Count > 0)
            {
                columns[(int)(values++ % columns.Count)]?.Add(token);
            }
        }

        lexer.Unread(token);
        if (columns.Count == 0 || values % columns.Count != 0)
        {
            throw lexer.Lines.FaultAt(
                loop.Line, $"the table that begins here has {columns.Count} columns but {values} values; expected whole rows");
        }
    }

    private List<CifToken>? Column(CifLexer lexer, CifToken tag, IReadOnlySet<string> wanted)
    {
        if (!wanted.Contains(tag.Text))
        {
            return null;
        }

        var column = new List<CifToken>();
        return _columns.TryAdd(tag.Text, column)
            ? column
            : throw lexer.Lines.FaultAt(tag.Line, $"{tag.Text} stands twice in block '{Excerpt.Of(Name)}'");
    }
}
