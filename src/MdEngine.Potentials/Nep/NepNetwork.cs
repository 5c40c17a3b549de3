namespace MdEngine.Potentials.Nep;

/// <summary>
/// The network of one type: U = sum_mu w1[mu] tanh(sum_nu W0[mu][nu] q[nu] - b0[mu]) - b1. The scale factors of the
/// descriptor are part of <paramref name="Weights"/>.
/// </summary>
/// <param name="Weights">W0, neuron after neuron.</param>
/// <param name="Biases">b0.</param>
/// <param name="Output">w1, eV.</param>
/// <param name="OutputBias">b1, with NEP5 the bias of the type too, eV.</param>
internal sealed record NepNetwork(double[] Weights, double[] Biases, double[] Output, double OutputBias);
