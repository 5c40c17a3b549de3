using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Nep;

namespace MdEngine.Tests.Potentials.Nep;

/// <summary>
/// The energy of a structure without periodicity by the plain formulas: sums over pairs of neighbours with Legendre
/// polynomials, four-body terms with Cartesian tensors. No line in common with the kernels.
/// </summary>
internal static class PlainNep
{
    public static double Energy(NepModel model, Structure structure)
    {
        double sum = 0.0;
        int[] type = [.. structure.Elements.Select(e => model.Elements.ToList().IndexOf(e))];
        for (int i = 0; i < structure.Count; i++)
        {
            double[] q = Descriptor(model, structure, type, i);
            NepNetwork network = model.Network(type[i]);
            sum -= network.OutputBias;
            for (int mu = 0; mu < model.Neurons; mu++)
            {
                double input = q.Select((v, nu) => v * network.Weights[(mu * q.Length) + nu]).Sum() - network.Biases[mu];
                sum += network.Output[mu] * Math.Tanh(input);
            }

            for (int j = 0; j < structure.Count && model.Zbl is not null; j++)
            {
                double r = (structure.Positions[j] - structure.Positions[i]).Length;
                sum += j == i ? 0.0 : 0.5 * model.Zbl.At(type[i], type[j], r).Energy;
            }
        }

        return sum;
    }

    private static double[] Descriptor(NepModel model, Structure structure, int[] type, int i)
    {
        NepHeader h = model.Header;
        int pairs = h.Types * h.Types;
        var radial = new double[h.RadialFunctions];
        var near = new List<(Double3 U, double[] G)>();
        for (int j = 0; j < structure.Count; j++)
        {
            Double3 d = structure.Positions[j] - structure.Positions[i];
            double r = d.Length;
            int pair = (type[i] * h.Types) + type[j];
            if (j == i || r >= h.RadialCutoffs[pair])
            {
                continue;
            }

            double Function(double[] c, int n, int basis, double rc)
            {
                double x = (2.0 * Math.Pow((r / rc) - 1.0, 2)) - 1.0;
                double f = 0.5 * (1.0 + Math.Cos(Math.PI * r / rc));
                return Enumerable.Range(0, basis)
                    .Sum(k => c[(((n * basis) + k) * pairs) + pair] * 0.5 * (Math.Cos(k * Math.Acos(x)) + 1.0) * f);
            }

            for (int n = 0; n < radial.Length; n++)
            {
                radial[n] += Function(model.RadialCoefficients, n, h.RadialBasis, h.RadialCutoffs[pair]);
            }

            if (r < h.AngularCutoffs[pair])
            {
                near.Add(((1.0 / r) * d, [.. Enumerable.Range(0, h.AngularFunctions)
                    .Select(n => Function(model.AngularCoefficients, n, h.AngularBasis, h.AngularCutoffs[pair]))]));
            }
        }

        var q = new List<double>(radial);
        for (int l = 1; l <= h.MaxAngularMomentum; l++)
        {
            for (int n = 0; n < h.AngularFunctions; n++)
            {
                q.Add(near.Sum(a => near.Sum(b => a.G[n] * b.G[n] * Legendre(l, Double3.Dot(a.U, b.U)))) * ((2 * l) + 1) / (4.0 * Math.PI));
            }
        }

        for (int kind = 0; kind < h.ExtraTerms.Length; kind++)
        {
            for (int n = 0; n < h.AngularFunctions && h.ExtraTerms[kind]; n++)
            {
                q.Add(Extra(kind, [.. near.Select(a => (a.U, a.G[n]))]));
            }
        }

        return [.. q];
    }

