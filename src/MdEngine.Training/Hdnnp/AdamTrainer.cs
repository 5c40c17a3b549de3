using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Persistence;
using MdEngine.Training.Optimizers;

namespace MdEngine.Training.Hdnnp;

/// <summary>
/// Adam on batches of frames in random order, in the bases in which the gradients of each layer are uncorrelated; the rate falls over
/// the epochs of the stage.
/// </summary>
internal sealed class AdamTrainer(HdnnpStage stage, FrameLoss loss, IReadOnlyList<FrameData> frames, ulong seed, int use)
    : IWeightTrainer
{
    private readonly MatrixAdam _adam = new(loss.Parameters, loss.Shape.Matrices(), stage.Adam);
    private readonly double[] _gradient = new double[loss.Parameters];

    public bool Epoch(Span<double> weights, int epoch)
    {
        int[] order = RandomOrder.Of(frames.Count, seed, epoch, use);
        int batches = (frames.Count + stage.BatchFrames - 1) / stage.BatchFrames;
        for (int b = 0; b < batches; b++)
        {
            // Batches of nearly the same size.
            int from = (int)((long)frames.Count * b / batches), to = (int)((long)frames.Count * (b + 1) / batches);
            loss.Frames = [.. order[from..to].Select(f => frames[f])];
            double value = loss.Evaluate(weights, _gradient);
            if (!double.IsFinite(value))
            {
                throw new PhysicsException($"the loss is not finite in epoch {epoch} of adam; use a smaller \"rate\"");
            }

            _adam.Step(weights, _gradient, stage.Adam.RateAt((epoch + ((double)b / batches)) / stage.Epochs));
        }

        return true;
    }

    public void Save(StateBag into) => _adam.Save(into);

    public void Restore(StateBag from) => _adam.Restore(from);
}
