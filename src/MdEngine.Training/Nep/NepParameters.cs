using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Nep;

/// <summary>
/// The parameters of a model, or derivatives by them, in padded arrays as the kernels use them. Padding is zero.
/// </summary>
internal sealed unsafe class NepParameters
{
    private readonly NepShape _shape;
    private readonly AlignedBuffer<double> _values;
    private readonly AlignedBuffer<double> _transposed;
    private readonly int _transposedNetwork;

    public NepParameters(NepShape shape)
    {
        _shape = shape;
        _values = new AlignedBuffer<double>(shape.PaddedParameters);
        _transposedNetwork = shape.DescriptorRow * shape.PaddedNeurons;
        _transposed = new AlignedBuffer<double>(
            shape.Types * (_transposedNetwork + (shape.RadialFeatures * shape.RadialRow)));
    }

    /// <summary>All values.</summary>
    public Span<double> Values => _values.Span;

    /// <summary>W0 of a type: rows of the padded descriptor.</summary>
    public double* Weights(int type) => _values.Pointer + (type * _shape.PaddedNetwork);

    /// <summary>b0 of a type.</summary>
    public double* Biases(int type) => Weights(type) + (_shape.Neurons * _shape.DescriptorRow);

    /// <summary>w1 of a type.</summary>
    public double* Output(int type) => Biases(type) + _shape.PaddedNeurons;

    /// <summary>Bias of a type, which is subtracted.</summary>
    public double* Bias(int type) => Output(type) + _shape.PaddedNeurons;

    /// <summary>Radial coefficients of a central type: a row of functions for each feature.</summary>
    public double* Radial(int type) =>
        _values.Pointer + _shape.PaddedRadialStart + (type * _shape.RadialFeatures * _shape.RadialRow);

    /// <summary>Angular coefficients of a central type: a row of functions for each feature.</summary>
    public double* Angular(int type) =>
        _values.Pointer + _shape.PaddedAngularStart + (type * _shape.AngularFeatures * _shape.AngularRow);

    /// <summary>W0 transposed: a row of padded neurons for each component of the padded descriptor.</summary>
    public double* WeightsTransposed(int type) => _transposed.Pointer + (type * _transposedNetwork);

    /// <summary>Radial coefficients transposed: a row of features for each function.</summary>
    public double* RadialTransposed(int type) =>
        _transposed.Pointer + (_shape.Types * _transposedNetwork) + (type * _shape.RadialFeatures * _shape.RadialRow);

    /// <summary>Takes the values from the flat vector.</summary>
    public void Read(ReadOnlySpan<double> flat)
    {
        Span<double> values = Values;
        int[] places = _shape.Places;
        for (int k = 0; k < flat.Length; k++)
        {
            values[places[k]] = flat[k];
        }

        for (int t = 0; t < _shape.Types; t++)
        {
            Transpose(Weights(t), _shape.Neurons, _shape.DescriptorRow, WeightsTransposed(t), _shape.PaddedNeurons);
            Transpose(Radial(t), _shape.RadialFeatures, _shape.RadialRow, RadialTransposed(t), _shape.RadialFeatures);
        }
    }

    /// <summary>Sets the flat vector.</summary>
    public void Write(Span<double> flat)
    {
        Span<double> values = Values;
        int[] places = _shape.Places;
        for (int k = 0; k < flat.Length; k++)
        {
            flat[k] = values[places[k]];
        }
    }

    private static void Transpose(double* from, int rows, int columns, double* to, int toRow)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                to[(c * toRow) + r] = from[(r * columns) + c];
            }
        }
    }
}
