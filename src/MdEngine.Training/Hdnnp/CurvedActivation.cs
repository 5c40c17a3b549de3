using System;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Potentials.Readouts;

namespace MdEngine.Training.Hdnnp;

/// <summary>Activation functions with first and second derivatives, for arrays of neurons.</summary>
internal static unsafe class CurvedActivation
{
    /// <summary>Replaces arguments by values; the length is a multiple of four.</summary>
    public static void Apply(Activation activation, double* x, double* slope, double* curve, int length)
    {
        if (activation == Activation.Tanh)
        {
            Tanh(x, slope, curve, length);
            return;
        }

        for (int k = 0; k < length; k++)
        {
            (x[k], slope[k], curve[k]) = At(activation, x[k]);
        }
    }

    private static void Tanh(double* x, double* slope, double* curve, int length)
    {
        Double4 one = Double4.Create(1.0), two = Double4.Create(2.0);
        for (int k = 0; k < length; k += Double4.Count)
        {
            // As the evaluator of the potential computes it, so that predictions agree.
            Double4 e = Double4.Exp(two * Double4.Load(x + k));
            Double4 y = one - (two / (e + one));
            Double4 s = one - (y * y);
            Double4.Store(x + k, y);
            Double4.Store(slope + k, s);
            Double4.Store(curve + k, -(two * y * s));
        }
    }

    private static (double Value, double Slope, double Curve) At(Activation activation, double x)
    {
        double y;
        switch (activation)
        {
            case Activation.Identity:
                return (x, 1.0, 0.0);
            case Activation.Logistic:
                y = 1.0 / (1.0 + Math.Exp(-x));
                return (y, y * (1.0 - y), y * (1.0 - y) * (1.0 - (2.0 * y)));
            case Activation.ReversedLogistic:
                y = 1.0 / (1.0 + Math.Exp(x));
                return (y, -y * (1.0 - y), y * (1.0 - y) * (1.0 - (2.0 * y)));
            case Activation.Softplus:
                y = 1.0 / (1.0 + Math.Exp(-x));
                return (Math.Max(x, 0.0) + Math.Log(1.0 + Math.Exp(-Math.Abs(x))), y, y * (1.0 - y));
            case Activation.Gaussian:
                y = Math.Exp(-0.5 * x * x);
                return (y, -x * y, ((x * x) - 1.0) * y);
            case Activation.Cosine:
                return (Math.Cos(x), -Math.Sin(x), -Math.Cos(x));
            case Activation.Exponential:
                y = Math.Exp(-x);
                return (y, -y, y);
            case Activation.Square:
                return (x * x, 2.0 * x, 2.0);
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "has no second derivative");
        }
    }
}
