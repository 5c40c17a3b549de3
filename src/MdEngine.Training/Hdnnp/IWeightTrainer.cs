using System;
using MdEngine.Core.Persistence;

namespace MdEngine.Training.Hdnnp;

/// <summary>Improves weights epoch by epoch.</summary>
internal interface IWeightTrainer : IResumable
{
    /// <summary>Makes an epoch.</summary>
    /// <param name="weights">Weights; changed.</param>
    /// <param name="epoch">Its number in the stage, from 0.</param>
    /// <returns>False when the optimiser cannot go on: nothing is left to improve.</returns>
    bool Epoch(Span<double> weights, int epoch);
}
