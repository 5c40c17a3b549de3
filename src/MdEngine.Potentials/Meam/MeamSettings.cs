using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Meam;

/// <summary>
/// The settings of a parameter file: lines "keyword = value", "keyword(i) = value", "keyword(i,j) = value" or
/// "keyword(i,j,k) = value" with indices from 1.
/// </summary>
/// <remarks>
/// Of a pair LAMMPS heeds only the setting with i up to j, but of nn2, zbl and theta either one: one with the indices
/// turned is refused here unless it says the same as that.
/// </remarks>
internal sealed class MeamSettings
{
    // Number of indices by keyword.
    private static readonly (string Key, int Indices)[] Keywords =
    [
        ("Ec", 2), ("alpha", 2), ("rho0", 1), ("delta", 2), ("lattce", 2), ("attrac", 2), ("repuls", 2), ("nn2", 2),
        ("Cmin", 3), ("Cmax", 3), ("rc", 0), ("delr", 0), ("augt1", 0), ("gsmooth_factor", 0), ("re", 2), ("ialloy", 0),
        ("mixture_ref_t", 0), ("erose_form", 0), ("zbl", 2), ("emb_lin_neg", 0), ("bkgd_dyn", 0), ("theta", 2),
    ];

    // Of these LAMMPS takes the indices in either order.
    private static readonly string[] Unordered = ["nn2", "zbl", "theta"];

    private readonly Dictionary<(string, int, int, int), (double Value, int Line)> _values = [];
    private readonly MeamText? _text;

    /// <summary>The defaults.</summary>
    public MeamSettings()
    {
    }

    /// <summary>The settings of a file for a number of elements.</summary>
    /// <exception cref="InputException">A setting is unknown or cannot be used.</exception>
    public MeamSettings(MeamText text, int elements)
    {
        _text = text;
        foreach ((int number, string[] words) in text.Lines)
        {
            Add(text, words, number, elements);
        }

        CheckTurned(text);
        RequireRange("rc", 0.5, 50.0);
        RequireRange("delr", 1e-3, 50.0);
        RequireRange("gsmooth_factor", 1e-3, 1e4);
        RequireRange("theta", 1.0, 180.0);
        RequireOneOf("augt1", 0, 1);
        RequireOneOf("ialloy", 0, 1, 2);
        RequireOneOf("mixture_ref_t", 0, 1);
        RequireOneOf("erose_form", 0, 1, 2);
        RequireOneOf("emb_lin_neg", 0, 1);
        RequireOneOf("bkgd_dyn", 0, 1);
        RequireOneOf("nn2", 0, 1);
        RequireOneOf("zbl", 0, 1);
    }

    /// <summary>Characters that separate words.</summary>
    public const string Separators = "=(),'\"";

    /// <summary>A setting without indices.</summary>
    public double Get(string key, double otherwise) => Find(key, 0, 0, 0) ?? otherwise;

    /// <summary>A setting of an element, counted from 0.</summary>
    public double Get(string key, int i, double otherwise) => Find(key, i + 1, 0, 0) ?? otherwise;

    /// <summary>A setting of a pair, counted from 0, in either order; null when it is not there.</summary>
    public double? Find(string key, int i, int j) => Find(key, Math.Min(i, j) + 1, Math.Max(i, j) + 1, 0);

    /// <summary>A setting of a triplet, counted from 0, the first two in either order.</summary>
    public double Get(string key, int i, int j, int k, double otherwise) =>
        Find(key, Math.Min(i, j) + 1, Math.Max(i, j) + 1, k + 1) ?? otherwise;

    /// <summary>A fault of a setting, at its line where it has one.</summary>
    public InputException Fault(string message, string key, int i = -1, int j = -1, int k = -1)
    {
        int line = _values.TryGetValue((key, i + 1, j + 1, k + 1), out (double Value, int Line) entry) ? entry.Line : 0;
        return new InputException(message, _text?.Name, line);
    }

    private static string Name((string Key, int I, int J, int K) at) => at switch
    {
        (_, 0, _, _) => at.Key,
        (_, _, 0, _) => $"{at.Key}({at.I})",
        (_, _, _, 0) => $"{at.Key}({at.I},{at.J})",
        _ => $"{at.Key}({at.I},{at.J},{at.K})",
    };

    private double? Find(string key, int i, int j, int k) =>
        _values.TryGetValue((key, i, j, k), out (double Value, int Line) entry) ? entry.Value : null;

    private void Add(MeamText text, string[] words, int line, int elements)
    {
        (string key, int count) = Keywords.FirstOrDefault(k => k.Key == words[0]);
        if (key is null)
        {
            throw text.Fault(
                $"found '{MeamText.Excerpt(words[0])}', expected one of {string.Join(", ", Keywords.Select(k => k.Key))}", line);
        }

        string form = key + (count switch { 0 => "", 1 => "(i)", 2 => "(i,j)", _ => "(i,j,k)" }) + " = value";
        if (words.Length != count + 2)
        {
            throw text.Fault($"the setting {key} has {words.Length - 1} words after it; expected {form}", line);
        }

        Span<int> indices = [0, 0, 0];
        for (int n = 0; n < count; n++)
        {
            double index = text.Number(words[n + 1], $"an index of {form}", line);
            if (!(index >= 1.0 && index <= elements && index == Math.Round(index)))
            {
                throw text.Fault($"found the index {MeamText.Excerpt(words[n + 1])} of {key}; expected 1 to {elements}, the "
                    + "place of an element", line);
            }

            indices[n] = (int)index;
        }

        if (indices[1] < indices[0] && Unordered.Contains(key))
        {
            (indices[0], indices[1]) = (indices[1], indices[0]);
        }

        double value = key == "lattce" ? (double)text.Lattice(words[^1], line) : text.Number(words[^1], $"the value of {key}", line);
        if (Math.Abs(value) > 1e9)
        {
            throw text.Fault($"the value of {key} is {MeamText.Excerpt(words[^1])}; expected a smaller number", line);
        }

        // The last one counts, as for LAMMPS.
        _values[(key, indices[0], indices[1], indices[2])] = (value, line);
    }

    private void CheckTurned(MeamText text)
    {
        foreach (((string Key, int I, int J, int K) at, (double value, int line)) in _values)
        {
            if (at.I <= at.J || at.J == 0)
            {
                continue;
            }

            var straight = (at.Key, at.J, at.I, at.K);
            if (!_values.TryGetValue(straight, out (double Value, int Line) other))
            {
                throw text.Fault($"the setting {Name(at)} has its indices turned, and LAMMPS leaves it out: write {Name(straight)}", line);
            }

            if (other.Value != value)
            {
                throw text.Fault($"the setting {Name(at)} differs from {Name(straight)} on line {other.Line}, which is the same "
                    + "pair: keep one", line);
            }
        }
    }

    private void RequireRange(string key, double least, double most)
    {
        foreach (((string Key, int, int, int) at, (double value, int line)) in _values.Where(v => v.Key.Item1 == key))
        {
            if (!(value >= least && value <= most))
            {
                throw _text!.Fault(FormattableString.Invariant(
                    $"the setting {Name(at)} is {value:r}; expected a number from {least} to {most}"), line);
            }
        }
    }

    private void RequireOneOf(string key, params double[] choices)
    {
        foreach (((string Key, int, int, int) at, (double value, int line)) in _values.Where(v => v.Key.Item1 == key))
        {
            if (!choices.Contains(value))
            {
                throw _text!.Fault(FormattableString.Invariant(
                    $"the setting {Name(at)} is {value:r}; expected {string.Join(" or ", choices)}"), line);
            }
        }
    }
}
