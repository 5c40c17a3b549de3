using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Nep;

/// <summary>Energy, forces and strain derivative of a frame by a model that is being fitted.</summary>
internal static unsafe class NepForward
{
    /// <summary>Predicts a frame; what the way back needs stays in the workspace.</summary>
    public static NepPrediction Predict(
        NepShape shape, NepScaling scaling, NepParameters parameters, NepFrame frame, NepPairTables tables, NepWorkspace work)
    {
        work.Reserve(frame);
        double energy = 0.0;
        for (int t = 0; t < shape.Types; t++)
        {
            int begin = frame.TypeStarts[t], atoms = frame.TypeStarts[t + 1] - begin;
            if (atoms > 0)
            {
                Describe(shape, parameters, frame, work, t, begin, atoms);
                energy += Network(shape, scaling, parameters, work, t, begin, atoms);
            }
        }

        new Span<double>(work.Forces, 3 * frame.Count).Clear();
        Span<double> strain = stackalloc double[9];
        strain.Clear();
        for (int t = 0; t < shape.Types; t++)
        {
            for (int i = frame.TypeStarts[t]; i < frame.TypeStarts[t + 1]; i++)
            {
                RadialForces(shape, frame, tables, work, i, strain);
                AngularForces(shape, parameters.Angular(t), frame, tables, work, i, strain);
            }
        }

        double xy = 0.5 * (strain[1] + strain[3]), xz = 0.5 * (strain[2] + strain[6]), yz = 0.5 * (strain[5] + strain[7]);
        return new NepPrediction(energy, new Matrix3(strain[0], xy, xz, xy, strain[4], yz, xz, yz, strain[8]));
    }

    /// <summary>Sets A and q of the atoms of a type.</summary>
    public static void Describe(
        NepShape shape, NepParameters parameters, NepFrame frame, NepWorkspace work, int type, int begin, int atoms)
    {
        int row = shape.DescriptorRow, sums = shape.HarmonicsRow * shape.AngularRow;
        MatrixKernels.Multiply(
            work.Q + (begin * row), row, frame.RadialFeatures + (begin * shape.RadialFeatures), shape.RadialFeatures, 1,
            parameters.Radial(type), shape.RadialRow, atoms, shape.RadialRow, shape.RadialFeatures, add: false);
        for (int i = begin; i < begin + atoms; i++)
        {
            double* a = work.A + (i * sums);
            Contract(shape, frame.AngularFeatures + (i * shape.AngularFeatures * shape.HarmonicsRow), parameters.Angular(type), a);
            NepAlgebra.Values(shape, a, work.Q + (i * row) + shape.RadialRow);
        }
    }

    /// <summary>A[lm][n] = sum_p features[p][lm] c[p][n].</summary>
    public static void Contract(NepShape shape, double* features, double* coefficients, double* to) =>
        MatrixKernels.Multiply(
            to, shape.AngularRow, features, 1, shape.HarmonicsRow, coefficients, shape.AngularRow,
            shape.HarmonicsRow, shape.AngularRow, shape.AngularFeatures, add: false);

