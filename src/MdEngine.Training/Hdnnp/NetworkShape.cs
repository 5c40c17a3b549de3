using System.Collections.Generic;
using System.Linq;
using MdEngine.Potentials.Readouts;
using MdEngine.Training.Optimizers;

namespace MdEngine.Training.Hdnnp;

/// <summary>
/// The networks of all elements and where their weights stand in the vector of all weights: element by element, layer by layer
/// first the weights (inputs by neurons, neurons fastest), then the biases; as in n2p2's files.
/// </summary>
internal sealed class NetworkShape
{
    /// <summary>Rows of neurons are padded to multiples of this.</summary>
    public const int Pad = 8;

    public NetworkShape(IReadOnlyList<int> inputs, IReadOnlyList<int> hidden, Activation activation)
    {
        Activation = activation;
        Sizes = [.. inputs.Select(n => (int[])[n, .. hidden, 1])];
        Start = new int[inputs.Count + 1];
        for (int e = 0; e < inputs.Count; e++)
        {
            Start[e + 1] = Start[e];
            for (int l = 1; l < Sizes[e].Length; l++)
            {
                Start[e + 1] += (Sizes[e][l - 1] + 1) * Sizes[e][l];
            }
        }
    }

    /// <summary>Activation function of the hidden layers.</summary>
    public Activation Activation { get; }

    /// <summary>Neurons of each layer, inputs and output included, for each element.</summary>
    public int[][] Sizes { get; }

    /// <summary>First weight of each element, and the end.</summary>
    public int[] Start { get; }

    /// <summary>Number of weights.</summary>
    public int Count => Start[^1];

    /// <summary>Number of elements.</summary>
    public int Elements => Sizes.Length;

    /// <summary>The weights of each hidden layer with its biases below: a row for each input, one for the biases.</summary>
    public IReadOnlyList<MatrixBlock> Matrices()
    {
        var blocks = new List<MatrixBlock>();
        for (int e = 0; e < Elements; e++)
        {
            int at = Start[e];
            for (int l = 1; l < Sizes[e].Length; l++)
            {
                int rows = Sizes[e][l - 1] + 1, columns = Sizes[e][l];
                if (l < Sizes[e].Length - 1)
                {
                    blocks.Add(new MatrixBlock(at, rows, columns));
                }

                at += rows * columns;
            }
        }

        return blocks;
    }

    public static int Padded(int n) => (n + Pad - 1) / Pad * Pad;
}
