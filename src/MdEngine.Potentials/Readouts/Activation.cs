namespace MdEngine.Potentials.Readouts;

/// <summary>Activation functions of neurons.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    Identity,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>1 / (1 + e^-x).</summary>
    Logistic,

    /// <summary>ln(1 + e^x).</summary>
    Softplus,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>e^(-x^2/2).</summary>
    Gaussian,

    /// <summary>cos x.</summary>
    Cosine,

    /// <summary>1 - 1 / (1 + e^-x).</summary>
    ReversedLogistic,

    /// <summary>e^-x.</summary>
    Exponential,

    /// <summary>x^2.</summary>
    Square,
}
