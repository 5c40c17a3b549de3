using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Reading;

/// <summary>Reads input.nn.</summary>
internal sealed class SettingsReader
{
    private const int MostFunctions = 100_000;
    private readonly ModelFile _file;
    private readonly Dictionary<string, ModelFile.Row> _single = new(StringComparer.Ordinal);
    private readonly ILookup<string, ModelFile.Row> _rows;

    private SettingsReader(ModelFile file)
    {
        _file = file;
        foreach (ModelFile.Row row in file.Rows)
        {
            string key = Keywords.Usual(row.Words[0]);
            if (Keywords.WhyRefused(row) is string reason)
            {
                throw row.Fault(reason);
            }

            if (!Keywords.IsRepeatable(key) && !_single.TryAdd(key, row) && Keywords.Matters(key))
            {
                throw row.Fault($"'{key}' is given already in line {_single[key].Line}; keep one of them");
            }
        }

        _rows = file.Rows.ToLookup(r => Keywords.Usual(r.Words[0]), StringComparer.Ordinal);
    }

    /// <summary>Reads the settings.</summary>
    /// <param name="file">input.nn.</param>
    /// <param name="length">Angstrom of a unit of length of the file.</param>
    /// <exception cref="InputException">Something is missing, wrong or not this kind of model.</exception>
    public static ModelSettings Read(ModelFile file, double length) => new SettingsReader(file).Read(length);

    private ModelSettings Read(double length)
    {
        Element[] elements = Elements();
        (CutoffFunction kind, double alpha) = Cutoff();
        bool scale = Has("scale_symmetry_functions"), center = Has("center_symmetry_functions");
        ScalingKind scaling = (scale, center, Has("scale_symmetry_functions_sigma")) switch
        {
            (true, true, _) => ScalingKind.ScaleAndCenter,
            (true, false, _) => ScalingKind.Scale,
            (false, true, _) => ScalingKind.Center,
            (false, false, true) => ScalingKind.Sigma,
            _ => ScalingKind.None,
        };
        (double mean, double energy) = Normalization();
        return new ModelSettings
        {
            Elements = elements,
            AtomEnergies = AtomEnergies(elements),
            CutoffFunction = kind,
            Alpha = alpha,
            Functions = Functions(elements, length),
            Networks = new NetworkShapes(_file, _single, _rows).Of(elements),
            Scaling = scaling,
            ScaleMin = NumberOr("scale_min_short", 0.0),
            ScaleMax = NumberOr("scale_max_short", 1.0),
            NormalizeNodes = Has("normalize_nodes"),
            MeanEnergy = mean,
            ConvEnergy = energy,
        };
    }

    private Element[] Elements()
    {
        ModelFile.Row row = Required("elements");
        int count = Required("number_of_elements").Integer(1, "the number of elements", 1, 118);
        if (row.Words.Length - 1 != count)
        {
            throw row.Fault($"found {row.Words.Length - 1} elements, but number_of_elements is {count}");
        }

        var elements = new Element[count];
        for (int k = 0; k < count; k++)
        {
            elements[k] = Symbol(row, k + 1);
            if (Array.IndexOf(elements, elements[k]) != k)
            {
                throw row.Fault($"{elements[k]} is given twice");
            }
        }

        Array.Sort(elements, (a, b) => a.AtomicNumber.CompareTo(b.AtomicNumber));
        return elements;
    }

    private static Element Symbol(ModelFile.Row row, int k)
    {
        string word = row.Word(k, "the symbol of an element");
        return PeriodicTable.TryGet(word, out Element? element)
            ? element
            : throw row.Fault($"'{ModelFile.Row.Excerpt(word)}' is not the symbol of an element; expected one such as 'Ar' or 'Si'");
    }

    private double[] AtomEnergies(Element[] elements)
    {
        var energies = new double[elements.Length];
        var seen = new Dictionary<int, int>();
        foreach (ModelFile.Row row in _rows["atom_energy"])
        {
            // RuNNer's files may hold elements that the model has not.
            int k = Array.IndexOf(elements, Symbol(row, 1));
            double energy = row.Number(2, "the energy of an atom");
            if (k < 0)
            {
                continue;
            }

            if (!seen.TryAdd(k, row.Line))
            {
                throw row.Fault($"the atom energy of {elements[k]} is given already in line {seen[k]}; keep one of them");
            }

            energies[k] = energy;
        }

        return energies;
    }

    private (CutoffFunction Kind, double Alpha) Cutoff()
    {
        ModelFile.Row row = Required("cutoff_type");
        var kind = (CutoffFunction)row.Integer(1, "the type of the cutoff function", 0, 8);
        double alpha = row.Words.Length > 2 ? row.Number(2, "the start of the cutoff function") : 0.0;
        return alpha is >= 0.0 and < 1.0
            ? (kind, alpha)
            : throw row.Fault($"found the start {row.Words[2]}, expected a part of the cutoff, at least 0 and less than 1");
    }

    private (double Mean, double Energy) Normalization()
    {
        string[] keys = ["mean_energy", "conv_energy", "conv_length"];
        if (!keys.Any(Has))
        {
            return (0.0, 1.0);
        }

        if (keys.FirstOrDefault(k => !Has(k)) is { } missing)
        {
            throw _single[keys.First(Has)].Fault($"'{missing}' is missing: {string.Join(", ", keys)} are given together or not at all");
        }

        foreach (string key in keys.Skip(1))
        {
            if (_single[key].Number(1, "a factor") <= 0.0)
            {
                throw _single[key].Fault($"found {_single[key].Words[1]}, expected a positive factor");
            }
        }

        // The length factor changes no symmetry function: they are of physical lengths all the same.
        return (_single["mean_energy"].Number(1, "an energy"), _single["conv_energy"].Number(1, "a factor"));
    }

    private List<SymmetryFunction[]> Functions(Element[] elements, double length)
    {
        ModelFile.Row[] rows = [.. _rows["symfunction_short"]];
        if (rows.Length > MostFunctions)
        {
            throw rows[MostFunctions].Fault($"more than {MostFunctions} symmetry functions");
        }

        List<SymmetryFunction> all = [.. rows.Select(r => SymmetryFunctionLine.Read(r, elements, length))];
        var sorted = new List<SymmetryFunction[]>();
        for (int e = 0; e < elements.Length; e++)
        {
            SymmetryFunction[] own = [.. all.Where(f => f.Element == e).Order(Comparer<SymmetryFunction>.Create(SymmetryFunction.Compare))];
            if (own.Length == 0)
            {
                throw _file.Fault($"holds no symmetry function of {elements[e]}; expected lines 'symfunction_short {elements[e]} ...'");
            }

            sorted.Add(own);
        }

        return sorted;
    }

    private bool Has(string key) => _single.ContainsKey(key);

    private ModelFile.Row Required(string key) => _single.TryGetValue(key, out ModelFile.Row? row)
        ? row
        : throw _file.Fault($"the keyword '{key}' is missing");

    private double NumberOr(string key, double standard) =>
        _single.TryGetValue(key, out ModelFile.Row? row) ? row.Number(1, "a number") : standard;
}
