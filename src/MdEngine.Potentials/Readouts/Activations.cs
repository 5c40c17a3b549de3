using System;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Readouts;

/// <summary>Activation functions with their derivatives, for arrays of neurons.</summary>
internal static unsafe class Activations
{
    /// <summary>Replaces arguments by values, and writes the derivatives; the length is a multiple of four.</summary>
    public static void Apply(Activation activation, double* x, double* slope, int length)
    {
        if (activation == Activation.Tanh)
        {
            Tanh(x, slope, length);
            return;
        }

        for (int k = 0; k < length; k++)
        {
            x[k] = Value(activation, x[k], out slope[k]);
        }
    }

    private static void Tanh(double* x, double* slope, int length)
    {
        Double4 one = Double4.Create(1.0), two = Double4.Create(2.0);
        for (int k = 0; k < length; k += Double4.Count)
        {
            // 1 - 2/(e^2x + 1): exact to a unit in the last place of 1, which is what a sum over neurons needs.
            Double4 e = Double4.Exp(two * Double4.Load(x + k));
            Double4 y = one - (two / (e + one));
            Double4.Store(x + k, y);
            Double4.Store(slope + k, one - (y * y));
        }
    }

    private static double Value(Activation activation, double x, out double slope)
    {
        double y;
        switch (activation)
        {
            case Activation.Identity:
                slope = 1.0;
                return x;
            case Activation.Tanh:
                y = Math.Tanh(x);
                slope = 1.0 - (y * y);
                return y;
            case Activation.Logistic:
                y = 1.0 / (1.0 + Math.Exp(-x));
                slope = y * (1.0 - y);
                return y;
            case Activation.Softplus:
                slope = 1.0 / (1.0 + Math.Exp(-x));
                return Math.Max(x, 0.0) + Math.Log(1.0 + Math.Exp(-Math.Abs(x)));
            case Activation.Relu:
                slope = x > 0.0 ? 1.0 : 0.0;
                return x > 0.0 ? x : 0.0;
            case Activation.Gaussian:
                y = Math.Exp(-0.5 * x * x);
                slope = -x * y;
                return y;
            case Activation.Cosine:
                slope = -Math.Sin(x);
                return Math.Cos(x);
            case Activation.ReversedLogistic:
                y = 1.0 / (1.0 + Math.Exp(x));
                slope = -y * (1.0 - y);
                return y;
            case Activation.Exponential:
                y = Math.Exp(-x);
                slope = -y;
                return y;
            case Activation.Square:
                slope = 2.0 * x;
                return x * x;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation));
        }
    }
}
