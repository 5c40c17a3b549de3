using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Hdnnp;

/// <summary>
/// The atoms of one element in a frame: inputs of their networks, and the derivatives of the inputs by the coordinates of the
/// frame (three for each atom, then six strains).
/// </summary>
internal sealed unsafe class FrameInputs
{
    public FrameInputs(int element, int width, int[] atoms, int[] firstRow, int[] coordinates)
    {
        Element = element;
        Width = width;
        Atoms = atoms;
        FirstRow = firstRow;
        Coordinates = coordinates;
        Inputs = new AlignedBuffer<double>(atoms.Length * width);
        Derivatives = new AlignedBuffer<float>(coordinates.Length * width);
    }

    /// <summary>Element.</summary>
    public int Element { get; }

    /// <summary>Length of rows: the number of inputs, padded.</summary>
    public int Width { get; }

    /// <summary>The atoms.</summary>
    public int[] Atoms { get; }

    /// <summary>Inputs, atom by function, padded with zeros.</summary>
    public AlignedBuffer<double> Inputs { get; }

    /// <summary>First row of derivatives of each of <see cref="Atoms"/>, and the end.</summary>
    public int[] FirstRow { get; }

    /// <summary>The coordinate that each row of derivatives is by.</summary>
    public int[] Coordinates { get; }

    /// <summary>Derivatives, row by function; in single precision, as they are most of the memory.</summary>
    public AlignedBuffer<float> Derivatives { get; }

    public double* Input(int atom) => Inputs.Pointer + ((long)atom * Width);

    public float* Row(int row) => Derivatives.Pointer + ((long)row * Width);
}
