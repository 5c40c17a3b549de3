namespace MdEngine.Potentials.Hdnnp.Writing;

/// <summary>What values a symmetry function has in the training data.</summary>
/// <param name="Least">Least value.</param>
/// <param name="Greatest">Greatest value.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Sigma">Standard deviation, positive.</param>
public readonly record struct FunctionRange(double Least, double Greatest, double Mean, double Sigma);
