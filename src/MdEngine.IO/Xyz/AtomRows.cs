using System;
using System.Collections.Generic;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Text;

namespace MdEngine.IO.Xyz;

/// <summary>Takes the atom lines of one frame into arrays.</summary>
internal sealed class AtomRows
{
    // Where the length of the file is not known, a frame grows to more than this only as its lines are really there.
    private const int FirstRoom = 1 << 16;

    private readonly LineScanner _lines;
    private readonly ColumnLayout _layout;
    private readonly int _count;
    private readonly Array?[] _extra;
    private readonly Dictionary<int, string> _texts = [];
    private Element[] _elements;
    private Double3[] _positions;
    private Double3[]? _velocities;
    private Double3[]? _forces;
    private double[]? _masses;
    private double[]? _charges;

    private AtomRows(LineScanner lines, ColumnLayout layout, int count, AtomRows? spent)
    {
        _lines = lines;
        _layout = layout;
        _count = count;
        if (spent is not null && spent._layout == layout && spent._positions.Length == count)
        {
            (_elements, _positions, _extra) = (spent._elements, spent._positions, spent._extra);
            (_velocities, _forces) = (spent._velocities, spent._forces);
            (_masses, _charges) = (spent._masses, spent._charges);
            return;
        }

        int room = lines.LengthIsExact ? count : Math.Min(count, FirstRoom);
        _elements = new Element[room];
        _positions = new Double3[room];
        _velocities = Has(ColumnTarget.Velocity, ColumnTarget.Momentum) ? new Double3[room] : null;
        _forces = Has(ColumnTarget.Force) ? new Double3[room] : null;
        _masses = Has(ColumnTarget.Mass) ? new double[room] : null;
        _charges = Has(ColumnTarget.Charge) ? new double[room] : null;
        _extra = new Array?[layout.Columns.Count];
        for (int k = 0; k < _extra.Length; k++)
        {
            (_, char kind, int width, ColumnTarget target) = layout.Columns[k];
            _extra[k] = target != ColumnTarget.Extra ? null : Make(kind, (long)room * width);
        }
    }

    /// <summary>Reads the lines of <paramref name="count"/> atoms.</summary>
    /// <param name="lines">Source, at the first atom.</param>
    /// <param name="layout">Columns.</param>
    /// <param name="count">Atoms of the frame.</param>
    /// <param name="countLine">Line that says so.</param>
    /// <param name="spent">A frame whose arrays may be used again; null for new ones.</param>
    /// <exception cref="InputException">A line is missing or cannot be read.</exception>
    public static AtomRows Read(LineScanner lines, ColumnLayout layout, int count, int countLine, AtomRows? spent = null)
    {
        var rows = new AtomRows(lines, layout, count, spent);
        for (int atom = 0; atom < count; atom++)
        {
            if (!lines.TryRead(out ReadOnlySpan<byte> line))
            {
                throw Missing(lines, atom, count, countLine);
            }

            rows.Take(atom, line);
        }

        return rows;
    }

    /// <summary>The fault of a file that ends within a frame.</summary>
    public static InputException Missing(LineScanner lines, int atom, int count, int countLine) => lines.Fault(
        $"the file ends after {atom} of the {count} atoms that line {countLine} announces; is it cut off?");

    /// <summary>Puts the arrays into a structure.</summary>
    public Structure ToStructure(Core.Cell.SimulationCell cell)
    {
        if (_layout.Has(ColumnTarget.Momentum))
        {
            double toInternal = 1.0 / Math.Sqrt(Core.Units.PhysicalConstants.MassVelocitySquared);
            for (int i = 0; i < _count; i++)
            {
                double mass = _masses?[i] ?? _elements[i].StandardMass;
                _velocities![i] = (toInternal / mass) * _velocities[i];
            }
        }

        var structure = new Structure(cell, _elements, _positions)
        {
            Velocities = _velocities,
            Forces = _forces,
            Masses = _masses,
            Charges = _charges,
        };
        for (int k = 0; k < _extra.Length; k++)
        {
            if (_extra[k] is { } values)
            {
                structure.Extra.Add(new AtomColumn(_layout.Columns[k].Name, _layout.Columns[k].Width, values));
            }
        }

        return structure;
    }

