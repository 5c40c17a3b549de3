using System;
using System.Numerics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.LennardJones;

/// <summary>Parameter tables as a kernel of one precision reads them: rows padded to the width of its registers.</summary>
/// <typeparam name="TReal">Number: double or float.</typeparam>
internal sealed unsafe class LennardJonesTables<TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    private readonly AlignedBuffer<TReal> _repulsion, _attraction, _energyShift, _forceShift, _triangle;

    public LennardJonesTables(LennardJonesParameters parameters, int width)
    {
        Width = width;
        RowStride = (parameters.Count + width - 1) / width * width;
        _repulsion = Pad(parameters.Repulsion, parameters.Count);
        _attraction = Pad(parameters.Attraction, parameters.Count);
        _energyShift = Pad(parameters.EnergyShift, parameters.Count);
        _forceShift = Pad(parameters.ForceShift, parameters.Count);
        _triangle = new AlignedBuffer<TReal>(width * width);
        for (int row = 0; row < width; row++)
        {
            for (int lane = 0; lane < width; lane++)
            {
                new Span<byte>(_triangle.Pointer + (row * width) + lane, sizeof(TReal)).Fill(lane > row ? (byte)0xFF : (byte)0);
            }
        }
    }

    public int Width { get; }

    public int RowStride { get; }

    public void Fill(ref LennardJonesTask<TReal> task)
    {
        task.Repulsion = _repulsion.Pointer;
        task.Attraction = _attraction.Pointer;
        task.EnergyShift = _energyShift.Pointer;
        task.ForceShift = _forceShift.Pointer;
        task.Triangle = _triangle.Pointer;
        task.RowStride = RowStride;
    }

    private AlignedBuffer<TReal> Pad(double[] table, int count)
    {
        var padded = new AlignedBuffer<TReal>(Math.Max(1, count) * RowStride);
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                padded.Pointer[(a * RowStride) + b] = TReal.CreateChecked(table[(a * count) + b]);
            }
        }

        return padded;
    }
}
