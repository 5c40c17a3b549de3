using System;
using System.Linq;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Readouts;

namespace MdEngine.Training.Hdnnp;

/// <summary>
/// The networks of one element for a batch of atoms: outputs e and their gradients g by the inputs, then the derivatives by
/// the weights of sum_i (a_i e_i + v_i . g_i) for given numbers a and vectors v. Memory of one thread.
/// </summary>
/// <remarks>
/// v . g is the change of e along v: it is carried forward beside the values (z' = x' W, y' = f' z'), and the reverse of both
/// gives the mixed second derivatives, all as matrix products over the batch. B. A. Pearlmutter, Neural Comput. 6, 147 (1994).
/// Matrices are atom by neuron, rows padded with zeros.
/// </remarks>
internal sealed unsafe class NetworkPass
{
    private readonly PackedNetworks _networks;
    private readonly AlignedBuffer<double> _numbers = new();
    private readonly AlignedBuffer<double> _sums = new();
    private readonly Layer[] _layers;
    private int _element;
    private int _atoms;
    private double* _inputs;

    public NetworkPass(PackedNetworks networks)
    {
        _networks = networks;
        _layers = new Layer[networks.Shape.Sizes.Max(s => s.Length)];
    }

    /// <summary>Output of each atom of the last batch, at a distance of <see cref="NetworkShape.Pad"/>.</summary>
    public double* Outputs => _layers[^1].Values;

    /// <summary>Derivatives of the outputs by the inputs, in rows as the inputs'.</summary>
    public double* Gradients => _layers[0].Delta;

    /// <summary>Outputs and gradients of a batch.</summary>
    /// <param name="element">Element.</param>
    /// <param name="inputs">Inputs, atom by function, rows padded with zeros; must stay until <see cref="Backward"/>.</param>
    /// <param name="atoms">Number of atoms.</param>
    public void Forward(int element, double* inputs, int atoms)
    {
        _element = element;
        _atoms = atoms;
        _inputs = inputs;
        int[] sizes = _networks.Shape.Sizes[element];
        Reserve(sizes, atoms);
        double* x = inputs;
        for (int l = 1; l < sizes.Length; l++)
        {
            Layer layer = _layers[l];
            int from = NetworkShape.Padded(sizes[l - 1]), to = layer.Width, n = atoms * to;
            var biases = new ReadOnlySpan<double>(_networks.Biases(element, l), to);
            for (int i = 0; i < atoms; i++)
            {
                biases.CopyTo(new Span<double>(layer.Values + (i * to), to));
            }

            MatrixKernels.Multiply(layer.Values, to, x, from, 1, _networks.Weights(element, l), to, atoms, to, sizes[l - 1], true);
            Activation activation = l == sizes.Length - 1 ? Activation.Identity : _networks.Shape.Activation;
            CurvedActivation.Apply(activation, layer.Values, layer.Slopes, layer.Curves, n);
            x = layer.Values;
        }

        // Deltas: derivatives of the outputs by the arguments of the neurons.
        Layer last = _layers[sizes.Length - 1];
        new Span<double>(last.Delta, atoms * last.Width).Clear();
        for (int i = 0; i < atoms; i++)
        {
            last.Delta[i * last.Width] = 1.0;
        }

        for (int l = sizes.Length - 1; l >= 1; l--)
        {
            Layer layer = _layers[l], below = _layers[l - 1];
            if (l < sizes.Length - 1)
            {
                MultiplyBy(layer.Delta, layer.Slopes, atoms * layer.Width);
            }

            MatrixKernels.Multiply(
                below.Delta, below.Width, layer.Delta, layer.Width, 1, _networks.Transposed(element, l), below.Width, atoms,
                below.Width, sizes[l], false);
        }
    }

    /// <summary>Adds the derivatives of sum_i (a_i e_i + v_i . g_i) by the weights of the element.</summary>
    /// <param name="factors">a of each atom.</param>
    /// <param name="directions">v of each atom, in rows as the inputs'; null for zero.</param>
    /// <param name="gradient">Derivatives by the element's weights; added to.</param>
    public void Backward(ReadOnlySpan<double> factors, double* directions, Span<double> gradient)
    {
        int[] sizes = _networks.Shape.Sizes[_element];
        int top = sizes.Length - 1;
        bool mixed = directions != null;
        if (mixed)
        {
            Tangents(sizes, directions);
        }

        // z-bar, the derivatives by the arguments; the deltas are those by the arguments' changes along v.
        Layer last = _layers[top];
        new Span<double>(last.Bar, _atoms * last.Width).Clear();
        for (int i = 0; i < _atoms; i++)
        {
            last.Bar[i * last.Width] = factors[i];
        }

        int end = gradient.Length;
        for (int l = top; l >= 1; l--)
        {
            Layer layer = _layers[l];
            int from = sizes[l - 1], width = NetworkShape.Padded(from), n = _atoms * layer.Width;
            if (l < top)
            {
                Bars(layer, n, mixed);
            }

            end -= (from + 1) * sizes[l];
            double* x = l == 1 ? _inputs : _layers[l - 1].Values;
            double* tangent = l == 1 ? directions : mixed ? _layers[l - 1].Tangents : null;
            Collect(layer, x, tangent, from, width, sizes[l], gradient[end..]);
            if (l > 1)
            {
                MatrixKernels.Multiply(
                    _layers[l - 1].Bar, width, layer.Bar, layer.Width, 1, _networks.Transposed(_element, l), width, _atoms, width,
                    sizes[l], false);
            }
        }
    }