    private static Array Make(char kind, long length) => kind switch
    {
        'R' => new double[length],
        'I' => new long[length],
        'L' => new bool[length],
        _ => new string[length],
    };

    private bool Has(params ReadOnlySpan<ColumnTarget> targets)
    {
        foreach (ColumnTarget target in targets)
        {
            if (_layout.Has(target))
            {
                return true;
            }
        }

        return false;
    }

    private void Take(int atom, ReadOnlySpan<byte> line)
    {
        if (atom == _positions.Length)
        {
            Grow((int)Math.Min(_count, 2L * atom));
        }

        int at = 0;
        Element? element = null;
        for (int k = 0; k < _extra.Length; k++)
        {
            ColumnLayout.Column column = _layout.Columns[k];
            switch (column.Target)
            {
                case ColumnTarget.Species or ColumnTarget.AtomicNumber:
                    element = Element(line, ref at, atom, column.Target, element);
                    break;
                case ColumnTarget.Position:
                    _positions[atom] = Vector(line, ref at, atom, column.Target);
                    break;
                case ColumnTarget.Velocity:
                    _velocities![atom] = _layout.VelocityFactor * Vector(line, ref at, atom, column.Target);
                    break;
                case ColumnTarget.Momentum:
                    _velocities![atom] = Vector(line, ref at, atom, column.Target);
                    break;
                case ColumnTarget.Force:
                    _forces![atom] = Vector(line, ref at, atom, column.Target);
                    break;
                case ColumnTarget.Mass:
                    double mass = Finite(line, ref at, atom, column.Target);
                    _masses![atom] = mass > 0.0
                        ? mass
                        : throw _lines.Fault($"atom {atom + 1} has the mass {mass} u; expected a positive one");
                    break;
                case ColumnTarget.Charge:
                    _charges![atom] = Finite(line, ref at, atom, column.Target);
                    break;
                case ColumnTarget.Skipped:
                    for (int c = 0; c < column.Width; c++)
                    {
                        Token(line, ref at, atom);
                    }

                    break;
                default:
                    TakeExtra(line, ref at, atom, column, _extra[k]!);
                    break;
            }
        }

        _elements[atom] = element!;
        if (!_layout.IsPlain && NumberReader.SkipBlanks(line, ref at))
        {
            throw _lines.Fault(
                $"atom {atom + 1} has {NumberReader.CountTokens(line)} fields; expected {_layout.Fields} "
                    + $"({_layout.Properties})");
        }
    }

    private Element Element(ReadOnlySpan<byte> line, ref int at, int atom, ColumnTarget target, Element? other)
    {
        ReadOnlySpan<byte> token = Token(line, ref at, atom);
        Element? element = null;
        int digits = 0;
        if (target == ColumnTarget.Species)
        {
            element = ElementSymbols.Find(token);
        }

        // Plain XYZ files may name the element by its atomic number.
        if (element is null && (target == ColumnTarget.AtomicNumber || _layout.IsPlain)
            && NumberReader.TryInteger(token, ref digits, out long number))
        {
            element = ElementSymbols.Find(number);
        }

        if (element is null)
        {
            throw _lines.Fault(
                $"atom {atom + 1} is '{Excerpt.Of(token)}', which is no element; expected "
                + (target == ColumnTarget.Species ? "a symbol such as Ar or Si" : "an atomic number from 1 to 118"));
        }

        return other is null || other == element
            ? element
            : throw _lines.Fault($"atom {atom + 1} is {other} by one column and {element} by another");
    }

    private ReadOnlySpan<byte> Token(ReadOnlySpan<byte> line, ref int at, int atom) =>
        NumberReader.TryToken(line, ref at, out ReadOnlySpan<byte> token) ? token : throw TooShort(line, atom);

