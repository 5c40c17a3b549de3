using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Potentials.Hdnnp.Writing;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;

namespace MdEngine.Training.Hdnnp;

/// <summary>Computes inputs and their derivatives for frames, once for the whole fit.</summary>
internal sealed unsafe class FrameBuilder(DescriptorSet descriptors, double[] offsets, FitContext context, double memory)
{
    private long _bytes;

    /// <summary>Memory of all frames so far, bytes.</summary>
    public long Bytes => _bytes;

    /// <summary>Frames for the fit, in the same order.</summary>
    /// <exception cref="InputException">There is not memory enough.</exception>
    public FrameData[] Build(IReadOnlyList<TrainingFrame> frames)
    {
        var data = new FrameData[frames.Count];
        var evaluators = new DescriptorEvaluator?[context.Workers.Threads];
        int done = 0;
        context.Workers.Run(frames.Count, (f, worker) =>
        {
            context.Stop.ThrowIfCancellationRequested();
            data[f] = Build(frames[f], evaluators[worker] ??= descriptors.Evaluator());
            int now = Interlocked.Increment(ref done);
            if (worker == 0)
            {
                context.Progress.Fraction((double)now / frames.Count);
            }
        });
        return data;
    }

    private FrameData Build(TrainingFrame frame, DescriptorEvaluator evaluator)
    {
        Structure structure = frame.Structure;
        AtomDescriptors[] atoms = evaluator.Evaluate(structure, derivatives: true);
        var parts = new List<FrameInputs>();
        for (int e = 0; e < descriptors.Elements.Count; e++)
        {
            int[] members = [.. Enumerable.Range(0, atoms.Length).Where(i => atoms[i].Element == e)];
            if (members.Length > 0)
            {
                parts.Add(Part(e, members, atoms));
            }
        }

        double[] labels = new double[(3 * structure.Count) + AtomDescriptors.Strains];
        Array.Fill(labels, double.NaN);
        for (int i = 0; structure.Forces is { } forces && i < structure.Count; i++)
        {
            (labels[3 * i], labels[(3 * i) + 1], labels[(3 * i) + 2]) = (forces[i].X, forces[i].Y, forces[i].Z);
        }

        bool virial = structure.Stress is not null && structure.Cell.HasVolume;
        if (virial)
        {
            Matrix3 w = -structure.Cell.Volume * structure.Stress!.Value;
            double[] values = [w.XX, w.YY, w.ZZ, 0.5 * (w.YZ + w.ZY), 0.5 * (w.XZ + w.ZX), 0.5 * (w.XY + w.YX)];
            values.CopyTo(labels, 3 * structure.Count);
        }

        double offset = atoms.Sum(a => offsets[a.Element]);
        return new FrameData(
            structure.Count,
            [.. parts],
            structure.Energy - offset ?? double.NaN,
            Weight(structure.Energy is not null, frame.Sigmas.Energy * structure.Count),
            labels,
            Weight(structure.Forces is not null, frame.Sigmas.Forces),
            Weight(virial, frame.Sigmas.Virial * structure.Count));
    }

    private static double Weight(bool known, double sigma) => known && double.IsFinite(sigma) ? 1.0 / sigma : 0.0;

    private FrameInputs Part(int element, int[] members, AtomDescriptors[] atoms)
    {
        IReadOnlyList<FunctionRange> ranges = descriptors.Ranges[element];
        int count = ranges.Count, width = NetworkShape.Padded(count), strains = 3 * atoms.Length;
        int[] firstRow = new int[members.Length + 1];
        for (int i = 0; i < members.Length; i++)
        {
            firstRow[i + 1] = firstRow[i] + atoms[members[i]].Rows;
        }

        long bytes = (long)firstRow[^1] * width * sizeof(float);
        double total = Interlocked.Add(ref _bytes, bytes);
        if (total > memory * 1e9 || bytes > int.MaxValue / 2)
        {
            throw new InputException(
                $"the derivatives of the symmetry functions need more than {memory:g3} GB (\"memory_GB\"); use fewer functions, a "
                + "shorter cutoff or fewer frames, or allow more memory");
        }

        var part = new FrameInputs(element, width, members, firstRow, new int[firstRow[^1]]);
        for (int i = 0; i < members.Length; i++)
        {
            AtomDescriptors atom = atoms[members[i]];
            for (int k = 0; k < count; k++)
            {
                part.Input(i)[k] = (atom.Values[k] - ranges[k].Mean) / ranges[k].Sigma;
            }

            for (int row = 0; row < atom.Rows; row++)
            {
                int near = row / 3, at = firstRow[i] + row;
                part.Coordinates[at] = near < atom.Atoms.Length
                    ? (3 * atom.Atoms[near]) + (row % 3)
                    : strains + row - (3 * atom.Atoms.Length);
                float* to = part.Row(at);
                for (int k = 0; k < count; k++)
                {
                    to[k] = (float)(atom.Derivatives[(row * count) + k] / ranges[k].Sigma);
                }
            }
        }

        return part;
    }
}
