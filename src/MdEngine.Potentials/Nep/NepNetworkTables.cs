using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Nep;

/// <summary>The networks of a model laid out for <see cref="NepNetworkKernel{TLanes}"/>.</summary>
internal sealed unsafe class NepNetworkTables
{
    // Two registers of any width.
    private const int Padding = 16;
    private readonly AlignedBuffer<double> _numbers;
    private readonly int _stride;
    private readonly double[] _outputBias;

    public NepNetworkTables(NepModel model)
    {
        Inputs = model.DescriptorLength;
        PaddedInputs = NepTables<double>.Padded(Inputs, Padding);
        Neurons = model.Neurons;
        PaddedNeurons = NepTables<double>.Padded(Neurons, Padding);
        _stride = (PaddedNeurons * (Inputs + 2)) + (Neurons * PaddedInputs);
        _numbers = new AlignedBuffer<double>(model.Networks.Count * _stride);
        _outputBias = new double[model.Networks.Count];
        for (int k = 0; k < model.Networks.Count; k++)
        {
            _outputBias[k] = model.Networks[k].OutputBias;
            Fill(model.Networks[k], k);
        }
    }

    /// <summary>Components of the descriptor.</summary>
    public int Inputs { get; }

    public int PaddedInputs { get; }

    public int Neurons { get; }

    public int PaddedNeurons { get; }

    /// <summary>The network of a type: W0 by component of the descriptor, a row of padded neurons each.</summary>
    public double* Forward(int type) => _numbers.Pointer + ((_outputBias.Length == 1 ? 0 : type) * _stride);

    /// <summary>b0, padded.</summary>
    public double* Biases(int type) => Forward(type) + (PaddedNeurons * Inputs);

    /// <summary>w1, padded with zeros.</summary>
    public double* Output(int type) => Biases(type) + PaddedNeurons;

    /// <summary>W0 by neuron, a padded row of components each.</summary>
    public double* Backward(int type) => Output(type) + PaddedNeurons;

    /// <summary>b1, with NEP5 the bias of the type too.</summary>
    public double OutputBias(int type) => _outputBias[_outputBias.Length == 1 ? 0 : type];

    private void Fill(NepNetwork network, int type)
    {
        double* forward = Forward(type), biases = Biases(type), output = Output(type), backward = Backward(type);
        for (int mu = 0; mu < Neurons; mu++)
        {
            biases[mu] = network.Biases[mu];
            output[mu] = network.Output[mu];
            for (int nu = 0; nu < Inputs; nu++)
            {
                double w = network.Weights[(mu * Inputs) + nu];
                forward[(nu * PaddedNeurons) + mu] = w;
                backward[(mu * PaddedInputs) + nu] = w;
            }
        }
    }
}
