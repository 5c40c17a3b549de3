using System;
using System.Globalization;
using MdEngine.Core.Persistence;

namespace MdEngine.Training.Hdnnp;

/// <summary>How far a fit is: what a checkpoint keeps beside the optimiser.</summary>
internal sealed class MemberState(int parameters, int members)
{
    /// <summary>Member that is fitted.</summary>
    public int Member { get; set; }

    /// <summary>Stage.</summary>
    public int Stage { get; set; }

    /// <summary>Epochs of the stage that are done.</summary>
    public int Epoch { get; set; }

    /// <summary>Epochs of all stages and members.</summary>
    public long Total { get; set; }

    /// <summary>Epochs since the lowest validation loss.</summary>
    public int Since { get; set; }

    /// <summary>Weights.</summary>
    public double[] Weights { get; } = new double[parameters];

    /// <summary>Weights of the lowest validation loss.</summary>
    public double[] Best { get; } = new double[parameters];

    /// <summary>Lowest validation loss.</summary>
    public double BestLoss { get; set; } = double.PositiveInfinity;

    /// <summary>Weights of the members that are done.</summary>
    public double[][] Finished { get; } = new double[members][];

    /// <summary>Writes it.</summary>
    public void Save(StateBag into)
    {
        into.Set("member", (long)Member);
        into.Set("stage", (long)Stage);
        into.Set("epoch", (long)Epoch);
        into.Set("total", Total);
        into.Set("since", (long)Since);
        into.Set("weights", Weights);
        into.Set("best", Best);
        into.Set("bestLoss", BestLoss);
        for (int m = 0; m < Member; m++)
        {
            into.Set(Name(m), Finished[m]);
        }
    }

    /// <summary>Takes it back.</summary>
    public void Restore(StateBag from)
    {
        Member = (int)Math.Clamp(from.Integer("member"), 0, Finished.Length);
        Stage = (int)Math.Clamp(from.Integer("stage"), 0, int.MaxValue);
        Epoch = (int)from.Integer("epoch");
        Total = from.Integer("total");
        Since = (int)from.Integer("since");
        from.Reals("weights", parameters).CopyTo(Weights, 0);
        from.Reals("best", parameters).CopyTo(Best, 0);
        BestLoss = from.Real("bestLoss");
        for (int m = 0; m < Member; m++)
        {
            Finished[m] = [.. from.Reals(Name(m), parameters)];
        }
    }

    private static string Name(int member) => "finished" + member.ToString(CultureInfo.InvariantCulture);
}
