using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;

namespace MdEngine.Potentials.Readouts;

/// <summary>
/// A small feed-forward network with one output, evaluated for several atoms at a time, with the gradient of the output by
/// the inputs.
/// </summary>
/// <remarks>
/// Numbers of one neuron for consecutive atoms lie side by side (neuron by atom, atoms fastest), so that every weight is
/// read once for four atoms and the products need no sums across a register. Gradient: the usual backward recursion.
/// </remarks>
public sealed unsafe class DenseNetwork
{
    /// <summary>Atoms are evaluated in groups of this many; the arrays have room for whole groups.</summary>
    public const int Group = 4;

    private readonly DenseLayer[] _layers;
    private readonly int _neurons;
    private readonly int _widest;

    /// <summary>Puts layers together.</summary>
    /// <exception cref="ArgumentException">Sizes of neighbouring layers differ, or the last has several outputs.</exception>
    public DenseNetwork(IReadOnlyList<DenseLayer> layers)
    {
        _layers = [.. layers];
        if (_layers.Length == 0 || _layers[^1].Outputs != 1)
        {
            throw new ArgumentException("a network has at least one layer, and its last has one neuron", nameof(layers));
        }

        for (int l = 1; l < _layers.Length; l++)
        {
            if (_layers[l].Inputs != _layers[l - 1].Outputs)
            {
                throw new ArgumentException(
                    $"layer {l} has {_layers[l].Inputs} inputs, the one before {_layers[l - 1].Outputs} neurons", nameof(layers));
            }
        }

        _neurons = _layers.Sum(l => l.Outputs);
        _widest = Math.Max(Inputs, _layers.Max(l => l.Outputs));
    }

    /// <summary>Number of inputs.</summary>
    public int Inputs => _layers[0].Inputs;

    /// <summary>The layers.</summary>
    public IReadOnlyList<DenseLayer> Layers => _layers;

    /// <summary>Multiply-adds of one evaluation with its gradient.</summary>
    public long MultiplyAdds => _layers.Sum(l => 2L * l.Inputs * l.Outputs);

    /// <summary>Numbers of scratch memory for <paramref name="atoms"/> atoms.</summary>
    public int ScratchSize(int atoms) => Padded(atoms) * ((2 * _neurons) + (2 * _widest));

    /// <summary>The next multiple of <see cref="Group"/>.</summary>
    public static int Padded(int atoms) => (atoms + Group - 1) / Group * Group;

    /// <summary>Evaluates the network for several atoms.</summary>
    /// <param name="inputs">Inputs, neuron by atom, rows of <see cref="Padded"/> atoms; padding must be finite.</param>
    /// <param name="atoms">Number of atoms.</param>
    /// <param name="output">Room for one output a padded atom.</param>
    /// <param name="gradient">Room for derivatives of the outputs by the inputs, laid out as these.</param>
    /// <param name="scratch">Room for <see cref="ScratchSize"/> numbers.</param>
    public void Evaluate(double* inputs, int atoms, double* output, double* gradient, double* scratch)
    {
        int n = Padded(atoms);
        double* values = scratch, slopes = scratch + (n * _neurons);
        double* from = inputs, y = values, s = slopes;
        foreach (DenseLayer layer in _layers)
        {
            Forward(layer, from, y, n);
            Activations.Apply(layer.Activation, y, s, n * layer.Outputs);
            from = y;
            y += n * layer.Outputs;
            s += n * layer.Outputs;
        }

        new ReadOnlySpan<double>(from, n).CopyTo(new Span<double>(output, n));
        double* delta = slopes + (n * _neurons), other = delta + (n * _widest);
        new Span<double>(delta, n).Fill(1.0);
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            DenseLayer layer = _layers[l];
            s -= n * layer.Outputs;
            for (int k = 0; k < n * layer.Outputs; k += Group)
            {
                (Vector256.Load(delta + k) * Vector256.Load(s + k)).Store(delta + k);
            }

            Backward(layer, delta, l == 0 ? gradient : other, n);
            double* last = delta;
            delta = other;
            other = last;
        }
    }

    private static void Forward(DenseLayer layer, double* x, double* y, int n)
    {
        int outputs = layer.Outputs, inputs = layer.Inputs;
        fixed (double* weights = layer.WeightArray, biases = layer.BiasArray)
        {
            for (int g = 0; g < n; g += Group)
            {
                int b = 0;
                for (; b + 4 <= outputs; b += 4)
                {
                    Vector256<double> y0 = Vector256.Create(biases[b]), y1 = Vector256.Create(biases[b + 1]);
                    Vector256<double> y2 = Vector256.Create(biases[b + 2]), y3 = Vector256.Create(biases[b + 3]);
                    double* w = weights + b, xa = x + g;
                    for (int a = 0; a < inputs; a++, w += outputs, xa += n)
                    {
                        Vector256<double> v = Vector256.Load(xa);
                        y0 = Vector256.MultiplyAddEstimate(Vector256.Create(w[0]), v, y0);
                        y1 = Vector256.MultiplyAddEstimate(Vector256.Create(w[1]), v, y1);
                        y2 = Vector256.MultiplyAddEstimate(Vector256.Create(w[2]), v, y2);
                        y3 = Vector256.MultiplyAddEstimate(Vector256.Create(w[3]), v, y3);
                    }

                    double* to = y + (b * n) + g;
                    y0.Store(to);
                    y1.Store(to + n);
                    y2.Store(to + (2 * n));
                    y3.Store(to + (3 * n));
                }

                for (; b < outputs; b++)
                {
                    Vector256<double> y0 = Vector256.Create(biases[b]);
                    for (int a = 0; a < inputs; a++)
                    {
                        y0 = Vector256.MultiplyAddEstimate(
                            Vector256.Create(weights[(a * outputs) + b]), Vector256.Load(x + (a * n) + g), y0);
                    }

                    y0.Store(y + (b * n) + g);
                }
            }
        }
    }

    private static void Backward(DenseLayer layer, double* delta, double* x, int n)
    {
        int outputs = layer.Outputs, inputs = layer.Inputs;
        fixed (double* weights = layer.WeightArray)
        {
            for (int g = 0; g < n; g += Group)
            {
                int a = 0;
                for (; a + 4 <= inputs; a += 4)
                {
                    Vector256<double> x0 = default, x1 = default, x2 = default, x3 = default;
                    double* w = weights + (a * outputs), d = delta + g;
                    for (int b = 0; b < outputs; b++, w++, d += n)
                    {
                        Vector256<double> v = Vector256.Load(d);
                        x0 = Vector256.MultiplyAddEstimate(Vector256.Create(w[0]), v, x0);
                        x1 = Vector256.MultiplyAddEstimate(Vector256.Create(w[outputs]), v, x1);
                        x2 = Vector256.MultiplyAddEstimate(Vector256.Create(w[2 * outputs]), v, x2);
                        x3 = Vector256.MultiplyAddEstimate(Vector256.Create(w[3 * outputs]), v, x3);
                    }

                    double* to = x + (a * n) + g;
                    x0.Store(to);
                    x1.Store(to + n);
                    x2.Store(to + (2 * n));
                    x3.Store(to + (3 * n));
                }

                for (; a < inputs; a++)
                {
                    Vector256<double> x0 = default;
                    for (int b = 0; b < outputs; b++)
                    {
                        x0 = Vector256.MultiplyAddEstimate(
                            Vector256.Create(weights[(a * outputs) + b]), Vector256.Load(delta + (b * n) + g), x0);
                    }

                    x0.Store(x + (a * n) + g);
                }
            }
        }
    }
}
