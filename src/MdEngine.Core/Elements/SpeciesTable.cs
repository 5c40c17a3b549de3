using System;
using System.Collections.Generic;

namespace MdEngine.Core.Elements;

/// <summary>The elements of one simulation in order: an atom's type is an index into it.</summary>
public sealed class SpeciesTable
{
    private readonly Element[] _elements;

    /// <summary>Makes a table; the order is kept.</summary>
    /// <exception cref="ArgumentException">An element stands twice.</exception>
    public SpeciesTable(IEnumerable<Element> elements)
    {
        _elements = [.. elements];
        if (new HashSet<Element>(_elements).Count != _elements.Length)
        {
            throw new ArgumentException("an element stands twice", nameof(elements));
        }
    }

    /// <summary>Number of elements.</summary>
    public int Count => _elements.Length;

    /// <summary>The elements in order.</summary>
    public IReadOnlyList<Element> Elements => _elements;

    /// <summary>Element of a type.</summary>
    public Element this[int type] => _elements[type];

    /// <summary>Type of an element, or -1.</summary>
    public int IndexOf(Element element) => Array.IndexOf(_elements, element);

    /// <summary>
    /// For each type of this table the index of its element in <paramref name="order"/>, or -1: how a potential
    /// finds its own types.
    /// </summary>
    public int[] MapTo(IReadOnlyList<Element> order)
    {
        var map = new int[_elements.Length];
        for (int type = 0; type < map.Length; type++)
        {
            map[type] = -1;
            for (int k = 0; k < order.Count; k++)
            {
                if (order[k] == _elements[type])
                {
                    map[type] = k;
                }
            }
        }

        return map;
    }
}
