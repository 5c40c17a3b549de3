using System;
using System.Collections.Generic;
using MdEngine.Core.Elements;

namespace MdEngine.Dynamics.Observables;

/// <summary>The elements of a configuration by atomic number, how many atoms each has, and which atom is of which.</summary>
internal sealed class ElementCensus
{
    private readonly int[] _kindOfNumber = new int[PeriodicTableSize];
    private readonly List<Element> _elements = [];
    private readonly List<int> _numbers = [];
    private int[] _kindOf = [];
    private int _count;

    private const int PeriodicTableSize = 128;

    /// <summary>Elements in the order of their atomic numbers.</summary>
    public IReadOnlyList<Element> Elements => _elements;

    /// <summary>Number of elements.</summary>
    public int Kinds => _elements.Count;

    /// <summary>Element of each atom, as its place in <see cref="Elements"/>.</summary>
    public ReadOnlySpan<int> KindOf => _kindOf.AsSpan(0, _count);

    /// <summary>Number of atoms of an element.</summary>
    public int Number(int kind) => _numbers[kind];

    /// <summary>Counts anew.</summary>
    public void Take(ReadOnlySpan<Element> elements)
    {
        _count = elements.Length;
        if (_kindOf.Length < _count)
        {
            _kindOf = new int[_count];
        }

        _elements.Clear();
        _numbers.Clear();
        Element? last = null;
        foreach (Element element in elements)
        {
            if (!ReferenceEquals(element, last) && !_elements.Contains(element))
            {
                _elements.Add(element);
            }

            last = element;
        }

        _elements.Sort((a, b) => a.AtomicNumber.CompareTo(b.AtomicNumber));
        for (int k = 0; k < _elements.Count; k++)
        {
            _kindOfNumber[_elements[k].AtomicNumber] = k;
            _numbers.Add(0);
        }

        for (int i = 0; i < _count; i++)
        {
            _kindOf[i] = _kindOfNumber[elements[i].AtomicNumber];
            _numbers[_kindOf[i]]++;
        }
    }
}
