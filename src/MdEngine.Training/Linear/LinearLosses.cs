using System.Collections.Generic;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;

namespace MdEngine.Training.Linear;

/// <summary>Errors of a model that was solved for in one step.</summary>
internal static class LinearLosses
{
    /// <summary>Errors over the training and validation frames.</summary>
    /// <param name="potential">The model, as it will be read back.</param>
    /// <param name="context">Data and threads.</param>
    /// <param name="residual">Sum of the squared residuals of the fit.</param>
    public static LossPoint Of(IPotential potential, FitContext context, double residual)
    {
        (double energy, double forces) = Errors(potential, context.Data.Training, context);
        (double energy2, double forces2) = Errors(potential, context.Data.Validation, context);
        return new LossPoint(0, energy, forces, energy2, forces2, residual);
    }

    /// <summary>Root mean square errors of energies, eV/atom, and of force components, eV/Angstrom; NaN where there is no label.</summary>
    private static (double Energy, double Forces) Errors(IPotential potential, IReadOnlyList<TrainingFrame> frames, FitContext context)
    {
        var evaluator = new FrameEvaluator(potential, context.Workers);
        var errors = new ErrorGroup("all");
        foreach (TrainingFrame frame in frames)
        {
            context.Stop.ThrowIfCancellationRequested();
            errors.Add(frame.Structure, evaluator.Evaluate(frame.Structure));
        }

        return (1e-3 * errors.Energy.RootMeanSquare, errors.Forces.RootMeanSquare);
    }
}
