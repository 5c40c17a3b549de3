using System;
using System.Linq;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Hdnnp;

/// <summary>
/// Energy, forces and virial of a frame by the networks, and the derivatives by the weights of its residuals. Memory of one
/// thread.
/// </summary>
/// <param name="networks">Networks.</param>
/// <param name="unit">Energy of an output of 1, eV.</param>
internal sealed unsafe class FramePass(PackedNetworks networks, double unit)
{
    private readonly NetworkPass[] _passes = [.. Enumerable.Range(0, networks.Shape.Elements).Select(_ => new NetworkPass(networks))];
    private readonly AlignedBuffer<double> _directions = new();
    private readonly AlignedBuffer<double> _inputs = new();
    private double[] _predicted = [];
    private double[] _factors = [];
    private double _energy;

    /// <summary>Computes a frame's errors, and adds the gradient of half the sum of its squared residuals.</summary>
    /// <param name="frame">Frame.</param>
    /// <param name="gradient">Gradient by all weights, added to; empty when it is not wanted.</param>
    public FrameErrors Evaluate(FrameData frame, Span<double> gradient)
    {
        Predict(frame);
        var errors = default(FrameErrors);
        double off = _energy - frame.Energy, squares = 0.0, forceSquares = 0.0;
        if (!double.IsNaN(frame.Energy))
        {
            errors.AddEnergy(off / frame.Atoms);
        }

        double residual = frame.EnergyWeight > 0.0 ? frame.EnergyWeight * off : 0.0;
        squares += residual * residual;
        int components = 3 * frame.Atoms;
        for (int t = 0; t < frame.Coordinates; t++)
        {
            double error = _predicted[t] - frame.Labels[t], weight = frame.WeightOf(t);
            forceSquares += t < components ? error * error : 0.0;
            double r = weight > 0.0 ? weight * error : 0.0;
            squares += r * r;
            _predicted[t] = weight * r;
        }

        errors.AddResiduals(squares, frame.Residuals);
        if (components > 0 && !double.IsNaN(forceSquares))
        {
            errors.AddForces(forceSquares, components);
        }

        if (!gradient.IsEmpty)
        {
            AddGradient(frame, unit * frame.EnergyWeight * residual, gradient);
        }

        return errors;
    }

    /// <summary>Energy of a frame less that of its atoms, eV, and its derivatives by all weights.</summary>
    /// <param name="frame">Frame.</param>
    /// <param name="derivatives">Derivatives; added to. Empty when they are not wanted.</param>
    public double Energy(FrameData frame, Span<double> derivatives)
    {
        double sum = 0.0;
        foreach (FrameInputs part in frame.Parts)
        {
            NetworkPass pass = _passes[part.Element];
            pass.Forward(part.Element, part.Inputs.Pointer, part.Atoms.Length);
            sum += SumOfOutputs(pass, part.Atoms.Length);
            if (!derivatives.IsEmpty)
            {
                pass.Backward(Factors(part.Atoms.Length, unit), null, Part(derivatives, part.Element));
            }
        }

        return unit * sum;
    }

    /// <summary>One force or virial component, and its derivatives by all weights.</summary>
    /// <param name="frame">Frame.</param>
    /// <param name="coordinate">Coordinate.</param>
    /// <param name="derivatives">Derivatives; added to. Empty when they are not wanted.</param>
    public double Component(FrameData frame, int coordinate, Span<double> derivatives)
    {
        double sum = 0.0;
        foreach (FrameInputs part in frame.Parts)
        {
            int width = part.Width, count = 0;
            _inputs.Grow(part.Atoms.Length * width);
            _directions.Grow(part.Atoms.Length * width);
            for (int i = 0; i < part.Atoms.Length; i++)
            {
                int row = Array.IndexOf(part.Coordinates, coordinate, part.FirstRow[i], part.FirstRow[i + 1] - part.FirstRow[i]);
                if (row < 0)
                {
                    continue;
                }

                new Span<double>(part.Input(i), width).CopyTo(new Span<double>(_inputs.Pointer + (count * width), width));
                double* v = _directions.Pointer + (count * width);
                new Span<double>(v, width).Clear();
                AddTimes(v, -unit, part.Row(row), width);
                count++;
            }

            if (count == 0)
            {
                continue;
            }

            NetworkPass pass = _passes[part.Element];
            pass.Forward(part.Element, _inputs.Pointer, count);
            sum += MatrixKernels.Dot(_directions.Pointer, pass.Gradients, count * width);
            if (!derivatives.IsEmpty)
            {
                pass.Backward(Factors(count, 0.0), _directions.Pointer, Part(derivatives, part.Element));
            }
        }

        return sum;
    }

