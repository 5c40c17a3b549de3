using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Compare.Properties;

/// <summary>Gathers what makes up a <see cref="PropertyResult"/>, and sets references beside values.</summary>
/// <param name="options">Options, for the references.</param>
internal sealed class ResultBuilder(PropertyOptions options)
{
    private readonly List<PropertyValue> _values = [];
    private readonly List<PropertyCurve> _curves = [];
    private readonly List<string> _notes = [];

    /// <summary>Adds a value.</summary>
    public void Value(string name, double value, string unit, double? error = null)
    {
        bool known = options.Reference?.ContainsKey(name) ?? false;
        _values.Add(new PropertyValue(
            name, value, unit, error, known ? options.Reference![name] : null, known ? options.ReferenceSource : ""));
    }

    /// <summary>Adds a curve.</summary>
    public void Curve(PropertyCurve curve) => _curves.Add(curve);

    /// <summary>Adds a warning.</summary>
    public void Note(string note) => _notes.Add(note);

    /// <summary>Warns of a relaxation that did not come to its tolerances.</summary>
    public void NoteOf(RelaxedStructure relaxed, string what)
    {
        if (!relaxed.Converged)
        {
            Note(FormattableString.Invariant($"{what} is not relaxed to the tolerances: the largest force is {relaxed.LargestForce:G2} eV/Angstrom")
                + (double.IsNaN(relaxed.LargestStress) ? "" : FormattableString.Invariant($", the largest stress {relaxed.LargestStress:G2} GPa"))
                + "; the last digits are not sure.");
        }
    }

    /// <summary>The result.</summary>
    public PropertyResult Build(string kind, string title, string method)
    {
        foreach (string name in options.Reference?.Keys ?? [])
        {
            if (!_values.Exists(v => v.Name == name))
            {
                Note($"There is a reference for \"{name}\", but no value of that name; the names are "
                    + $"{string.Join(", ", _values.Select(v => v.Name))}.");
            }
        }

        return new PropertyResult(kind, title, method, _values, _curves, _notes);
    }
}
