using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Training.Optimizers;

namespace MdEngine.Training.Nep;

/// <summary>
/// The loss of a set of frames: mean squares of residuals, each divided by its sigma, of energies per atom, of components of
/// forces and of components of virials per atom, and norms of the parameters.
/// </summary>
/// <remarks>
/// Terms and weights as GPUMD has them (Z. Fan et al., J. Chem. Phys. 157, 114801 (2022), equation 21), but mean squares in place
/// of their roots, whose gradient would favour what is good already. Frames are the units of parallel work; their gradients
/// are added in the order of the frames.
/// </remarks>
internal sealed unsafe class NepLoss : ILossFunction
{
    private const int Slots = 32;
    private readonly NepShape _shape;
    private readonly NepScaling _scaling;
    private readonly NepFrame[] _frames;
    private readonly NepLossWeights _weights;
    private readonly WorkerPool _workers;
    private readonly NepWorkspace?[] _workspaces;
    private readonly NepParameters _parameters;
    private readonly NepParameters _sum;
    private readonly NepParameters?[] _gradients = new NepParameters?[Slots];
    private readonly NepErrors[] _errors = new NepErrors[Slots];
    private readonly double _perEnergy, _perForce, _perVirial;

    public NepLoss(NepShape shape, NepScaling scaling, NepFrame[] frames, NepLossWeights weights, WorkerPool workers)
    {
        _shape = shape;
        _scaling = scaling;
        _frames = frames;
        _weights = weights;
        _workers = workers;
        _workspaces = new NepWorkspace?[workers.Threads];
        _parameters = new NepParameters(shape);
        _sum = new NepParameters(shape);
        _perEnergy = weights.Energy / Math.Max(1, frames.Count(f => f.Labels.HasEnergy));
        _perForce = weights.Force / Math.Max(1, frames.Where(f => f.Labels.HasForces).Sum(f => 3L * f.Count));
        _perVirial = weights.Virial / Math.Max(1, 6 * frames.Count(f => f.Labels.HasStrain));
    }

    /// <inheritdoc/>
    public int Parameters => _shape.Parameters;

    /// <summary>Sizes of the model.</summary>
    public NepShape Shape => _shape;

    /// <summary>Number of frames.</summary>
    public int Frames => _frames.Length;

