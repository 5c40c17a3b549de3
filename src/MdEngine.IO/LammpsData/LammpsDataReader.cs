using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Text;

namespace MdEngine.IO.LammpsData;

/// <summary>Reads LAMMPS data files of the atom styles atomic and charge, in metal (or real) units.</summary>
/// <remarks>
/// Atoms come in the order of their ids, which need not be consecutive. Positions are shifted so that the corner of the
/// box is the origin. Image flags are kept as the extra column "image", not applied. Velocities are Angstrom/ps unless
/// the first line says "units = real". Coefficients of force fields are passed over. Format: LAMMPS manual, read_data.
/// </remarks>
public sealed class LammpsDataReader
{
    private const int FewAtoms = 1024;

    private readonly LineScanner _lines;
    private readonly LammpsDataReadOptions _options;
    private readonly LammpsHeader _header = new();
    private readonly Dictionary<long, int> _index = [];
    private double _velocityFactor = 1e-3;
    private SimulationCell _cell = SimulationCell.Open;
    private double[] _masses = [];
    private string?[] _comments = [];
    private long[] _ids = [];
    private int[] _types = [];
    private Double3[] _positions = [];
    private double[]? _charges;
    private long[]? _images;
    private Double3[]? _velocities;

    private LammpsDataReader(LineScanner lines, LammpsDataReadOptions options)
    {
        _lines = lines;
        _options = options;
    }

    /// <summary>Reads a file, plain or gzip.</summary>
    /// <param name="path">File.</param>
    /// <param name="options">What the file does not say itself; null for the defaults.</param>
    /// <exception cref="InputException">The file does not exist or is not sound.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Structure Read(string path, LammpsDataReadOptions? options = null)
    {
        using LineScanner lines = LineScanner.Open(path);
        return new LammpsDataReader(lines, options ?? new LammpsDataReadOptions()).Read();
    }

    /// <summary>Reads a stream of text.</summary>
    /// <inheritdoc cref="Read(string, LammpsDataReadOptions?)"/>
    public static Structure Read(Stream stream, string name, LammpsDataReadOptions? options = null)
    {
        using var lines = new LineScanner(stream, name);
        return new LammpsDataReader(lines, options ?? new LammpsDataReadOptions()).Read();
    }

    private static string WithoutComment(string line, out string? comment)
    {
        int hash = line.IndexOf('#');
        comment = hash < 0 ? null : line[(hash + 1)..].Trim();
        return (hash < 0 ? line : line[..hash]).Trim();
    }

    private Structure Read()
    {
        if (!_lines.TryRead(out ReadOnlySpan<byte> title))
        {
            throw _lines.Fault("the file is empty; expected a LAMMPS data file");
        }

        TakeUnits(Encoding.UTF8.GetString(title));
        bool inHeader = true;
        while (NextLine(out string text, out string? comment))
        {
            if (inHeader && _header.TryTake(_lines, text))
            {
                continue;
            }

            if (inHeader)
            {
                inHeader = false;
                EndHeader(text);
            }

            TakeSection(text, comment);
        }

        if (_positions.Length == 0)
        {
            throw _lines.Fault("the file has no section Atoms");
        }

        return ToStructure();
    }

    private bool NextLine(out string text, out string? comment)
    {
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            text = WithoutComment(Encoding.UTF8.GetString(line), out comment);
            if (text.Length > 0)
            {
                return true;
            }
        }

