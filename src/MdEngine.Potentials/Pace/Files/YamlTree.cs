using System;
using System.Collections.Generic;
using System.IO;
using MdEngine.Core;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MdEngine.Potentials.Pace.Files;

/// <summary>Reads a YAML file as it stands: no tags, no anchors, one document.</summary>
internal static class YamlTree
{
    // The largest models have some ten megabytes.
    private const long MostBytes = 1L << 27;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">There is no such file, or it is no YAML.</exception>
    public static YamlNode Read(string path, string what)
    {
        ModelFiles.Check(path, what, MostBytes);
        using var text = new StreamReader(path);
        try
        {
            return Build(new Parser(text), path);
        }
        catch (YamlException fault)
        {
            throw new InputException($"is no sound YAML: {YamlNode.Excerpt(fault.Message)}", path, (int)fault.Start.Line, fault);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            throw new InputException("is no sound YAML; expected a model as pacemaker writes it", path, 0, fault);
        }
    }

    private static YamlNode Build(IParser parser, string path)
    {
        var open = new Stack<YamlNode>();
        var keys = new Stack<YamlNode?>();
        YamlNode? root = null;
        void Add(YamlNode node)
        {
            if (open.Count == 0)
            {
                root = root is null ? node : throw node.Fault("a second document; expected one");
            }
            else if (open.Peek() is { Items: { } items })
            {
                items.Add(node);
            }
            else if (keys.Peek() is { } key)
            {
                keys.Pop();
                keys.Push(null);
                open.Peek().Entries!.Add((key, node));
            }
            else
            {
                keys.Pop();
                keys.Push(node);
            }
        }

        while (parser.MoveNext())
        {
            ParsingEvent next = parser.Current!;
            int line = (int)next.Start.Line;
            switch (next)
            {
                case Scalar scalar:
                    Add(new YamlNode(path, line) { Text = scalar.Value });
                    break;
                case SequenceStart:
                    open.Push(new YamlNode(path, line) { Items = [] });
                    keys.Push(null);
                    break;
                case MappingStart:
                    open.Push(new YamlNode(path, line) { Entries = [] });
                    keys.Push(null);
                    break;
                case SequenceEnd or MappingEnd:
                    keys.Pop();
                    Add(open.Pop());
                    break;
                case AnchorAlias:
                    throw new InputException("an alias (*name); expected the values themselves", path, line);
            }
        }

        return root ?? throw new InputException("is empty; expected a model", path);
    }
}