    /// <summary>Multiplies rows of numbers by a row of factors.</summary>
    public static void Scale(double* rows, double[] factors, double* to, int count)
    {
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < factors.Length; k++)
            {
                to[(i * factors.Length) + k] = factors[k] * rows[(i * factors.Length) + k];
            }
        }
    }

    /// <summary>The energies of the atoms of a type, their sum; sets dU/dq and from that dU by the radial features and by A.</summary>
    private static double Network(
        NepShape shape, NepScaling scaling, NepParameters parameters, NepWorkspace work, int type, int begin, int atoms)
    {
        int row = shape.DescriptorRow, neurons = shape.PaddedNeurons;
        double* x = work.X + (begin * row), q = work.Q + (begin * row), phi = work.Phi + (begin * row);
        double* h = work.H + (begin * neurons), y = work.Y + (begin * neurons);
        double[] scale = scaling.Scale, center = scaling.Center[type];
        for (int i = 0; i < atoms; i++)
        {
            for (int k = 0; k < row; k++)
            {
                x[(i * row) + k] = (scale[k] * q[(i * row) + k]) - center[k];
            }
        }

        MatrixKernels.Multiply(
            h, neurons, x, row, 1, parameters.WeightsTransposed(type), neurons, atoms, neurons, row, add: false);
        double energy = Activate(parameters.Biases(type), parameters.Output(type), h, y, atoms, neurons) - (atoms * parameters.Bias(type)[0]);
        MatrixKernels.Multiply(phi, row, y, neurons, 1, parameters.Weights(type), row, atoms, row, shape.Neurons, add: false);
        Scale(phi, scale, phi, atoms);

        MatrixKernels.Multiply(
            work.RadialGradient + (begin * shape.RadialFeatures), shape.RadialFeatures, phi, row, 1,
            parameters.RadialTransposed(type), shape.RadialFeatures, atoms, shape.RadialFeatures, shape.Header.RadialFunctions, add: false);
        int sums = shape.HarmonicsRow * shape.AngularRow;
        for (int i = begin; i < begin + atoms; i++)
        {
            NepAlgebra.Gradient(
                shape, work.A + (i * sums), work.Q + (i * row) + shape.RadialRow, work.Phi + (i * row) + shape.RadialRow,
                work.Z + (i * sums));
        }

        return energy;
    }

    /// <summary>Replaces the neurons' inputs by h = tanh(z - b0), sets y = w1 (1 - h^2), returns the sum of w1 h.</summary>
    private static double Activate(double* biases, double* output, double* h, double* y, int atoms, int neurons)
    {
        Vector256<double> sum = default;
        for (int i = 0; i < atoms; i++)
        {
            for (int mu = 0; mu < neurons; mu += 4)
            {
                // tanh x = 1 - 2 / (e^2x + 1): exact to the rounding of 1, and of +-1 for large x.
                Vector256<double> z = Vector256.Load(h + mu) - Vector256.Load(biases + mu);
                Vector256<double> tanh = Vector256<double>.One - (Vector256.Create(2.0) / (Vector256.Exp(z + z) + Vector256<double>.One));
                Vector256<double> w = Vector256.Load(output + mu);
                sum += w * tanh;
                tanh.Store(h + mu);
                (w - (w * tanh * tanh)).Store(y + mu);
            }

            h += neurons;
            y += neurons;
        }

        return Vector256.Sum(sum);
    }

    private static void RadialForces(
        NepShape shape, NepFrame frame, NepPairTables tables, NepWorkspace work, int i, Span<double> strain)
    {
        NepPairs pairs = frame.Radial;
        int row = shape.RadialBasisRow;
        for (int t = 0; t < shape.Types; t++)
        {
            double* gradient = work.RadialGradient + (((i * shape.Types) + t) * row);
            int run = (i * shape.Types) + t;
            for (int p = pairs.Starts[run]; p < pairs.Starts[run + 1]; p++)
            {
                double slope = MatrixKernels.Dot(gradient, tables.RadialSlopes + (p * row), row);
                double* u = tables.RadialUnits + (3 * p);
                Pull(work.Forces, pairs, i, p, slope * u[0], slope * u[1], slope * u[2], strain);
            }
        }
    }

    private static void AngularForces(
        NepShape shape, double* coefficients, NepFrame frame, NepPairTables tables, NepWorkspace work, int i, Span<double> strain)
    {
        NepPairs pairs = frame.Angular;
        int lm = shape.HarmonicsRow, basis = shape.AngularBasisRow, functions = shape.AngularRow;
        double* z = work.Z + (i * lm * functions), transposed = work.FeatureGradient, gradient = transposed + (lm * functions);
        for (int c = 0; c < lm; c++)
        {
            for (int n = 0; n < functions; n++)
            {
                transposed[(n * lm) + c] = z[(c * functions) + n];
            }
        }

        MatrixKernels.Multiply(
            gradient, lm, coefficients, functions, 1, transposed, lm, shape.AngularFeatures, lm, shape.Header.AngularFunctions, add: false);
        for (int t = 0; t < shape.Types; t++)
        {
            int run = (i * shape.Types) + t, begin = pairs.Starts[run], end = pairs.Starts[run + 1];
            MatrixKernels.Multiply(
                work.PairRows, lm, tables.AngularBasis + (2 * begin * basis), basis, 1, gradient + (t * basis * lm), lm,
                2 * (end - begin), lm, basis, add: false);
            for (int p = begin; p < end; p++)
            {
                double* v = work.PairRows + (2 * (p - begin) * lm), y = tables.Harmonics + (4 * p * lm);
                Vector256<double> radial = default, x0 = default, x1 = default, x2 = default;
                for (int k = 0; k < lm; k += 4)
                {
                    var f = Vector256.Load(v + k);
                    radial = Vector256.MultiplyAddEstimate(Vector256.Load(v + lm + k), Vector256.Load(y + k), radial);
                    x0 = Vector256.MultiplyAddEstimate(f, Vector256.Load(y + lm + k), x0);
                    x1 = Vector256.MultiplyAddEstimate(f, Vector256.Load(y + (2 * lm) + k), x1);
                    x2 = Vector256.MultiplyAddEstimate(f, Vector256.Load(y + (3 * lm) + k), x2);
                }

                double slope = Vector256.Sum(radial);
                double* u = tables.AngularUnits + (3 * p);
                Pull(
                    work.Forces, pairs, i, p, Vector256.Sum(x0) + (slope * u[0]), Vector256.Sum(x1) + (slope * u[1]),
                    Vector256.Sum(x2) + (slope * u[2]), strain);
            }
        }
    }

    /// <summary>Adds dU_i/dr_ij to the forces on both atoms and r_ij times it to the strain derivative.</summary>
    private static void Pull(double* forces, NepPairs pairs, int i, int p, double x, double y, double z, Span<double> strain)
    {
        int j = pairs.Neighbor[p];
        forces[3 * i] += x;
        forces[(3 * i) + 1] += y;
        forces[(3 * i) + 2] += z;
        forces[3 * j] -= x;
        forces[(3 * j) + 1] -= y;
        forces[(3 * j) + 2] -= z;
        double rx = pairs.X[p], ry = pairs.Y[p], rz = pairs.Z[p];
        strain[0] += rx * x;
        strain[1] += rx * y;
        strain[2] += rx * z;
        strain[3] += ry * x;
        strain[4] += ry * y;
        strain[5] += ry * z;
        strain[6] += rz * x;
        strain[7] += rz * y;
        strain[8] += rz * z;
    }
}
