namespace MdEngine.Dynamics.Observables;

/// <summary>What a correlation function is multiplied with before it is transformed.</summary>
public enum SpectralWindow
{
    /// <summary>cos^2(pi t / 2 T) for the longest lag T: no false peaks beside a line, whose full width is 1/T.</summary>
    Hann,

    /// <summary>exp(-(3 t/T)^2 / 2): all lines become Gaussians, of the full width 1.12/T.</summary>
    Gaussian,

    /// <summary>Nothing: lines of the full width 0.6/T with ripples beside them.</summary>
    None,
}