    private static double SumOfOutputs(NetworkPass pass, int atoms)
    {
        double sum = 0.0;
        for (int i = 0; i < atoms; i++)
        {
            sum += pass.Outputs[i * NetworkShape.Pad];
        }

        return sum;
    }

    private static double Dot(float* row, double* g, int width)
    {
        Vector256<double> s0 = default, s1 = default;
        for (int k = 0; k < width; k += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load(row + k));
            s0 = Vector256.MultiplyAddEstimate(low, Vector256.Load(g + k), s0);
            s1 = Vector256.MultiplyAddEstimate(high, Vector256.Load(g + k + 4), s1);
        }

        return Vector256.Sum(s0 + s1);
    }

    private static void AddTimes(double* to, double factor, float* row, int width)
    {
        var f = Vector256.Create(factor);
        for (int k = 0; k < width; k += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load(row + k));
            Vector256.MultiplyAddEstimate(f, low, Vector256.Load(to + k)).Store(to + k);
            Vector256.MultiplyAddEstimate(f, high, Vector256.Load(to + k + 4)).Store(to + k + 4);
        }
    }

    private Span<double> Part(Span<double> all, int element)
    {
        int[] start = networks.Shape.Start;
        return all[start[element]..start[element + 1]];
    }

    private Span<double> Factors(int atoms, double value)
    {
        _factors = _factors.Length < atoms ? new double[atoms] : _factors;
        _factors.AsSpan(0, atoms).Fill(value);
        return _factors.AsSpan(0, atoms);
    }

    private void Predict(FrameData frame)
    {
        _predicted = _predicted.Length < frame.Coordinates ? new double[frame.Coordinates] : _predicted;
        Array.Clear(_predicted, 0, frame.Coordinates);
        double sum = 0.0;
        foreach (FrameInputs part in frame.Parts)
        {
            NetworkPass pass = _passes[part.Element];
            pass.Forward(part.Element, part.Inputs.Pointer, part.Atoms.Length);
            sum += SumOfOutputs(pass, part.Atoms.Length);
            for (int i = 0; i < part.Atoms.Length; i++)
            {
                double* g = pass.Gradients + (i * part.Width);
                for (int row = part.FirstRow[i]; row < part.FirstRow[i + 1]; row++)
                {
                    _predicted[part.Coordinates[row]] -= unit * Dot(part.Row(row), g, part.Width);
                }
            }
        }

        _energy = unit * sum;
    }

    /// <summary>With the derivatives of the loss by the coordinates' predictions in place of these.</summary>
    private void AddGradient(FrameData frame, double factor, Span<double> gradient)
    {
        foreach (FrameInputs part in frame.Parts)
        {
            int width = part.Width;
            _directions.Grow(part.Atoms.Length * width);
            new Span<double>(_directions.Pointer, part.Atoms.Length * width).Clear();
            for (int i = 0; i < part.Atoms.Length; i++)
            {
                double* v = _directions.Pointer + (i * width);
                for (int row = part.FirstRow[i]; row < part.FirstRow[i + 1]; row++)
                {
                    double c = _predicted[part.Coordinates[row]];
                    if (c != 0.0)
                    {
                        AddTimes(v, -unit * c, part.Row(row), width);
                    }
                }
            }

            _passes[part.Element].Backward(
                Factors(part.Atoms.Length, factor), _directions.Pointer, Part(gradient, part.Element));
        }
    }
}
