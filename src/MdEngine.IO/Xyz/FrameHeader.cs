using System;
using System.Collections.Generic;
using System.Globalization;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Text;

namespace MdEngine.IO.Xyz;

/// <summary>What the comment line of a frame says: cell, columns, results and the rest.</summary>
internal sealed class FrameHeader
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly ExtendedXyzReadOptions _options;
    private LineScanner _lines = null!;
    private string _text = "";
    private bool _isPlain;
    private int _line;

    public FrameHeader(ExtendedXyzReadOptions options) => _options = options;

    /// <summary>Columns of the frame.</summary>
    public ColumnLayout Layout { get; private set; } = ColumnLayout.Plain;

    /// <summary>Cell of the frame.</summary>
    public SimulationCell Cell { get; private set; } = SimulationCell.Open;

    /// <summary>Reads a comment line, the latest of the file.</summary>
    /// <param name="lines">The file.</param>
    /// <param name="text">The line.</param>
    /// <exception cref="InputException">It cannot be used.</exception>
    public void Read(LineScanner lines, string text)
    {
        _lines = lines;
        _text = text;
        _line = _lines.Line;
        _known.Clear();
        bool sound = CommentLine.TryParse(text, _pairs, out string fault);
        _isPlain = !IsExtended(sound, text);
        if (!sound && !_isPlain)
        {
            throw Fault(fault);
        }

        if (!sound)
        {
            _pairs.Clear();
        }

        Index();
        Layout = ReadLayout();
        Cell = ReadCell();
    }

    /// <summary>Puts results and everything else that the line says into the frame's structure.</summary>
    public void Complete(Structure structure)
    {
        structure.Energy = ReadEnergy();
        structure.Stress = ReadStress(structure.Cell);
        if (_isPlain && _pairs.Count == 0 && !string.IsNullOrWhiteSpace(_text))
        {
            structure.Info["comment"] = _text.Trim();
            return;
        }

        for (int k = 0; k < _pairs.Count; k++)
        {
            (string key, string value) = _pairs[k];
            if (!_known.TryGetValue(key, out int index) || index != k || (_isPlain && IsReserved(key)))
            {
                structure.Info[key] = value;
            }
        }
    }

    private static bool IsReserved(string key) => key.Equals("stress", StringComparison.OrdinalIgnoreCase)
        || key.Equals("virial", StringComparison.OrdinalIgnoreCase);

    /// <summary>A line is free text, not extended XYZ, unless one of the format's own keys stands in it.</summary>
    private bool IsExtended(bool sound, string text) => sound
        ? _pairs.Exists(p => IsOwn(p.Key))
        : text.Contains("Lattice=", StringComparison.OrdinalIgnoreCase)
            || text.Contains("Properties=", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwn(string key) => key.Equals("Lattice", StringComparison.OrdinalIgnoreCase)
        || key.Equals("Properties", StringComparison.OrdinalIgnoreCase)
        || key.Equals("pbc", StringComparison.OrdinalIgnoreCase);

    private void Index()
    {
        foreach (string key in (ReadOnlySpan<string>)
            ["Lattice", "Properties", "pbc", _options.EnergyKey, _options.StressKey, _options.VirialKey])
        {
            int first = _pairs.FindIndex(p => p.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
            if (first < 0)
            {
                continue;
            }

            if (_pairs.FindIndex(first + 1, p => p.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) >= 0
                && !_isPlain)
            {
                throw Fault($"'{_pairs[first].Key}' is given twice");
            }

            _known[key] = first;
        }
    }

    private string? Value(string key) => _known.TryGetValue(key, out int index) ? _pairs[index].Value : null;

    private ColumnLayout ReadLayout()
    {
        if (Value("Properties") is not { } properties)
        {
            return ColumnLayout.Plain;
        }

        // Frames of one file mostly have the same columns.
        if (Layout.Properties == properties)
        {
            return Layout;
        }

        return ColumnLayout.Parse(properties, _options, out string fault) ?? throw Fault(fault);
    }

    private SimulationCell ReadCell()
    {
        string? lattice = Value("Lattice");
        bool[] periodic = [true, true, true];
        if (Value("pbc") is { } pbc && !CommentLine.TryLogicals(pbc, periodic))
        {
            throw Fault($"pbc=\"{Excerpt.Of(pbc)}\"; expected three of T and F, for example pbc=\"T T T\"");
        }

        if (lattice is null)
        {
            if (_options.Cell is { } given)
            {
                return given;
            }

            bool any = Value("pbc") is not null && (periodic[0] || periodic[1] || periodic[2]);
            return any
                ? throw Fault(
                    "pbc says periodic but there is no Lattice; give Lattice=\"ax ay az bx by bz cx cy cz\", or "
                        + "pbc=\"F F F\"")
                : SimulationCell.Open;
        }

        Matrix3 rows = Nine("Lattice", lattice, "the nine components of the lattice vectors a, b, c");
        if (SameCell(rows, periodic))
        {
            return Cell;
        }

        try
        {
            return new SimulationCell(rows, periodic[0], periodic[1], periodic[2]);
        }
        catch (InputException e)
        {
            throw Fault($"Lattice: {e.Message}", e);
        }
    }

    private bool SameCell(Matrix3 rows, bool[] periodic) =>
        !ReferenceEquals(Cell, _options.Cell) && Cell.Vectors == rows && Cell.PeriodicA == periodic[0]
        && Cell.PeriodicB == periodic[1] && Cell.PeriodicC == periodic[2];

    private double? ReadEnergy()
    {
        if (Value(_options.EnergyKey) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double energy)
            && double.IsFinite(energy))
        {
            return energy;
        }

        throw Fault($"{_options.EnergyKey}={Excerpt.Of(text)}; expected a finite number, eV");
    }

    private Matrix3? ReadStress(SimulationCell cell)
    {
        string? stress = _isPlain ? null : Value(_options.StressKey);
        string? virial = _isPlain ? null : Value(_options.VirialKey);
        if (stress is not null)
        {
            return Tensor(_options.StressKey, stress, "eV/Angstrom^3");
        }

        if (virial is null)
        {
            return null;
        }

        return cell.HasVolume
            ? (-1.0 / cell.Volume) * Tensor(_options.VirialKey, virial, "eV")
            : throw Fault($"{_options.VirialKey} is given but the cell has no volume; drop it, or give Lattice");
    }

    private Matrix3 Tensor(string key, string value, string unit)
    {
        Span<double> n = stackalloc double[9];
        int count = CommentLine.Numbers(value, n);
        if (count == 6 && n[..6].IndexOfAnyExceptInRange(double.MinValue, double.MaxValue) < 0)
        {
            return new Matrix3(n[0], n[5], n[4], n[5], n[1], n[3], n[4], n[3], n[2]);
        }

        // ASE lists the columns of these matrices one after another.
        return Nine(key, value, $"nine numbers, or six in the order xx yy zz yz xz xy, {unit}").Transpose();
    }

    private Matrix3 Nine(string key, string value, string expected)
    {
        Span<double> n = stackalloc double[9];
        int count = CommentLine.Numbers(value, n);
        if (count != 9)
        {
            string found = count < 0 ? $"'{Excerpt.Of(value)}'" : $"{count} numbers";
            throw Fault($"{key} is {found}; expected {expected}");
        }

        var matrix = new Matrix3(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]);
        return matrix.IsFinite ? matrix : throw Fault($"{key} holds a number that is not finite; expected {expected}");
    }

    private InputException Fault(string message, Exception? inner = null) => _lines.FaultAt(_line, message, inner);
}
