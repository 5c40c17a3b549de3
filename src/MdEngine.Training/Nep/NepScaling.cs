namespace MdEngine.Training.Nep;

/// <summary>
/// How descriptors enter the network in training: x = s q - m. The centre m makes the network's weights and biases independent
/// of each other to the optimiser; a file has it in the biases.
/// </summary>
/// <param name="Scale">s, by component of the padded descriptor; 0 for padding.</param>
/// <param name="Center">m, by type of the atom and component.</param>
internal sealed record NepScaling(double[] Scale, double[][] Center);
