using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Potentials.Gap.Reading;

/// <summary>An element of a potential's XML file.</summary>
/// <param name="name">Name.</param>
/// <param name="place">Where it begins.</param>
/// <param name="attributes">Attributes.</param>
public sealed class XmlNode(string name, FilePlace place, IReadOnlyDictionary<string, string> attributes)
{
    private readonly List<XmlNode> _children = [];

    /// <summary>Name.</summary>
    public string Name { get; } = name;

    /// <summary>Where it begins.</summary>
    public FilePlace Place { get; } = place;

    /// <summary>Its text, without that of its children.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>Its children in order.</summary>
    public IReadOnlyList<XmlNode> Children => _children;

    /// <summary>The children of a name.</summary>
    public IEnumerable<XmlNode> All(string name) => _children.Where(c => c.Name == name);

    /// <summary>The only child of a name; null when there is none.</summary>
    /// <exception cref="MdEngine.Core.InputException">There are several.</exception>
    public XmlNode? Find(string name)
    {
        XmlNode? found = null;
        foreach (XmlNode child in All(name))
        {
            if (found is not null)
            {
                throw child.Place.Fault($"found a second <{name}> in <{Name}>, expected one");
            }

            found = child;
        }

        return found;
    }

    /// <summary>The only child of a name.</summary>
    /// <exception cref="MdEngine.Core.InputException">There is none, or several.</exception>
    public XmlNode Get(string name) => Find(name) ?? throw Place.Fault($"<{Name}> holds no <{name}>");

    /// <summary>An attribute's text; null when it is absent.</summary>
    public string? Attribute(string name) => attributes.GetValueOrDefault(name);

    /// <summary>An attribute that is a finite number.</summary>
    /// <exception cref="MdEngine.Core.InputException">It is none, or absent without a default.</exception>
    public double Real(string name, double? standard = null) => Attribute(name) is { } text
        ? FortranNumbers.Real(text.AsSpan().Trim()) ?? throw Wrong(name, "a finite number")
        : standard ?? throw Missing(name);

    /// <summary>An attribute that is a whole number within bounds.</summary>
    /// <exception cref="MdEngine.Core.InputException">It is none, or absent without a default.</exception>
    public int Integer(string name, int least, int most, int? standard = null)
    {
        if (Attribute(name) is not { } text)
        {
            return standard ?? throw Missing(name);
        }

        int? value = FortranNumbers.Integer(text.AsSpan().Trim());
        return value >= least && value <= most ? value.Value : throw Wrong(name, $"a whole number from {least} to {most}");
    }

    /// <summary>An attribute that is T or F.</summary>
    /// <exception cref="MdEngine.Core.InputException">It is neither.</exception>
    public bool Flag(string name, bool standard) => Attribute(name)?.Trim() switch
    {
        null => standard,
        "T" => true,
        "F" => false,
        _ => throw Wrong(name, "T or F"),
    };

    /// <summary>The fault of an attribute that cannot be used.</summary>
    public MdEngine.Core.InputException Wrong(string name, string expected) => Place.Fault(
        $"{name} of <{Name}> is '{FortranNumbers.Short(Attribute(name) ?? "")}', expected {expected}");

    internal void Add(XmlNode child) => _children.Add(child);

    private MdEngine.Core.InputException Missing(string name) => Place.Fault($"<{Name}> has no attribute {name}");
}
