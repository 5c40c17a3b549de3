using System;
using System.Collections.Generic;
using MdEngine.Core.Persistence;
using MdEngine.Training.Optimizers;

namespace MdEngine.Training.Hdnnp;

/// <summary>L-BFGS on all frames at once.</summary>
internal sealed class LbfgsTrainer(HdnnpStage stage, FrameLoss loss, IReadOnlyList<FrameData> frames) : IWeightTrainer
{
    private const int StepsOfEpoch = 10;
    private readonly Lbfgs _lbfgs = new(loss.Parameters, stage.Memory);

    public bool Epoch(Span<double> weights, int epoch)
    {
        loss.Frames = frames;
        for (int k = 0; k < StepsOfEpoch; k++)
        {
            if (_lbfgs.Step(weights, loss) != LbfgsOutcome.Progress)
            {
                return false;
            }
        }

        return true;
    }

    public void Save(StateBag into) => _lbfgs.Save(into);

    public void Restore(StateBag from) => _lbfgs.Restore(from);
}
