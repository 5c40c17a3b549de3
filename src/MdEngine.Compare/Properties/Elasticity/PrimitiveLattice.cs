using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Properties.Elasticity;

/// <summary>The smallest cell of a crystal: all translations that carry it onto itself, and the atoms apart from them.</summary>
internal sealed class PrimitiveLattice
{
    private readonly double _tolerance;
    private Matrix3 _inverse;

    /// <summary>Finds the cell.</summary>
    /// <param name="crystal">Crystal, periodic along all vectors.</param>
    /// <param name="tolerance">Distance, Angstrom, up to which atoms stand at the same place.</param>
    public PrimitiveLattice(Structure crystal, double tolerance)
    {
        _tolerance = tolerance;
        SetVectors(Reduced(crystal.Cell.Vectors));
        Elements = crystal.Elements;
        Positions = crystal.Positions;
        var translations = new List<Double3>();
        (Element rare, int first) = Rarest();
        for (int j = 0; j < Positions.Length; j++)
        {
            Double3 shift = Positions[j] - Positions[first];
            if (Elements[j] == rare && Maps(Matrix3.Identity, shift))
            {
                translations.Add(shift - Nearest(shift));
            }
        }

        SetVectors(Shortest(translations));
        KeepOneOfEach();
    }

    /// <summary>Three shortest independent translations, rows, right-handed.</summary>
    public Matrix3 Vectors { get; private set; }

    /// <summary>Elements of the cell's atoms.</summary>
    public Element[] Elements { get; private set; }

    /// <summary>Their positions, Angstrom.</summary>
    public Double3[] Positions { get; private set; }

    /// <summary>Lattice vectors with small coefficients, the null vector apart, shortest first.</summary>
    public List<Double3> Neighbors()
    {
        var near = new List<Double3>();
        for (int k = 0; k < 125; k++)
        {
            var n = new Double3((k / 25) - 2, (k / 5 % 5) - 2, (k % 5) - 2);
            if (n != Double3.Zero)
            {
                near.Add(n * Vectors);
            }
        }

        near.Sort((a, b) => a.Length.CompareTo(b.Length));
        return near;
    }

    /// <summary>Whether the crystal has an operation, with some translation.</summary>
    /// <param name="operation">Orthogonal matrix, for row vectors, that carries the lattice onto itself.</param>
    public bool Has(Matrix3 operation)
    {
        (Element rare, int first) = Rarest();
        Double3 image = Positions[first] * operation;
        for (int j = 0; j < Positions.Length; j++)
        {
            if (Elements[j] == rare && Maps(operation, Positions[j] - image))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reduces a basis to short vectors, by pairs.</summary>
    private static Matrix3 Reduced(Matrix3 h)
    {
        Double3[] v = [h.Row0, h.Row1, h.Row2];
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 0; i < 3; i++)
            {
                for (int k = 0; k < 9; k++)
                {
                    Double3 other = v[i] + ((k / 3) - 1) * v[(i + 1) % 3] + ((k % 3) - 1) * v[(i + 2) % 3];
                    if (other.Length < 0.999999 * v[i].Length)
                    {
                        v[i] = other;
                        changed = true;
                    }
                }
            }
        }

        return Matrix3.FromRows(v[0], v[1], v[2]);
    }

    private void SetVectors(Matrix3 vectors)
    {
        Vectors = vectors;
        _inverse = vectors.Inverse();
    }

    private Double3 Nearest(Double3 r)
    {
        Double3 s = r * _inverse;
        return new Double3(Math.Round(s.X), Math.Round(s.Y), Math.Round(s.Z)) * Vectors;
    }

    private (Element Element, int First) Rarest()
    {
        Element rare = Elements.GroupBy(e => e).OrderBy(g => g.Count()).First().Key;
        return (rare, Array.IndexOf(Elements, rare));
    }

    private bool Maps(Matrix3 operation, Double3 shift)
    {
        for (int k = 0; k < Positions.Length; k++)
        {
            if (Find(Elements[k], (Positions[k] * operation) + shift) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private int Find(Element element, Double3 r)
    {
        for (int k = 0; k < Positions.Length; k++)
        {
            Double3 d = r - Positions[k];
            if (Elements[k] == element && (d - Nearest(d)).Length < _tolerance)
            {
                return k;
            }
        }

        return -1;
    }

    private Matrix3 Shortest(List<Double3> translations)
    {
        // Neighbours of the given cell, moved by each translation within it.
        List<Double3> lattice = Neighbors();
        List<Double3> all = [.. translations.SelectMany(t => lattice.Append(Double3.Zero).Select(n => n + t))];
        all.RemoveAll(t => t.Length < _tolerance);
        all.Sort((a, b) => a.Length.CompareTo(b.Length));
        Double3 first = all[0];
        Double3 second = all.First(t => Double3.Cross(first, t).Length > 1e-3 * first.Length * t.Length);
        Double3 normal = Double3.Cross(first, second);
        Double3 third = all.First(t => Math.Abs(Double3.Dot(normal, t)) > 1e-3 * normal.Length * t.Length);
        return Matrix3.FromRows(first, second, Double3.Dot(normal, third) > 0.0 ? third : -third);
    }

    private void KeepOneOfEach()
    {
        Element[] elements = Elements;
        Double3[] positions = Positions;
        (Elements, Positions) = ([], []);
        for (int k = 0; k < positions.Length; k++)
        {
            if (Find(elements[k], positions[k]) < 0)
            {
                (Elements, Positions) = ([.. Elements, elements[k]], [.. Positions, positions[k]]);
            }
        }
    }
}
