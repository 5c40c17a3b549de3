using System;
using System.Collections.Generic;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Persistence;

/// <summary>
/// Named values that make up the state of something, with sections for its parts: what a checkpoint holds. Values keep
/// every bit. Kinds: <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, arrays of <see cref="long"/>,
/// <see cref="int"/> and <see cref="double"/>, and sections.
/// </summary>
public sealed class StateBag
{
    private readonly SortedDictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly string _path;

    /// <summary>An empty bag.</summary>
    public StateBag()
        : this("")
    {
    }

    private StateBag(string path) => _path = path;

    /// <summary>
    /// All values by name, in ordinal order; each a <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, array
    /// of <see cref="long"/>, <see cref="int"/> or <see cref="double"/>, or <see cref="StateBag"/>.
    /// </summary>
    public IReadOnlyDictionary<string, object> Values => _values;

    /// <summary>True when there is a value or section of this name.</summary>
    public bool Contains(string name) => _values.ContainsKey(name);

    /// <summary>Sets a whole number.</summary>
    public void Set(string name, long value) => _values[name] = value;

    /// <summary>Sets a real number.</summary>
    public void Set(string name, double value) => _values[name] = value;

    /// <summary>Sets a text.</summary>
    public void Set(string name, string value) => _values[name] = value;

    /// <summary>Sets a truth value, kept as 0 or 1.</summary>
    public void Set(string name, bool value) => _values[name] = value ? 1L : 0L;

    /// <summary>Sets an array of real numbers; copied.</summary>
    public void Set(string name, ReadOnlySpan<double> values) => _values[name] = values.ToArray();

    /// <summary>Sets an array of whole numbers; copied.</summary>
    public void Set(string name, ReadOnlySpan<int> values) => _values[name] = values.ToArray();

    /// <summary>Sets an array of long whole numbers; copied.</summary>
    public void Set(string name, ReadOnlySpan<long> values) => _values[name] = values.ToArray();

    /// <summary>Sets a vector, kept as three numbers.</summary>
    public void Set(string name, Double3 value) => _values[name] = new[] { value.X, value.Y, value.Z };

    /// <summary>Sets a matrix, kept as nine numbers row by row.</summary>
    public void Set(string name, Matrix3 m) =>
        _values[name] = new[] { m.XX, m.XY, m.XZ, m.YX, m.YY, m.YZ, m.ZX, m.ZY, m.ZZ };

    /// <summary>Sets a section to what another bag holds. Arrays are shared, not copied.</summary>
    public void Set(string name, StateBag section) => _values[name] = Under(section, _path + name + "/");

    /// <summary>The section of this name; made if there is none.</summary>
    /// <exception cref="InputException">There is a value of this name that is no section.</exception>
    public StateBag Section(string name)
    {
        if (!_values.TryGetValue(name, out object? value))
        {
            value = new StateBag(_path + name + "/");
            _values[name] = value;
        }

        return value as StateBag ?? throw Wrong(name, "a section", value);
    }

    /// <summary>A whole number.</summary>
    /// <exception cref="InputException">Missing, or of another kind.</exception>
    public long Integer(string name) => Get<long>(name, "a whole number");

    /// <summary>A truth value.</summary>
    /// <exception cref="InputException">Missing, or of another kind.</exception>
    public bool Flag(string name) => Integer(name) != 0;

    /// <summary>A real number.</summary>
    /// <exception cref="InputException">Missing, or of another kind.</exception>
    public double Real(string name) => Get<double>(name, "a real number");

    /// <summary>A text.</summary>
    /// <exception cref="InputException">Missing, or of another kind.</exception>
    public string Text(string name) => Get<string>(name, "a text");

    /// <summary>An array of real numbers; not a copy.</summary>
    /// <param name="name">Name.</param>
    /// <param name="length">Length that it must have; negative: any.</param>
    /// <exception cref="InputException">Missing, of another kind or length.</exception>
    public double[] Reals(string name, int length = -1) => Sized(name, Get<double[]>(name, "an array of real numbers"), length);

    /// <summary>An array of whole numbers; not a copy.</summary>
    /// <param name="name">Name.</param>
    /// <param name="length">Length that it must have; negative: any.</param>
    /// <exception cref="InputException">Missing, of another kind or length.</exception>
    public int[] Integers(string name, int length = -1) => Sized(name, Get<int[]>(name, "an array of whole numbers"), length);

    /// <summary>An array of long whole numbers; not a copy.</summary>
    /// <param name="name">Name.</param>
    /// <param name="length">Length that it must have; negative: any.</param>
    /// <exception cref="InputException">Missing, of another kind or length.</exception>
    public long[] Longs(string name, int length = -1) =>
        Sized(name, Get<long[]>(name, "an array of long whole numbers"), length);

    /// <summary>A vector.</summary>
    /// <exception cref="InputException">Missing, or of another kind.</exception>
    public Double3 Vector(string name)
    {
        double[] v = Reals(name, 3);
        return new Double3(v[0], v[1], v[2]);
    }

    /// <summary>A matrix.</summary>
    /// <exception cref="InputException">Missing, or of another kind.</exception>
    public Matrix3 Matrix(string name)
    {
        double[] m = Reals(name, 9);
        return new Matrix3(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]);
    }

    private static StateBag Under(StateBag bag, string path)
    {
        var moved = new StateBag(path);
        foreach ((string name, object value) in bag._values)
        {
            moved._values[name] = value is StateBag inner ? Under(inner, path + name + "/") : value;
        }

        return moved;
    }

    private T Get<T>(string name, string kind) => _values.TryGetValue(name, out object? value)
        ? value is T wanted ? wanted : throw Wrong(name, kind, value)
        : throw new InputException($"the saved state holds no \"{_path}{name}\" ({kind})");

    private T[] Sized<T>(string name, T[] values, int length) => length < 0 || values.Length == length
        ? values
        : throw new InputException($"\"{_path}{name}\" of the saved state has {values.Length} entries, expected {length}");

    private InputException Wrong(string name, string kind, object found) =>
        new($"\"{_path}{name}\" of the saved state is a {found.GetType().Name}, expected {kind}");
}