    private InputException TooShort(ReadOnlySpan<byte> line, int atom)
    {
        int fields = NumberReader.CountTokens(line);
        string expected = _layout.IsPlain
            ? "expected an element and three coordinates"
            : $"expected {_layout.Fields} ({_layout.Properties})";
        return _lines.Fault(
            $"atom {atom + 1} of {_count} has {(fields == 0 ? "an empty line" : $"{fields} fields")}; {expected}");
    }

    private Double3 Vector(ReadOnlySpan<byte> line, ref int at, int atom, ColumnTarget target)
    {
        double x = Finite(line, ref at, atom, target);
        double y = Finite(line, ref at, atom, target);
        double z = Finite(line, ref at, atom, target);
        return new Double3(x, y, z);
    }

    private double Finite(ReadOnlySpan<byte> line, ref int at, int atom, ColumnTarget target)
    {
        int before = at;
        if (NumberReader.TryReal(line, ref at, out double value) && double.IsFinite(value))
        {
            return value;
        }

        ReadOnlySpan<byte> token = Token(line, ref before, atom);
        throw _lines.Fault(
            $"atom {atom + 1} has '{Excerpt.Of(token)}' among its {ColumnLayout.Noun(target)}; expected a "
                + $"finite number");
    }

    private void TakeExtra(ReadOnlySpan<byte> line, ref int at, int atom, ColumnLayout.Column column, Array values)
    {
        for (int k = atom * column.Width; k < (atom + 1) * column.Width; k++)
        {
            ReadOnlySpan<byte> token = Token(line, ref at, atom);
            int used = 0;
            bool good = true;
            switch (values)
            {
                case double[] reals:
                    good = NumberReader.TryReal(token, out reals[k]);
                    break;
                case long[] integers:
                    good = NumberReader.TryInteger(token, ref used, out integers[k]);
                    break;
                case bool[] flags:
                    flags[k] = token[0] is (byte)'T' or (byte)'t' or (byte)'1';
                    good = flags[k] || token[0] is (byte)'F' or (byte)'f' or (byte)'0';
                    break;
                case string[] texts:
                    texts[k] = Text(token);
                    break;
            }

            if (!good)
            {
                throw _lines.Fault(
                    $"atom {atom + 1} has '{Excerpt.Of(token)}' in the column '{column.Name}' of kind {column.Kind}");
            }
        }
    }

    /// <summary>A text; the same few words of a column share one string.</summary>
    private string Text(ReadOnlySpan<byte> token)
    {
        var hash = new HashCode();
        hash.AddBytes(token);
        int key = hash.ToHashCode();
        if (_texts.TryGetValue(key, out string? known) && token.Length == Encoding.UTF8.GetByteCount(known))
        {
            Span<byte> bytes = token.Length <= 256 ? stackalloc byte[token.Length] : new byte[token.Length];
            Encoding.UTF8.GetBytes(known, bytes);
            if (bytes.SequenceEqual(token))
            {
                return known;
            }
        }

        string text = Encoding.UTF8.GetString(token);
        _texts[key] = text;
        return text;
    }

    private void Grow(int room)
    {
        Array.Resize(ref _elements, room);
        Array.Resize(ref _positions, room);
        Resize(ref _velocities, room);
        Resize(ref _forces, room);
        Resize(ref _masses, room);
        Resize(ref _charges, room);
        for (int k = 0; k < _extra.Length; k++)
        {
            if (_extra[k] is { } old)
            {
                Array larger = Make(_layout.Columns[k].Kind, (long)room * _layout.Columns[k].Width);
                Array.Copy(old, larger, old.Length);
                _extra[k] = larger;
            }
        }
    }

    private static void Resize<T>(ref T[]? array, int room)
    {
        if (array is not null)
        {
            Array.Resize(ref array, room);
        }
    }
}