        (text, comment) = ("", null);
        return false;
    }

    private void TakeUnits(string title)
    {
        const string key = "units = ";
        int at = title.IndexOf(key, StringComparison.Ordinal);
        string units = at < 0 ? "metal" : title[(at + key.Length)..].Split(' ', ',')[0].Trim();
        _velocityFactor = units switch
        {
            "metal" => 1e-3,
            "real" => 1.0,
            _ => throw _lines.Fault($"the file is in units '{Excerpt.Of(units)}'; expected metal or real"),
        };
    }

    private void EndHeader(string text)
    {
        if (_header.Atoms < 0 || _header.Types < 0)
        {
            throw _lines.Fault(
                $"found '{Excerpt.Of(text)}' before the header gave 'N atoms' and 'N atom types'; is this a "
                    + $"LAMMPS data file?");
        }

        // An atom's shortest line is "1 1 0 0 0". Few atoms are let through: the line that is missing says more.
        long most = Math.Max(FewAtoms, Math.Min(_lines.MaxRemaining / 10, Array.MaxLength / 3));
        if (_header.Atoms < 1 || _header.Atoms > most)
        {
            throw _lines.Fault($"the header announces {_header.Atoms} atoms; the file has room for 1 to {most}");
        }

        if (_header.Types is < 1 or > 1000)
        {
            throw _lines.Fault($"the header announces {_header.Types} atom types; expected 1 to 1000");
        }

        _masses = new double[_header.Types];
        Array.Fill(_masses, double.NaN);
        _comments = new string?[_header.Types];
    }

    private void TakeSection(string name, string? comment)
    {
        switch (name)
        {
            case "Masses":
                TakeMasses();
                break;
            case "Atoms":
                TakeAtoms(comment);
                break;
            case "Velocities":
                TakeVelocities();
                break;
            case "Atom Type Labels":
                TakeLabels();
                break;
            default:
                if (!name.EndsWith(" Coeffs", StringComparison.Ordinal))
                {
                    throw _lines.Fault(
                        $"found '{Excerpt.Of(name)}'; expected a section Masses, Atoms, Velocities or ... Coeffs");
                }

                SkipSection();
                break;
        }
    }

    private void SkipSection()
    {
        while (NextLine(out string text, out _))
        {
            if (char.IsLetter(text[0]))
            {
                _lines.Unread();
                return;
            }
        }
    }

    private int TypeOf(long type) => type >= 1 && type <= _masses.Length
        ? (int)type - 1
        : throw _lines.Fault($"atom type {type}; expected 1 to {_masses.Length}, as the header says");

    private string RequireLine(string section, long done, long of, out string? comment) =>
        NextLine(out string text, out comment)
            ? text
            : throw _lines.Fault($"the file ends after {done} of {of} lines of the section {section}; is it cut off?");

    private void TakeMasses()
    {
        for (int k = 0; k < _masses.Length; k++)
        {
            byte[] line = Encoding.UTF8.GetBytes(RequireLine("Masses", k, _masses.Length, out string? comment));
            int at = 0;
            if (!NumberReader.TryInteger(line, ref at, out long type)
                || !NumberReader.TryReal(line, ref at, out double mass)
                || !(mass > 0.0) || !double.IsFinite(mass))
            {
                throw _lines.Fault($"found '{Excerpt.Of(line)}'; expected an atom type and its mass, u");
            }

            _masses[TypeOf(type)] = mass;
            _comments[TypeOf(type)] ??= comment;
        }
    }

    private void TakeLabels()
    {
        for (int k = 0; k < _masses.Length; k++)
        {
            string[] words = RequireLine("Atom Type Labels", k, _masses.Length, out _)
                .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 2 || !long.TryParse(words[0], out long type))
            {
                throw _lines.Fault("expected an atom type and its label");
            }

            _comments[TypeOf(type)] = words[1];
        }
    }

    private void TakeAtoms(string? comment)
    {
        if (_positions.Length > 0)
        {
            throw _lines.Fault("a second section Atoms");
        }

        int n = (int)_header.Atoms;
        bool? charged = comment switch
        {
            null or "" => null,
            "atomic" => false,
            "charge" => true,
            _ => throw _lines.Fault($"atom style '{Excerpt.Of(comment)}'; expected atomic or charge"),
        };
        _ids = new long[n];
        _types = new int[n];
        _positions = new Double3[n];
        _cell = _header.ToCell(_lines, _options);
        for (int k = 0; k < n; k++)
        {
            ReadOnlySpan<byte> line = Encoding.UTF8.GetBytes(RequireLine("Atoms", k, n, out _));
            TakeAtom(k, line, ref charged);
        }
    }

    private void TakeAtom(int k, ReadOnlySpan<byte> line, ref bool? charged)
    {
        int fields = NumberReader.CountTokens(line);
        if (char.IsLetter((char)line[0]))
        {
            throw _lines.Fault($"found '{Excerpt.Of(line)}' after {k} of {_positions.Length} atoms; the header "
                + $"announces more");
        }

        // Image flags are there for all atoms or for none; they tell the styles apart: 5 or 8 fields, 6 or 9.
        charged ??= fields is 6 or 9;
        int plain = charged.Value ? 6 : 5;
        if (k == 0)
        {
            _charges = charged.Value ? new double[_positions.Length] : null;
            _images = fields == plain + 3 ? new long[3 * _positions.Length] : null;
        }

        int expected = _images is null ? plain : plain + 3;
        if (fields != expected)
        {
            throw _lines.Fault(
                $"an atom has {fields} fields; expected {expected}: id type {(charged.Value ? "q " : "")}x y z"
                + $"{(_images is null ? "" : " and three image flags")} (atom styles atomic and charge are read)");
        }

        int at = 0;
        double charge = 0.0;
        bool good = NumberReader.TryInteger(line, ref at, out long id);
        good &= NumberReader.TryInteger(line, ref at, out long type);
        good = good && (!charged.Value || (NumberReader.TryReal(line, ref at, out charge) && double.IsFinite(charge)));
        good &= NumberReader.TryReal(line, ref at, out double x) & NumberReader.TryReal(line, ref at, out double y)
            & NumberReader.TryReal(line, ref at, out double z);
        for (int axis = 0; axis < 3 && _images is not null; axis++)
        {
            good &= NumberReader.TryInteger(line, ref at, out _images[(3 * k) + axis]);
        }

        var r = new Double3(x, y, z);
        if (!good || !r.IsFinite)
        {
            throw _lines.Fault($"found '{Excerpt.Of(line)}'; expected finite numbers, with integers for id, "
                + $"type and images");
        }

        if (!_index.TryAdd(id, k))
        {
            throw _lines.Fault($"the atom id {id} stands twice");
        }

        _ids[k] = id;
        _types[k] = TypeOf(type);
        _positions[k] = r - _header.Origin;
        if (_charges is not null)
        {
            _charges[k] = charge;
        }
    }

    private void TakeVelocities()
    {
        if (_positions.Length == 0)
        {
            throw _lines.Fault("the section Velocities stands before Atoms");
        }

        if (_velocities is not null)
        {
            throw _lines.Fault("a second section Velocities");
        }

        int n = _positions.Length;
        _velocities = new Double3[n];
        var given = new bool[n];
        for (int k = 0; k < n; k++)
        {
            byte[] line = Encoding.UTF8.GetBytes(RequireLine("Velocities", k, n, out _));
            int at = 0;
            bool good = NumberReader.TryInteger(line, ref at, out long id);
            good &= NumberReader.TryReal(line, ref at, out double x) & NumberReader.TryReal(line, ref at, out double y)
                & NumberReader.TryReal(line, ref at, out double z);
            var v = new Double3(x, y, z);
            if (!good || !v.IsFinite || NumberReader.SkipBlanks(line, ref at))
            {
                throw _lines.Fault($"found '{Excerpt.Of(line)}'; expected an atom id and three finite velocities");
            }

            if (!_index.TryGetValue(id, out int atom) || given[atom])
            {
                throw _lines.Fault($"the velocity of atom id {id} "
                    + $"{(_index.ContainsKey(id) ? "stands twice" : "has no atom")}");
            }

            given[atom] = true;
            _velocities[atom] = _velocityFactor * v;
        }
    }

    private Structure ToStructure()
    {
        Element[] elements = TypeElements.Resolve(_lines.Name, _options, _masses, _comments);
        int n = _positions.Length;
        var order = new int[n];
        for (int k = 0; k < n; k++)
        {
            order[k] = k;
        }

        Array.Sort(_ids, order);
        var structure = new Structure(
            _cell,
            Array.ConvertAll(order, k => elements[_types[k]]),
            Array.ConvertAll(order, k => _positions[k]))
        {
            Charges = _charges is null ? null : Array.ConvertAll(order, k => _charges[k]),
            Velocities = _velocities is null ? null : Array.ConvertAll(order, k => _velocities[k]),
        };
        if (Array.TrueForAll(_masses, double.IsFinite))
        {
            structure.Masses = Array.ConvertAll(order, k => _masses[_types[k]]);
        }

        if (_images is { } images)
        {
            var sorted = new long[3 * n];
            for (int k = 0; k < n; k++)
            {
                images.AsSpan(3 * order[k], 3).CopyTo(sorted.AsSpan(3 * k));
            }

            structure.Extra.Add(new AtomColumn("image", 3, sorted));
        }

        return structure;
    }
}