    private static void MultiplyBy(double* to, double* by, int n)
    {
        for (int k = 0; k < n; k += 4)
        {
            (Vector256.Load(to + k) * Vector256.Load(by + k)).Store(to + k);
        }
    }

    /// <summary>
    /// From the derivatives by values y and by changes y' = f' z' to those by arguments z: y-bar f' + y'-bar f'' z', where
    /// y'-bar is the delta before its factor f'.
    /// </summary>
    private static void Bars(Layer layer, int n, bool mixed)
    {
        MultiplyBy(layer.Bar, layer.Slopes, n);
        for (int k = 0; mixed && k < n; k += 4)
        {
            Vector256<double> curve = Vector256.Load(layer.Curves + k) * Vector256.Load(layer.Arguments + k);
            (Vector256.Load(layer.Bar + k) + (curve * Vector256.Load(layer.Plain + k))).Store(layer.Bar + k);
        }
    }

    /// <summary>Changes of arguments and values along the directions.</summary>
    private void Tangents(int[] sizes, double* directions)
    {
        double* x = directions;
        for (int l = 1; l < sizes.Length; l++)
        {
            Layer layer = _layers[l];
            int from = NetworkShape.Padded(sizes[l - 1]), to = layer.Width;
            MatrixKernels.Multiply(
                layer.Arguments, to, x, from, 1, _networks.Weights(_element, l), to, _atoms, to, sizes[l - 1], false);
            for (int k = 0; k < _atoms * to; k += 4)
            {
                (Vector256.Load(layer.Arguments + k) * Vector256.Load(layer.Slopes + k)).Store(layer.Tangents + k);
            }

            x = layer.Tangents;
        }

        // The deltas without their own slopes, which the reverse of y' = f' z' needs.
        for (int l = 1; l < sizes.Length - 1; l++)
        {
            Layer layer = _layers[l], above = _layers[l + 1];
            MatrixKernels.Multiply(
                layer.Plain, layer.Width, above.Delta, above.Width, 1, _networks.Transposed(_element, l + 1), layer.Width, _atoms,
                layer.Width, sizes[l + 1], false);
        }
    }

    private void Collect(Layer layer, double* x, double* tangent, int from, int width, int to, Span<double> gradient)
    {
        int padded = layer.Width;
        _sums.Grow((from + 1) * padded);
        double* sums = _sums.Pointer;
        MatrixKernels.Multiply(sums, padded, x, 1, width, layer.Bar, padded, from, padded, _atoms, false);
        if (tangent != null)
        {
            MatrixKernels.Multiply(sums, padded, tangent, 1, width, layer.Delta, padded, from, padded, _atoms, true);
        }

        double* bias = sums + (from * padded);
        new Span<double>(bias, padded).Clear();
        for (int i = 0; i < _atoms; i++)
        {
            for (int b = 0; b < to; b++)
            {
                bias[b] += layer.Bar[(i * padded) + b];
            }
        }

        for (int a = 0; a <= from; a++)
        {
            for (int b = 0; b < to; b++)
            {
                gradient[(a * to) + b] += sums[(a * padded) + b];
            }
        }
    }

    private void Reserve(int[] sizes, int atoms)
    {
        int total = sizes.Sum(s => Layer.Arrays * NetworkShape.Padded(s) * atoms);
        _numbers.Grow(total);
        double* at = _numbers.Pointer;
        for (int l = 0; l < sizes.Length; l++)
        {
            int width = NetworkShape.Padded(sizes[l]);
            _layers[l] = new Layer(at, width, width * atoms);
            at += Layer.Arrays * width * atoms;
        }
    }

    /// <summary>Matrices of one layer.</summary>
    private readonly struct Layer(double* numbers, int width, int size)
    {
        public const int Arrays = 8;

        public int Width => width;

        /// <summary>Values y.</summary>
        public double* Values => numbers;

        /// <summary>f'.</summary>
        public double* Slopes => numbers + size;

        /// <summary>f''.</summary>
        public double* Curves => numbers + (2 * size);

        /// <summary>Derivatives of the outputs by arguments.</summary>
        public double* Delta => numbers + (3 * size);

        /// <summary>Derivatives of the outputs by values.</summary>
        public double* Plain => numbers + (4 * size);

        /// <summary>Changes of arguments along the directions.</summary>
        public double* Arguments => numbers + (5 * size);

        /// <summary>Changes of values.</summary>
        public double* Tangents => numbers + (6 * size);

        /// <summary>Derivatives of the sum by arguments (before: by values).</summary>
        public double* Bar => numbers + (7 * size);
    }
}
