namespace MdEngine.Training.Fitting;

/// <summary>Options of a fit, the "model" of a training deck; each family has its own.</summary>
public abstract record FitOptions
{
    /// <summary>The fit that they describe.</summary>
    public abstract IModelFit CreateFit();
}
