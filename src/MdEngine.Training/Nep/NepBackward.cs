using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Nep;

/// <summary>
/// The exact gradient of a loss of energy, forces and strain derivative by all parameters: to first order the loss is
/// alpha E + v . F + M : dE/dstrain, which is alpha U_i plus the change of U_i when neighbours move by v_i - v_j + M r_ij, summed
/// over atoms; one pass forward in that direction, then one back through the network and the descriptors.
/// </summary>
internal static unsafe class NepBackward
{
    /// <summary>Adds to the gradient; the frame must just have been predicted with the same workspace.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="scaling">Scaling of descriptors.</param>
    /// <param name="parameters">Parameters.</param>
    /// <param name="frame">Frame.</param>
    /// <param name="tables">Its tables.</param>
    /// <param name="work">Workspace; its forces have been replaced by v.</param>
    /// <param name="alpha">Derivative of the loss by the energy.</param>
    /// <param name="strain">M, derivative by dE/dstrain, symmetric.</param>
    /// <param name="gradient">Derivatives by the parameters; added to.</param>
    public static void Accumulate(
        NepShape shape, NepScaling scaling, NepParameters parameters, NepFrame frame, NepPairTables tables, NepWorkspace work,
        double alpha, Matrix3 strain, NepParameters gradient)
    {
        RadialChange(shape, frame, tables, work, strain);
        for (int i = 0; i < frame.Count; i++)
        {
            AngularChange(shape, frame, tables, work, i, strain);
        }

        for (int t = 0; t < shape.Types; t++)
        {
            int begin = frame.TypeStarts[t], atoms = frame.TypeStarts[t + 1] - begin;
            if (atoms > 0)
            {
                Change(shape, parameters, work, t, begin, atoms);
                Network(shape, scaling, parameters, work, t, begin, atoms, alpha, gradient);
                Coefficients(shape, frame, work, t, begin, atoms, gradient);
            }
        }
    }

    private static void RadialChange(NepShape shape, NepFrame frame, NepPairTables tables, NepWorkspace work, Matrix3 strain)
    {
        NepPairs pairs = frame.Radial;
        int row = shape.RadialBasisRow;
        new Span<double>(work.RadialChange, frame.Count * shape.RadialFeatures).Clear();
        for (int run = 0; run < frame.Count * shape.Types; run++)
        {
            double* to = work.RadialChange + (run * row);
            for (int p = pairs.Starts[run]; p < pairs.Starts[run + 1]; p++)
            {
                Double3 d = Move(pairs, work.Forces, run / shape.Types, p, strain);
                double* u = tables.RadialUnits + (3 * p), slopes = tables.RadialSlopes + (p * row);
                var along = Vector256.Create((d.X * u[0]) + (d.Y * u[1]) + (d.Z * u[2]));
                for (int k = 0; k < row; k += 4)
                {
                    Vector256.MultiplyAddEstimate(along, Vector256.Load(slopes + k), Vector256.Load(to + k)).Store(to + k);
                }
            }
        }
    }

    private static void AngularChange(
        NepShape shape, NepFrame frame, NepPairTables tables, NepWorkspace work, int i, Matrix3 strain)
    {
        NepPairs pairs = frame.Angular;
        int lm = shape.HarmonicsRow, basis = shape.AngularBasisRow;
        for (int t = 0; t < shape.Types; t++)
        {
            int run = (i * shape.Types) + t, begin = pairs.Starts[run], end = pairs.Starts[run + 1];
            for (int p = begin; p < end; p++)
            {
                Double3 d = Move(pairs, work.Forces, i, p, strain);
                double* u = tables.AngularUnits + (3 * p), y = tables.Harmonics + (4 * p * lm);
                double* to = work.PairRows + (2 * (p - begin) * lm);
                var along = Vector256.Create((d.X * u[0]) + (d.Y * u[1]) + (d.Z * u[2]));
                Vector256<double> dx = Vector256.Create(d.X), dy = Vector256.Create(d.Y), dz = Vector256.Create(d.Z);
                for (int k = 0; k < lm; k += 4)
                {
                    // The rows stand as those of the basis, f then df/dr.
                    Vector256<double> turn = dx * Vector256.Load(y + lm + k);
                    turn = Vector256.MultiplyAddEstimate(dy, Vector256.Load(y + (2 * lm) + k), turn);
                    Vector256.MultiplyAddEstimate(dz, Vector256.Load(y + (3 * lm) + k), turn).Store(to + k);
                    (along * Vector256.Load(y + k)).Store(to + lm + k);
                }
            }

            MatrixKernels.Multiply(
                work.AngularChange + (run * basis * lm), lm, tables.AngularBasis + (2 * begin * basis), 1, basis,
                work.PairRows, lm, basis, lm, 2 * (end - begin), add: false);
        }
    }

    /// <summary>How the neighbour of a pair moves against its central atom.</summary>
    private static Double3 Move(NepPairs pairs, double* v, int i, int p, Matrix3 strain)
    {
        double* vi = v + (3 * i), vj = v + (3 * pairs.Neighbor[p]);
        double x = pairs.X[p], y = pairs.Y[p], z = pairs.Z[p];
        return new Double3(
            vi[0] - vj[0] + (strain.XX * x) + (strain.XY * y) + (strain.XZ * z),
            vi[1] - vj[1] + (strain.YX * x) + (strain.YY * y) + (strain.YZ * z),
            vi[2] - vj[2] + (strain.ZX * x) + (strain.ZY * y) + (strain.ZZ * z));
    }

