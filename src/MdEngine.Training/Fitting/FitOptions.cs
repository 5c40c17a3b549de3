namespace MdEngine.Training.Fitting;

/// <summary>
/// Options of a fit, the "model" of a training deck. Each family has its own record, which bears
/// <see cref="Core.Options.OptionVariantAttribute"/> with its "type" and declares its keys by
/// <see cref="Core.Options.OptionAttribute"/>; it is found by reflection.
/// </summary>
public abstract record FitOptions
{
    /// <summary>The fit that they describe.</summary>
    public abstract IModelFit CreateFit();
}
