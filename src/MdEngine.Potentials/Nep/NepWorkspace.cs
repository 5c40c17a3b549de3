using System.Numerics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Nep;

/// <summary>Scratch memory of one thread.</summary>
internal sealed unsafe class NepWorkspace<TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    private const int Room = 16;
    private readonly AlignedBuffer<double> _loose = new();
    private readonly AlignedBuffer<int> _looseIndex = new();
    private int _harmonicsStride;

    public NepWorkspace(NepTables<TReal> tables, NepNetworkTables networks)
    {
        Sites = new NepSite<TReal>[NepGroup.Size];
        for (int k = 0; k < Sites.Length; k++)
        {
            Sites[k] = new NepSite<TReal>(tables);
        }

        TypeStarts = new int[tables.Types + 1];
        TypeCounts = new int[tables.Types];
        Group = new NepGroup(networks);
        Row = new AlignedBuffer<TReal>(tables.DescriptorStride);
        GradientRow = new AlignedBuffer<TReal>(tables.DescriptorStride);
        SumGradients = new AlignedBuffer<TReal>(tables.PaddedComponents * tables.PaddedAngularFunctions);
        Registers = new AlignedBuffer<TReal>(
            Room * (2 + tables.RadialBasis + tables.AngularBasis + (2 * tables.PaddedComponents)));
        BasisSums = new AlignedBuffer<TReal>(tables.PaddedRadialBasis);
        BasisGradients = new AlignedBuffer<TReal>(2 * tables.PaddedRadialBasis);
        Ramp = new AlignedBuffer<TReal>(Room);
        for (int k = 0; k < Room; k++)
        {
            Ramp[k] = TReal.CreateTruncating(k);
        }
    }

    public NepSite<TReal>[] Sites { get; }

    /// <summary>Atoms of the block, by type.</summary>
    public AlignedBuffer<int> Order { get; } = new();

    /// <summary>Energies of the atoms of the block, by their place in it.</summary>
    public AlignedBuffer<double> SiteEnergies { get; } = new();

    public int[] TypeStarts { get; }

    /// <summary>Number of neighbours of each type, then where the next one goes.</summary>
    public int[] TypeCounts { get; }

    /// <summary>What goes through the network.</summary>
    public NepGroup Group { get; }

    /// <summary>The descriptor of one atom in the precision of the kernels.</summary>
    public AlignedBuffer<TReal> Row { get; }

    /// <summary>The derivatives of its energy by the descriptor.</summary>
    public AlignedBuffer<TReal> GradientRow { get; }

    /// <summary>dU/dA[lm][n].</summary>
    public AlignedBuffer<TReal> SumGradients { get; }

    /// <summary>Room for arrays of registers.</summary>
    public AlignedBuffer<TReal> Registers { get; }

    /// <summary>Sums of the radial basis functions over the neighbours of one type.</summary>
    public AlignedBuffer<TReal> BasisSums { get; }

    /// <summary>Their derivatives: series of the energy in T_k, and of its slope.</summary>
    public AlignedBuffer<TReal> BasisGradients { get; }

    /// <summary>0, 1, 2, ...</summary>
    public AlignedBuffer<TReal> Ramp { get; }

    /// <summary>Spherical harmonics of the neighbours, one array after the other.</summary>
    public AlignedBuffer<TReal> Harmonics { get; } = new();

    /// <summary>Makes room for harmonics with a distance between their arrays.</summary>
    public void ReserveHarmonics(int stride, int components)
    {
        if (stride > _harmonicsStride)
        {
            _harmonicsStride = stride;
            Harmonics.Reserve(stride * components);
        }
    }

    /// <summary>Two empty streams with room for some neighbours each.</summary>
    public (NepStream Near, NepStream Far) Streams(int room)
    {
        _loose.Grow(6 * room);
        _looseIndex.Grow(2 * room);
        double* d = _loose.Pointer;
        int* i = _looseIndex.Pointer;
        return (
            new NepStream { X = d, Y = d + room, Z = d + (2 * room), Index = i },
            new NepStream { X = d + (3 * room), Y = d + (4 * room), Z = d + (5 * room), Index = i + room });
    }
}