    /// <summary>Changes of A and q of the atoms of a type.</summary>
    private static void Change(NepShape shape, NepParameters parameters, NepWorkspace work, int type, int begin, int atoms)
    {
        int row = shape.DescriptorRow, sums = shape.HarmonicsRow * shape.AngularRow;
        MatrixKernels.Multiply(
            work.DQ + (begin * row), row, work.RadialChange + (begin * shape.RadialFeatures), shape.RadialFeatures, 1,
            parameters.Radial(type), shape.RadialRow, atoms, shape.RadialRow, shape.RadialFeatures, add: false);
        for (int i = begin; i < begin + atoms; i++)
        {
            double* da = work.DA + (i * sums);
            NepForward.Contract(
                shape, work.AngularChange + (i * shape.AngularFeatures * shape.HarmonicsRow), parameters.Angular(type), da);
            NepAlgebra.Change(
                shape, work.A + (i * sums), da, work.Q + (i * row) + shape.RadialRow, work.DQ + (i * row) + shape.RadialRow);
        }
    }

    /// <summary>Adds the derivatives by the network of a type; sets those by q.</summary>
    private static void Network(
        NepShape shape, NepScaling scaling, NepParameters parameters, NepWorkspace work, int type, int begin, int atoms, double alpha,
        NepParameters gradient)
    {
        int row = shape.DescriptorRow, neurons = shape.PaddedNeurons;
        double* x = work.X + (begin * row), dq = work.DQ + (begin * row), dx = work.DX + (begin * row);
        double* psi = work.Psi + (begin * row), y = work.Y + (begin * neurons), dz = work.DZ + (begin * neurons);
        NepForward.Scale(dq, scaling.Scale, dx, atoms);

        MatrixKernels.Multiply(
            dz, neurons, dx, row, 1, parameters.WeightsTransposed(type), neurons, atoms, neurons, row, add: false);
        double* h = work.H + (begin * neurons);
        double* output = gradient.Output(type), biases = gradient.Biases(type);
        for (int i = 0; i < atoms; i++)
        {
            for (int mu = 0; mu < neurons; mu += 4)
            {
                int at = (i * neurons) + mu;
                Vector256<double> t = Vector256.Load(h + at), change = Vector256.Load(dz + at);
                Vector256<double> z = Vector256.Load(y + at) * (Vector256.Create(alpha) - (2.0 * t * change));
                Vector256<double> w = (Vector256.Create(alpha) * t) + ((Vector256<double>.One - (t * t)) * change);
                (Vector256.Load(output + mu) + w).Store(output + mu);
                (Vector256.Load(biases + mu) - z).Store(biases + mu);
                z.Store(dz + at);
            }
        }

        gradient.Bias(type)[0] -= alpha * atoms;
        MatrixKernels.Multiply(
            gradient.Weights(type), row, dz, 1, neurons, x, row, shape.Neurons, row, atoms, add: true);
        MatrixKernels.Multiply(
            gradient.Weights(type), row, y, 1, neurons, dx, row, shape.Neurons, row, atoms, add: true);
        MatrixKernels.Multiply(psi, row, dz, neurons, 1, parameters.Weights(type), row, atoms, row, shape.Neurons, add: false);
        NepForward.Scale(psi, scaling.Scale, psi, atoms);
    }

    /// <summary>Adds the derivatives by the coefficients of the descriptors of a type.</summary>
    private static void Coefficients(
        NepShape shape, NepFrame frame, NepWorkspace work, int type, int begin, int atoms, NepParameters gradient)
    {
        int row = shape.DescriptorRow, sums = shape.HarmonicsRow * shape.AngularRow;
        double* radial = gradient.Radial(type);
        MatrixKernels.Multiply(
            radial, shape.RadialRow, frame.RadialFeatures + (begin * shape.RadialFeatures), 1, shape.RadialFeatures,
            work.Psi + (begin * row), row, shape.RadialFeatures, shape.RadialRow, atoms, add: true);
        MatrixKernels.Multiply(
            radial, shape.RadialRow, work.RadialChange + (begin * shape.RadialFeatures), 1, shape.RadialFeatures,
            work.Phi + (begin * row), row, shape.RadialFeatures, shape.RadialRow, atoms, add: true);
        double* angular = gradient.Angular(type);
        int components = shape.Terms.Components;
        for (int i = begin; i < begin + atoms; i++)
        {
            int part = (i * row) + shape.RadialRow;
            NepAlgebra.Second(
                shape, work.A + (i * sums), work.DA + (i * sums), work.Q + part, work.DQ + part, work.Phi + part, work.Psi + part,
                work.AGradient);
            int features = i * shape.AngularFeatures * shape.HarmonicsRow;
            MatrixKernels.Multiply(
                angular, shape.AngularRow, frame.AngularFeatures + features, shape.HarmonicsRow, 1, work.AGradient, shape.AngularRow,
                shape.AngularFeatures, shape.AngularRow, components, add: true);
            MatrixKernels.Multiply(
                angular, shape.AngularRow, work.AngularChange + features, shape.HarmonicsRow, 1, work.Z + (i * sums), shape.AngularRow,
                shape.AngularFeatures, shape.AngularRow, components, add: true);
        }
    }
}
