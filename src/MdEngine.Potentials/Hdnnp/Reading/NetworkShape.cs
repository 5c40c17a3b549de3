using MdEngine.Potentials.Readouts;

namespace MdEngine.Potentials.Hdnnp.Reading;

/// <summary>Neurons and activation functions of an element's network.</summary>
/// <param name="Hidden">Neurons of the hidden layers.</param>
/// <param name="Activations">Activation function of each hidden layer and of the output.</param>
internal sealed record NetworkShape(int[] Hidden, Activation[] Activations);
