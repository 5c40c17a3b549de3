namespace MdEngine.Training.Fitting;

/// <summary>A way to make a model from data: one for each family of potentials.</summary>
public interface IModelFit
{
    /// <summary>Type of the potential that comes out, as in potential.json: "gap".</summary>
    string Type { get; }

    /// <summary>
    /// Fits a model. The result depends on the data, the options and the seed only: not on the number of threads, nor on
    /// whether the fit was interrupted and resumed.
    /// </summary>
    /// <param name="context">Data, threads, progress, checkpoint and stop.</param>
    /// <exception cref="Core.InputException">The data do not serve: what is missing, and the remedy.</exception>
    /// <exception cref="Core.PhysicsException">The fit diverged.</exception>
    /// <exception cref="System.OperationCanceledException">Stopped on request, after a checkpoint.</exception>
    FittedModel Fit(FitContext context);
}