    /// <summary>The terms 222, 1111, 112, 123, 233 and 134 with traceless tensors v, Q, O, H of the neighbours.</summary>
    private static double Extra(int kind, (Double3 U, double G)[] near)
    {
        double Delta(int a, int b) => a == b ? 1.0 : 0.0;
        double Sum(Func<Double3, double> f) => near.Sum(n => n.G * f(n.U));
        var axes = Enumerable.Range(0, 3).ToArray();
        double[] v = [.. axes.Select(a => Sum(u => u[a]))];
        var q = new double[3, 3];
        var o = new double[3, 3, 3];
        foreach (int a in axes)
        {
            foreach (int b in axes)
            {
                q[a, b] = Sum(u => (u[a] * u[b]) - (Delta(a, b) / 3.0));
                foreach (int c in axes)
                {
                    o[a, b, c] = Sum(u => (u[a] * u[b] * u[c])
                        - (((Delta(a, b) * u[c]) + (Delta(a, c) * u[b]) + (Delta(b, c) * u[a])) / 5.0));
                }
            }
        }

        double H(int a, int b, int c, int d) => Sum(u => (u[a] * u[b] * u[c] * u[d])
            - (((Delta(a, b) * u[c] * u[d]) + (Delta(a, c) * u[b] * u[d]) + (Delta(a, d) * u[b] * u[c])
                + (Delta(b, c) * u[a] * u[d]) + (Delta(b, d) * u[a] * u[c]) + (Delta(c, d) * u[a] * u[b])) / 7.0)
            + (((Delta(a, b) * Delta(c, d)) + (Delta(a, c) * Delta(b, d)) + (Delta(a, d) * Delta(b, c))) / 35.0));
        double Over2(Func<int, int, double> f) => axes.Sum(a => axes.Sum(b => f(a, b)));
        double Over3(Func<int, int, int, double> f) => axes.Sum(a => Over2((b, c) => f(a, b, c)));
        double Over4(Func<int, int, int, int, double> f) => axes.Sum(a => Over3((b, c, d) => f(a, b, c, d)));
        double pi = Math.PI;
        return kind switch
        {
            0 => -108.0 * Math.Pow(5.0 / (16.0 * pi), 1.5) * Math.Sqrt(2.0 / 35.0)
                * new Matrix3(q[0, 0], q[0, 1], q[0, 2], q[1, 0], q[1, 1], q[1, 2], q[2, 0], q[2, 1], q[2, 2]).Determinant,
            1 => 7.0 / 15.0 * Math.Pow(3.0 / (4.0 * pi) * v.Sum(x => x * x), 2),
            2 => 3.0 * (3.0 / (4.0 * pi)) * Math.Sqrt(5.0 / (16.0 * pi)) * Math.Sqrt(2.0 / 15.0)
                * Over2((a, b) => v[a] * q[a, b] * v[b]),
            3 => -10.0 * Math.Sqrt(3.0 / (4.0 * pi)) * Math.Sqrt(5.0 / (16.0 * pi)) * Math.Sqrt(7.0 / (16.0 * pi)) * Math.Sqrt(3.0 / 35.0)
                * Over3((a, b, c) => o[a, b, c] * v[a] * q[b, c]),
            4 => 75.0 * Math.Sqrt(5.0 / (16.0 * pi)) * (7.0 / (16.0 * pi)) * Math.Sqrt(4.0 / 105.0)
                * Over4((a, b, c, d) => q[a, b] * o[a, c, d] * o[b, c, d]),
            _ => 70.0 * Math.Sqrt(3.0 / (4.0 * pi)) * Math.Sqrt(7.0 / (16.0 * pi)) * Math.Sqrt(9.0 / (256.0 * pi)) * Math.Sqrt(4.0 / 63.0)
                * Over4((a, b, c, d) => H(a, b, c, d) * v[a] * o[b, c, d]),
        };
    }

    private static double Legendre(int l, double x)
    {
        double last = 1.0, p = x;
        for (int k = 1; k < l; k++)
        {
            (last, p) = (p, ((((2 * k) + 1) * x * p) - (k * last)) / (k + 1));
        }

        return p;
    }
}
