using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Nep;

/// <summary>What goes into and out of the network for a group of atoms of one type.</summary>
internal sealed unsafe class NepGroup
{
    /// <summary>Atoms that go through the network together.</summary>
    public const int Size = 8;

    private readonly AlignedBuffer<double> _descriptors, _gradients;

    public NepGroup(NepNetworkTables tables)
    {
        Stride = tables.PaddedInputs;
        _descriptors = new AlignedBuffer<double>(Size * Stride);
        _gradients = new AlignedBuffer<double>(Size * Stride);
        Hidden = new AlignedBuffer<double>(Size * tables.PaddedNeurons);
    }

    /// <summary>Distance between rows of descriptors and gradients.</summary>
    public int Stride { get; }

    /// <summary>Energies, eV.</summary>
    public double[] Energies { get; } = new double[Size];

    /// <summary>Inputs to the neurons, then the derivatives by them.</summary>
    public AlignedBuffer<double> Hidden { get; }

    /// <summary>The descriptor of an atom.</summary>
    public double* Descriptor(int atom) => _descriptors.Pointer + (atom * Stride);

    /// <summary>The derivatives of its energy by the descriptor.</summary>
    public double* Gradient(int atom) => _gradients.Pointer + (atom * Stride);
}