    /// <summary>Errors of the last evaluation.</summary>
    public NepErrors Errors { get; private set; }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient) =>
        Evaluate(parameters, gradient, [.. Enumerable.Range(0, _frames.Length)]);

    /// <summary>Loss and gradient from some of the frames, as if they stood for all.</summary>
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient, IReadOnlyList<int> frames)
    {
        _sum.Values.Clear();
        Run(parameters, frames, backward: true);
        _sum.Write(gradient);
        double factor = (double)_frames.Length / frames.Count, loss = factor * Errors.Loss;
        double l1 = _weights.L1 / Parameters, l2 = _weights.L2 / Parameters;
        for (int k = 0; k < gradient.Length; k++)
        {
            gradient[k] *= factor;
            if (k < _shape.RadialStart && k % _shape.NetworkLength == _shape.NetworkLength - 1)
            {
                // The energy of an atom by itself is no matter of smoothness.
                continue;
            }

            double p = parameters[k];
            loss += (l1 * Math.Abs(p)) + (l2 * p * p);
            gradient[k] += (l1 * Math.Sign(p)) + (2.0 * l2 * p);
        }

        return loss;
    }

    /// <summary>Errors of all frames.</summary>
    public NepErrors Measure(ReadOnlySpan<double> parameters)
    {
        Run(parameters, [.. Enumerable.Range(0, _frames.Length)], backward: false);
        return Errors;
    }

    /// <summary>What the model gives for a frame: energy, forces in the order of the structure, dE/dstrain; less the repulsion.</summary>
    public (double Energy, Double3[] Forces, Matrix3 Strain) Predict(ReadOnlySpan<double> parameters, int frame)
    {
        _parameters.Read(parameters);
        NepWorkspace work = Workspace(0);
        NepFrame f = _frames[frame];
        NepPrediction found = NepForward.Predict(_shape, _scaling, _parameters, f, TablesOf(f, work), work);
        var forces = new Double3[f.Count];
        for (int i = 0; i < f.Count; i++)
        {
            double* at = work.Forces + (3 * i);
            forces[f.Order[i]] = new Double3(at[0], at[1], at[2]);
        }

        return (found.Energy, forces, found.Strain);
    }

    private static NepPairTables TablesOf(NepFrame frame, NepWorkspace work)
    {
        if (frame.Tables is { } kept)
        {
            return kept;
        }

        work.Tables.Fill(frame);
        return work.Tables;
    }

    private NepWorkspace Workspace(int worker) => _workspaces[worker] ??= new NepWorkspace(_shape);

    private void Run(ReadOnlySpan<double> parameters, IReadOnlyList<int> frames, bool backward)
    {
        _parameters.Read(parameters);
        var total = default(NepErrors);
        for (int first = 0; first < frames.Count; first += Slots)
        {
            int count = Math.Min(Slots, frames.Count - first), from = first;
            _workers.Run(count, (slot, worker) =>
            {
                NepParameters? gradient = null;
                if (backward)
                {
                    gradient = _gradients[slot] ??= new NepParameters(_shape);
                    gradient.Values.Clear();
                }

                _errors[slot] = Visit(_frames[frames[from + slot]], Workspace(worker), gradient);
            });
            for (int slot = 0; slot < count; slot++)
            {
                total.Add(_errors[slot]);
                if (backward)
                {
                    SpanMath.AddTimes(_sum.Values, 1.0, _gradients[slot]!.Values);
                }
            }
        }

        Errors = total;
    }

    private NepErrors Visit(NepFrame frame, NepWorkspace work, NepParameters? gradient)
    {
        NepPairTables tables = TablesOf(frame, work);
        NepPrediction found = NepForward.Predict(_shape, _scaling, _parameters, frame, tables, work);
        NepLabels labels = frame.Labels;
        var errors = default(NepErrors);
        double alpha = 0.0;
        if (labels.HasEnergy)
        {
            double residual = (found.Energy - labels.Energy) / frame.Count;
            double weight = _perEnergy / (labels.Sigmas.Energy * labels.Sigmas.Energy);
            errors.Energies++;
            errors.EnergySquares += residual * residual;
            errors.Loss += weight * residual * residual;
            alpha = 2.0 * weight * residual / frame.Count;
        }

        Residuals(frame, work, ref errors);
        Matrix3 strain = labels.HasStrain ? Strain(frame, found.Strain, ref errors) : Matrix3.Zero;
        if (gradient is not null)
        {
            NepBackward.Accumulate(_shape, _scaling, _parameters, frame, tables, work, alpha, strain, gradient);
        }

        return errors;
    }

    /// <summary>Replaces the forces by the derivatives of the loss by them.</summary>
    private void Residuals(NepFrame frame, NepWorkspace work, ref NepErrors errors)
    {
        NepLabels labels = frame.Labels;
        if (!labels.HasForces)
        {
            new Span<double>(work.Forces, 3 * frame.Count).Clear();
            return;
        }

        double weight = _perForce / (labels.Sigmas.Forces * labels.Sigmas.Forces), squares = 0.0;
        for (int i = 0; i < frame.Count; i++)
        {
            Double3 reference = labels.Forces![i];
            double* f = work.Forces + (3 * i);
            double x = f[0] - reference.X, y = f[1] - reference.Y, z = f[2] - reference.Z;
            squares += (x * x) + (y * y) + (z * z);
            f[0] = 2.0 * weight * x;
            f[1] = 2.0 * weight * y;
            f[2] = 2.0 * weight * z;
        }

        errors.Forces += 3L * frame.Count;
        errors.ForceSquares += squares;
        errors.Loss += weight * squares;
    }

    /// <summary>The derivative of the loss by dE/dstrain.</summary>
    private Matrix3 Strain(NepFrame frame, Matrix3 found, ref NepErrors errors)
    {
        double sigma = frame.Labels.Sigmas.Virial, weight = _perVirial / (sigma * sigma * frame.Count * frame.Count);
        Matrix3 d = found - frame.Labels.Strain!.Value;
        double normal = (d.XX * d.XX) + (d.YY * d.YY) + (d.ZZ * d.ZZ), shear = (d.XY * d.XY) + (d.XZ * d.XZ) + (d.YZ * d.YZ);
        errors.Virials += 6;
        errors.VirialSquares += (normal + shear) / ((double)frame.Count * frame.Count);
        errors.Loss += weight * (normal + (_weights.Shear * shear));

        // A shear component stands in the matrix twice.
        double n = 2.0 * weight, s = weight * _weights.Shear;
        return new Matrix3(n * d.XX, s * d.XY, s * d.XZ, s * d.XY, n * d.YY, s * d.YZ, s * d.XZ, s * d.YZ, n * d.ZZ);
    }
}
