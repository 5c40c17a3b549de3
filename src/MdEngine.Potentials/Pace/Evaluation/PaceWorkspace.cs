using System.Linq;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Pace.Radial;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>Scratch memory of one thread.</summary>
internal sealed unsafe class PaceWorkspace
{
    /// <summary>Rows of a chunk before those of the functions: unit vectors and reciprocal distances.</summary>
    public const int GeometryRows = 4;

    private readonly AlignedBuffer<double> _registers;
    private readonly int _width, _densities;

    public PaceWorkspace(PaceTables tables)
    {
        _width = tables.Width;
        Neighbors = new PaceNeighbors(tables.Species, tables.Width);
        Nearest = new NearestSwitch(tables.Width);
        TypeStarts = new int[tables.Species + 1];
        _densities = tables.Plans.Max(p => p.Products.Densities);
        int rows = tables.Plans.Max(p => p.Products.Rows), groups = tables.Plans.Max(p => p.Products.GroupCount * p.Products.Densities);
        Rows = new AlignedBuffer<double>(rows * _width);
        Derivatives = new AlignedBuffer<double>(rows * _width);
        Sums = new AlignedBuffer<double>(groups * _width);
        int harmonics = tables.Plans.Max(p => p.Harmonics.Count);
        int row = PaceNeighbors.Chunk * _width;
        Harmonics = new AlignedBuffer<double>(harmonics * row);
        FactorsA = new AlignedBuffer<double>(harmonics * row);
        FactorsB = new AlignedBuffer<double>(harmonics * row);
        _registers = new AlignedBuffer<double>(((2 * _densities) + 8) * _width);
        Direct = [.. tables.Plans.Select(p => p.Runs.Select(r => r.Functions > 0 && r.Table is null ? r.Maker() : null).ToArray())];
        int functions = tables.Plans.Max(p => p.Runs.Max(r => r.Rows));
        Values = new double[functions];
        Slopes = new double[functions];
        Grade = new double[tables.Plans.Max(p => p.Grade?.Scratch ?? 0)];
    }

    public PaceNeighbors Neighbors { get; }

    /// <summary>Switch to nuclear repulsion.</summary>
    public NearestSwitch Nearest { get; }

    /// <summary>Atoms of the block, by type.</summary>
    public AlignedBuffer<int> Order { get; } = new();

    public int[] TypeStarts { get; }

    /// <summary>Rows of the product plan.</summary>
    public AlignedBuffer<double> Rows { get; }

    /// <summary>Derivatives of the energy by them.</summary>
    public AlignedBuffer<double> Derivatives { get; }

    /// <summary>What the product kernel keeps between its passes.</summary>
    public AlignedBuffer<double> Sums { get; }

    /// <summary>Harmonics of a chunk.</summary>
    public AlignedBuffer<double> Harmonics { get; }

    /// <summary>Factors of harmonics.</summary>
    public AlignedBuffer<double> FactorsA { get; }

    /// <summary>Factors of harmonics whose gradient is taken.</summary>
    public AlignedBuffer<double> FactorsB { get; }

    /// <summary>Distances of a run.</summary>
    public AlignedBuffer<double> Distances { get; } = new();

    /// <summary>What is kept of all chunks between sums and forces: geometry, values and slopes.</summary>
    public AlignedBuffer<double> Chunks { get; } = new();

    /// <summary>Derivatives of the energy by the displacements of the neighbours of a chunk, three rows for each.</summary>
    public AlignedBuffer<double> Gradients { get; } = new();

    /// <summary>Functions of distance that are in no table, by centre and neighbour.</summary>
    public RadialFunctions?[][] Direct { get; }

    /// <summary>Scratch for their values.</summary>
    public double[] Values { get; }

    /// <summary>Scratch for their slopes.</summary>
    public double[] Slopes { get; }

    /// <summary>Scratch for extrapolation grades.</summary>
    public double[] Grade { get; }

    /// <summary>Densities, a register each.</summary>
    public double* Densities => _registers.Pointer;

    /// <summary>Derivatives of the energy by them.</summary>
    public double* DensitySlopes => _registers.Pointer + (_densities * _width);

    /// <summary>Sum of the core repulsion by lane, eV.</summary>
    public double* Core => _registers.Pointer + (2 * _densities * _width);

    /// <summary>Factor of the derivatives of the core repulsion.</summary>
    public double* CoreScale => Core + _width;

    /// <summary>Energies, eV.</summary>
    public double* Energies => Core + (2 * _width);

    /// <summary>Forgets what harmonics an earlier run had that this one has not.</summary>
    public void ClearFactors()
    {
        FactorsA.Span.Clear();
        FactorsB.Span.Clear();
    }
}
