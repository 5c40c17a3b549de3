using System;
using System.Numerics;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.LennardJones;

/// <summary>Parameter tables as a kernel of one precision and width reads them.</summary>
/// <typeparam name="TReal">Number: double or float.</typeparam>
internal sealed unsafe class LennardJonesTables<TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    private const int Count = 4;
    private readonly AlignedBuffer<TReal> _tables, _triangle;
    private readonly int _width, _types;

    public LennardJonesTables(LennardJonesParameters parameters, int width)
    {
        _width = width;
        _types = parameters.Count;
        _tables = new AlignedBuffer<TReal>(Count * _types * _types);
        double[][] tables =
            [parameters.Repulsion, parameters.Attraction, parameters.ForceShift, parameters.EnergyShift];
        for (int a = 0; a < _types; a++)
        {
            for (int table = 0; table < Count; table++)
            {
                for (int b = 0; b < _types; b++)
                {
                    _tables.Pointer[(((Count * a) + table) * _types) + b] =
                        TReal.CreateChecked(tables[table][(a * _types) + b]);
                }
            }
        }

        _triangle = new AlignedBuffer<TReal>(width * width);
        for (int row = 0; row < width; row++)
        {
            for (int lane = 0; lane < row; lane++)
            {
                new Span<byte>(_triangle.Pointer + (row * width) + lane, sizeof(TReal)).Fill(0xFF);
            }
        }
    }

    /// <summary>Memory of one thread.</summary>
    public Workspace CreateWorkspace() => new(new PairWindow<TReal>(), new AlignedBuffer<TReal>(Count * _types * _width));

    /// <summary>Points a task at the tables and at a thread's memory.</summary>
    public void Fill(ref LennardJonesTask<TReal> task, Workspace workspace)
    {
        task.Tables = _tables.Pointer;
        task.Triangle = _triangle.Pointer;
        task.Types = _types;
        task.Scratch = workspace.Scratch.Pointer;
        task.Positions = workspace.Window.Positions;
        task.Forces = workspace.Window.Forces;
    }

    internal sealed record Workspace(PairWindow<TReal> Window, AlignedBuffer<TReal> Scratch);
}
