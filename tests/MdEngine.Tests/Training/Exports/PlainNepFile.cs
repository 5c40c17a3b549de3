using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Core.Atoms;

namespace MdEngine.Tests.Training.Exports;

/// <summary>
/// The energy by a file nep.txt, read and evaluated by the letter of GPUMD's definition, with nothing of the engine: Legendre
/// polynomials over pairs of neighbours, Cartesian tensors for terms of more bodies.
/// </summary>
internal sealed class PlainNepFile
{
    private readonly string[] _symbols;
    private readonly double[] _cutoff, _numbers;
    private readonly int[] _functions, _basis;
    private readonly bool[] _extra = new bool[6];
    private readonly double[]? _zbl;
    private readonly int _version, _degree, _neurons, _length, _radial, _angular, _scale, _bias;

    public PlainNepFile(string text)
    {
        Queue<string[]> lines = new(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        string[] Line(string key)
        {
            string[] words = lines.Dequeue();
            return words[0] == key ? words[1..] : throw new FormatException($"{words[0]} instead of {key}");
        }

        double[] Reals(string key) => [.. Line(key).Select(Real)];
        int[] Integers(string key) => [.. Line(key).Select(w => int.Parse(w, CultureInfo.InvariantCulture))];
        string[] first = lines.Dequeue();
        _version = first[0][3] - '0';
        _symbols = first[2..];
        _zbl = first[0].EndsWith("_zbl", StringComparison.Ordinal) ? Reals("zbl") : null;
        _cutoff = Reals("cutoff");
        _functions = Integers("n_max");
        _basis = Integers("basis_size");
        int[] l = Integers("l_max");
        _degree = l[0];
        if (l[1] == 2)
        {
            (_extra[0], _extra[1]) = (true, l[2] == 1);
        }
        else
        {
            for (int k = 1; k < l.Length; k++)
            {
                _extra[k - 1] = l[k] == 1;
            }
        }

        _neurons = Integers("ANN")[0];
        _numbers = [.. lines.SelectMany(words => words).Select(Real)];
        _length = _functions[0] + 1 + ((_functions[1] + 1) * (_degree + _extra.Count(on => on)));
        int types = _symbols.Length, networks = _version == 3 ? 1 : types;
        _bias = networks * Network;
        _radial = _bias + 1;
        _angular = _radial + ((_functions[0] + 1) * (_basis[0] + 1) * types * types);
        _scale = _angular + ((_functions[1] + 1) * (_basis[1] + 1) * types * types);
        if (_scale + _length != _numbers.Length)
        {
            throw new FormatException($"{_numbers.Length} numbers, {_scale + _length} by the header");
        }
    }

    private int Network => (_neurons * (_length + 2)) + (_version == 5 ? 1 : 0);

    public double Energy(Structure s)
    {
        double sum = 0.0;
        for (int i = 0; i < s.Count; i++)
        {
            int type = Array.IndexOf(_symbols, s.Elements[i].Symbol), at = _version == 3 ? 0 : type * Network;
            double[] q = Descriptor(s, i, type);
            for (int mu = 0; mu < _neurons; mu++)
            {
                double input = -_numbers[at + (_neurons * _length) + mu];
                for (int nu = 0; nu < _length; nu++)
                {
                    input += _numbers[at + (mu * _length) + nu] * _numbers[_scale + nu] * q[nu];
                }

                sum += _numbers[at + (_neurons * (_length + 1)) + mu] * Math.Tanh(input);
            }

            sum -= _numbers[_bias] + (_version == 5 ? _numbers[at + Network - 1] : 0.0);
            sum += _zbl is null ? 0.0 : PlainNeighbor.Of(s, i, _cutoff[1]).Sum(n =>
                0.5 * Repulsion(s.Elements[i].AtomicNumber, s.Elements[n.Index].AtomicNumber, n.R));
        }

        return sum;
    }

    private double[] Descriptor(Structure s, int i, int type)
    {
        List<PlainNeighbor> near = PlainNeighbor.Of(s, i, _cutoff[0]), close = PlainNeighbor.Of(s, i, _cutoff[1]);
        int Type(PlainNeighbor n) => Array.IndexOf(_symbols, s.Elements[n.Index].Symbol);
        var q = new List<double>();
        for (int n = 0; n <= _functions[0]; n++)
        {
            q.Add(near.Sum(j => Function(_radial, _basis[0], n, type, Type(j), j.R, _cutoff[0])));
        }

        double[][] g = [.. Enumerable.Range(0, _functions[1] + 1).Select(n =>
            close.Select(j => Function(_angular, _basis[1], n, type, Type(j), j.R, _cutoff[1])).ToArray())];
        for (int l = 1; l <= _degree; l++)
        {
            foreach (double[] w in g)
            {
                double sum = 0.0;
                for (int j = 0; j < close.Count; j++)
                {
                    for (int k = 0; k < close.Count; k++)
                    {
                        sum += w[j] * w[k] * Legendre(l, close[j].Cosine(close[k]));
                    }
                }

                q.Add(((2 * l) + 1) / (4.0 * Math.PI) * sum);
            }
        }

        for (int term = 0; term < _extra.Length; term++)
        {
            q.AddRange(_extra[term] ? g.Select(w => Extra(term, close, w)) : []);
        }

        return [.. q];
    }

    private double Function(int from, int basis, int n, int central, int neighbor, double r, double cutoff)
    {
        double x = (2.0 * (1.0 - (r / cutoff)) * (1.0 - (r / cutoff))) - 1.0, fade = 0.5 * (1.0 + Math.Cos(Math.PI * r / cutoff)), sum = 0.0;
        for (int k = 0; k <= basis; k++)
        {
            double c = _numbers[from + ((((((n * (basis + 1)) + k) * _symbols.Length) + central) * _symbols.Length) + neighbor)];
            sum += c * 0.5 * (Math.Cos(k * Math.Acos(x)) + 1.0) * fade;
        }

        return sum;
    }

    /// <summary>222, 1111, 112, 123, 233, 134.</summary>
    private static double Extra(int term, List<PlainNeighbor> near, double[] w)
    {
        int[] axes = [0, 1, 2];
        double D(int a, int b) => a == b ? 1.0 : 0.0;
        double Sum(Func<double[], double> f) => near.Select((n, j) => w[j] * f([n.X / n.R, n.Y / n.R, n.Z / n.R])).Sum();
        double[] v = [.. axes.Select(a => Sum(u => u[a]))];
        double[][] q = [.. axes.Select(a => axes.Select(b => Sum(u => (u[a] * u[b]) - (D(a, b) / 3.0))).ToArray())];
        double[][][] o = [.. axes.Select(a => axes.Select(b => axes.Select(c => Sum(u =>
            (u[a] * u[b] * u[c]) - (((D(a, b) * u[c]) + (D(a, c) * u[b]) + (D(b, c) * u[a])) / 5.0))).ToArray()).ToArray())];
        double H(int a, int b, int c, int d) => Sum(u => (u[a] * u[b] * u[c] * u[d])
            - (((D(a, b) * u[c] * u[d]) + (D(a, c) * u[b] * u[d]) + (D(a, d) * u[b] * u[c]) + (D(b, c) * u[a] * u[d])
                + (D(b, d) * u[a] * u[c]) + (D(c, d) * u[a] * u[b])) / 7.0)
            + (((D(a, b) * D(c, d)) + (D(a, c) * D(b, d)) + (D(a, d) * D(b, c))) / 35.0));
        return term switch
        {
            0 => -0.809943929279723 * ((q[0][0] * ((q[1][1] * q[2][2]) - (q[1][2] * q[2][1])))
                - (q[0][1] * ((q[1][0] * q[2][2]) - (q[1][2] * q[2][0]))) + (q[0][2] * ((q[1][0] * q[2][1]) - (q[1][1] * q[2][0])))),
            1 => 7.0 / 15.0 * Math.Pow(3.0 / (4.0 * Math.PI) * v.Sum(x => x * x), 2),
            2 => 0.082480652546540 * axes.Sum(a => axes.Sum(b => v[a] * q[a][b] * v[b])),
            3 => -0.168362926992344 * axes.Sum(a => axes.Sum(b => axes.Sum(c => o[a][b][c] * v[a] * q[b][c]))),
            4 => 0.642946547638951 * axes.Sum(a => axes.Sum(b => axes.Sum(c => axes.Sum(d => q[a][b] * o[a][c][d] * o[b][c][d])))),
            _ => 0.340215334272041 * axes.Sum(a => axes.Sum(b => axes.Sum(c => axes.Sum(d => H(a, b, c, d) * v[a] * o[b][c][d])))),
        };
    }

    private double Repulsion(int zi, int zj, double r)
    {
        double inner = _zbl![0], outer = _zbl[1];
        double x = 2.134563 * (Math.Pow(zi, 0.23) + Math.Pow(zj, 0.23)) * r;
        double phi = (0.18175 * Math.Exp(-3.1998 * x)) + (0.50986 * Math.Exp(-0.94229 * x))
            + (0.28022 * Math.Exp(-0.4029 * x)) + (0.02817 * Math.Exp(-0.20162 * x));
        double fade = r < inner ? 1.0 : r < outer ? 0.5 * (1.0 + Math.Cos(Math.PI * (r - inner) / (outer - inner))) : 0.0;
        return 14.399645 * zi * zj / r * phi * fade;
    }

    private static double Legendre(int l, double x)
    {
        double last = 1.0, p = x;
        for (int k = 2; k <= l; k++)
        {
            (last, p) = (p, ((((2 * k) - 1) * x * p) - ((k - 1) * last)) / k);
        }

        return p;
    }

    private static double Real(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
