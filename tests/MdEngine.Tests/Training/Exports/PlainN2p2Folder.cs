using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MdEngine.Core.Atoms;

namespace MdEngine.Tests.Training.Exports;

/// <summary>
/// The energy by the files of n2p2, read and evaluated by the letter of their definition, with nothing of the engine:
/// symmetry functions 2, 3 and 9, cutoff functions 1 and 6, inputs over their sigma, hidden tanh, normalisation.
/// </summary>
internal sealed class PlainN2p2Folder
{
    private readonly Dictionary<string, double[]> _offsets = [];
    private readonly List<(int Kind, string Centre, string E1, string E2, double Eta, double Rs, double Lambda, double Zeta, double Rc)> _functions = [];
    private readonly string[] _elements;
    private readonly Dictionary<string, List<double[]>> _scaling = [];
    private readonly Dictionary<string, double[]> _weights = [];
    private readonly double _mean, _energy, _alpha, _least, _greatest;
    private readonly int _cutoff;
    private readonly int[] _hidden;

    /// <summary>Reads the files; those of a member of a committee bear its folder's name.</summary>
    public PlainN2p2Folder(IReadOnlyDictionary<string, byte[]> files, string member = "")
    {
        string[][] Lines(string name) =>
        [
            .. Encoding.UTF8.GetString(files[name]).Split('\n').Select(l => l.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words.Length > 0),
        ];
        string[][] input = Lines("input.nn");
        string[] Of(string key) => input.Single(words => words[0] == key)[1..];
        _elements = [.. Of("elements").OrderBy(Number)];
        (_mean, _energy) = (Real(Of("mean_energy")[0]), Real(Of("conv_energy")[0]));
        (_cutoff, _alpha) = (int.Parse(Of("cutoff_type")[0], CultureInfo.InvariantCulture), Real(Of("cutoff_type")[1]));
        (_least, _greatest) = (Real(Of("scale_min_short")[0]), Real(Of("scale_max_short")[0]));
        _hidden = [.. Of("global_nodes_short").Select(w => int.Parse(w, CultureInfo.InvariantCulture))];
        Of("scale_symmetry_functions_sigma");
        if (!Of("global_activation_short").SequenceEqual([.. _hidden.Select(_ => "t"), "l"]))
        {
            throw new FormatException("expected tanh in hidden layers and a linear output");
        }

        foreach (string[] words in input)
        {
            if (words[0] == "atom_energy")
            {
                _offsets[words[1]] = [Real(words[2])];
            }
            else if (words[0].StartsWith("symfunction", StringComparison.Ordinal))
            {
                _functions.Add(Function(words[1..]));
            }
        }

        // The order of inputs: type, rc, eta, rs, zeta, lambda, then the elements by their places in the list.
        _functions = [.. _functions.OrderBy(f => f.Kind).ThenBy(f => f.Rc).ThenBy(f => f.Eta).ThenBy(f => f.Rs).ThenBy(f => f.Zeta)
            .ThenBy(f => f.Lambda).ThenBy(f => Array.IndexOf(_elements, f.E1)).ThenBy(f => Array.IndexOf(_elements, f.E2))];
        string[][] scaling = Lines("scaling.data");
        for (int e = 0; e < _elements.Length; e++)
        {
            _scaling[_elements[e]] = [.. scaling.Where(words => words[0] == $"{e + 1}").Select(words => words[1..].Select(Real).ToArray())];
            _weights[_elements[e]] = [.. Lines(string.Create(CultureInfo.InvariantCulture, $"{member}weights.{Number(_elements[e]):D3}.data")).Select(words => Real(words[0]))];
        }
    }

    public double Energy(Structure s)
    {
        double sum = 0.0;
        for (int i = 0; i < s.Count; i++)
        {
            string element = s.Elements[i].Symbol;
            double[] g = [.. _functions.Where(f => f.Centre == element).Select(f => Value(f, s, i))];
            List<double[]> rows = _scaling[element];
            double[] x = [.. g.Select((v, k) => (int)rows[k][0] == k + 1
                ? _least + ((_greatest - _least) * (v - rows[k][3]) / rows[k][4])
                : throw new FormatException("rows of scaling.data are out of order"))];
            sum += (Network(_weights[element], x) / _energy) + _mean + _offsets[element][0];
        }

        return sum;
    }

