using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Xml;
using MdEngine.Core;

namespace MdEngine.Potentials.Gap.Reading;

/// <summary>
/// Reads an XML file into elements. No DTD, no entities, nothing from outside; copies of training sets are skipped.
/// </summary>
public static class XmlNodeReader
{
    private const int Deepest = 32;

    /// <summary>Reads a file; gives its root.</summary>
    /// <exception cref="InputException">Not XML, or not such as is accepted.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static XmlNode Read(string file)
    {
        using FileStream stream = Open(file);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        try
        {
            using var reader = XmlReader.Create(stream, settings);
            return Read(reader, file);
        }
        catch (XmlException e)
        {
            throw new InputException($"not sound XML: {e.Message}", file, Math.Max(1, e.LineNumber), e);
        }
        catch (Exception e) when (e is DecoderFallbackException or ArgumentException)
        {
            throw new InputException($"not a text file: {e.Message}", file, 0, e);
        }
    }

    private static FileStream Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException("there is no such file", file, 0, e);
        }
    }

    private static XmlNode Read(XmlReader reader, string file)
    {
        var open = new Stack<(XmlNode Node, StringBuilder Text)>();
        XmlNode? root = null;
        reader.Read();
        while (!reader.EOF)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.LocalName is "XYZ_data":
                    // The training set. Skip() stands on what follows.
                    reader.Skip();
                    continue;
                case XmlNodeType.Element:
                    XmlNode node = Begin(reader, file);
                    bool empty = reader.IsEmptyElement;
                    if (open.Count > 0)
                    {
                        open.Peek().Node.Add(node);
                    }
                    else
                    {
                        root = node;
                    }

                    if (!empty)
                    {
                        if (open.Count == Deepest)
                        {
                            throw node.Place.Fault($"elements are nested over {Deepest} deep; this is no potential");
                        }

                        open.Push((node, new StringBuilder()));
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    open.Peek().Text.Append(reader.Value).Append(' ');
                    break;
                case XmlNodeType.EndElement:
                    (XmlNode done, StringBuilder text) = open.Pop();
                    done.Text = text.ToString();
                    break;
            }

            reader.Read();
        }

        return root ?? throw new InputException("holds no element", file);
    }

    private static XmlNode Begin(XmlReader reader, string file)
    {
        int line = ((IXmlLineInfo)reader).LineNumber;
        string name = reader.LocalName;
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reader.MoveToFirstAttribute())
        {
            do
            {
                attributes[reader.LocalName] = reader.Value;
            }
            while (reader.MoveToNextAttribute());

            reader.MoveToElement();
        }

        return new XmlNode(name, new FilePlace(file, line), attributes);
    }
}
