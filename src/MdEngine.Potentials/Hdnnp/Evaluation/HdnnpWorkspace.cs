using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;
using MdEngine.Potentials.Readouts;

namespace MdEngine.Potentials.Hdnnp.Evaluation;

/// <summary>Memory of one thread: frames of the atoms that are computed together, inputs and outputs of their networks.</summary>
/// <typeparam name="TReal">Number: double or float.</typeparam>
internal sealed unsafe class HdnnpWorkspace<TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    /// <summary>Atoms that go through the networks together: as many as their frames leave in the second cache.</summary>
    public const int Tile = DenseNetwork.Group;

    private readonly AlignedBuffer<double> _numbers;
    private readonly int _functions;

    /// <summary>Makes room for a model.</summary>
    public HdnnpWorkspace(HdnnpModel model, IReadOnlyList<CentrePlan> plans)
    {
        int groups = plans.Max(p => p.Triplets.Length);
        Frames = [.. Enumerable.Range(0, Tile).Select(_ => new AtomFrame<TReal>(plans.Count, groups))];
        Scratch = new KernelScratch<TReal>(plans);
        Atoms = new AlignedBuffer<int>(1);
        Outside = [.. plans.Select(p => new long[p.FunctionCount])];
        _functions = plans.Max(p => p.FunctionCount);
        int network = model.Members.SelectMany(m => m.Networks).Max(n => n.ScratchSize(Tile));
        _numbers = new AlignedBuffer<double>((((4 * _functions) + 4) * Tile) + network);
    }

    /// <summary>Frame of each atom of a tile.</summary>
    public AtomFrame<TReal>[] Frames { get; }

    /// <summary>Memory within an atom.</summary>
    public KernelScratch<TReal> Scratch { get; }

    /// <summary>Atoms of one element of a block.</summary>
    public AlignedBuffer<int> Atoms { get; }

    /// <summary>By element and function, how often a value lay outside the training data.</summary>
    public long[][] Outside { get; }

    /// <summary>Symmetry functions, atom by function.</summary>
    public double* Values => _numbers.Pointer;

    /// <summary>Derivatives of the energy by the symmetry functions, atom by function.</summary>
    public double* Slopes => Values + (Tile * _functions);

    /// <summary>Inputs of the networks, function by atom.</summary>
    public double* Inputs => Slopes + (Tile * _functions);

    /// <summary>Derivatives of the outputs by the inputs, function by atom.</summary>
    public double* Gradient => Inputs + (Tile * _functions);

    /// <summary>Outputs of one network.</summary>
    public double* Outputs => Gradient + (Tile * _functions);

    /// <summary>Sums of the outputs of all members, eV.</summary>
    public double* Energies => Outputs + Tile;

    /// <summary>Sums of their squared distances from the first member's.</summary>
    public double* Squares => Energies + Tile;

    /// <summary>Outputs of the first member.</summary>
    public double* FirstOutputs => Squares + Tile;

    /// <summary>Memory of a network.</summary>
    public double* NetworkScratch => FirstOutputs + Tile;

    /// <summary>Number of functions between atoms.</summary>
    public int Stride => _functions;
}