    private double Network(double[] weights, double[] x)
    {
        int at = 0;
        int[] sizes = [.. _hidden, 1];
        for (int l = 0; l < sizes.Length; l++)
        {
            var y = new double[sizes[l]];
            for (int a = 0; a < x.Length; a++)
            {
                for (int b = 0; b < y.Length; b++)
                {
                    y[b] += weights[at++] * x[a];
                }
            }

            for (int b = 0; b < y.Length; b++)
            {
                y[b] += weights[at++];
                y[b] = l < _hidden.Length ? Math.Tanh(y[b]) : y[b];
            }

            x = y;
        }

        return at == weights.Length ? x[0] : throw new FormatException($"{weights.Length} weights, expected {at}");
    }

    private double Value(
        (int Kind, string Centre, string E1, string E2, double Eta, double Rs, double Lambda, double Zeta, double Rc) f, Structure s, int i)
    {
        List<PlainNeighbor> near = PlainNeighbor.Of(s, i, f.Rc);
        double Square(double r) => (r - f.Rs) * (r - f.Rs);
        string Is(PlainNeighbor n) => s.Elements[n.Index].Symbol;
        if (f.Kind == 2)
        {
            return near.Where(n => Is(n) == f.E1).Sum(n => Math.Exp(-f.Eta * Square(n.R)) * Fade(n.R, f.Rc));
        }

        double sum = 0.0;
        for (int j = 0; j < near.Count; j++)
        {
            for (int k = 0; k < j; k++)
            {
                string a = Is(near[j]), b = Is(near[k]);
                if ((a != f.E1 || b != f.E2) && (a != f.E2 || b != f.E1))
                {
                    continue;
                }

                double across = near[j].Distance(near[k]), angle = 1.0 + (f.Lambda * near[j].Cosine(near[k]));
                double squares = Square(near[j].R) + Square(near[k].R) + (f.Kind == 3 ? Square(across) : 0.0);
                double fade = Fade(near[j].R, f.Rc) * Fade(near[k].R, f.Rc) * (f.Kind == 3 ? Fade(across, f.Rc) : 1.0);
                sum += angle <= 0.0 ? 0.0 : Math.Pow(2.0, 1.0 - f.Zeta) * Math.Pow(angle, f.Zeta) * Math.Exp(-f.Eta * squares) * fade;
            }
        }

        return sum;
    }

    private double Fade(double r, double rc)
    {
        double x = (r - (_alpha * rc)) / (rc - (_alpha * rc));
        return r >= rc ? 0.0 : x < 0.0 ? 1.0 : _cutoff switch
        {
            1 => 0.5 * (1.0 + Math.Cos(Math.PI * x)),
            6 => 1.0 + (x * x * x * ((x * (15.0 - (6.0 * x))) - 10.0)),
            _ => throw new FormatException($"cutoff type {_cutoff}"),
        };
    }

    private static (int Kind, string Centre, string E1, string E2, double Eta, double Rs, double Lambda, double Zeta, double Rc) Function(string[] w)
    {
        int kind = int.Parse(w[1], CultureInfo.InvariantCulture);
        if (kind == 2)
        {
            return (2, w[0], w[2], "", Real(w[3]), Real(w[4]), 0.0, 0.0, Real(w[5]));
        }

        string[] pair = [.. w[2..4].OrderBy(Number)];
        return kind is 3 or 9
            ? (kind, w[0], pair[0], pair[1], Real(w[4]), w.Length > 8 ? Real(w[8]) : 0.0, Real(w[5]), Real(w[6]), Real(w[7]))
            : throw new FormatException($"symmetry function of type {kind}");
    }

    private static int Number(string symbol) => symbol switch
    {
        "C" => 6,
        "Si" => 14,
        _ => throw new FormatException(symbol),
    };

    private static double Real(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
