using System.Numerics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Nep;

/// <summary>Scratch memory of one thread.</summary>
internal sealed unsafe class NepWorkspace<TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    private const int Room = 16;
    private int _harmonicsStride;

    public NepWorkspace(NepTables<TReal> tables, NepNetworkTables networks)
    {
        Sites = new NepSite<TReal>[NepGroup.Size];
        for (int k = 0; k < Sites.Length; k++)
        {
            Sites[k] = new NepSite<TReal>(tables);
        }

        TypeStarts = new int[tables.Types + 1];
        KeyStarts = new int[(2 * tables.Types) + 1];
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

    public int[] TypeStarts { get; }

    /// <summary>Where the next neighbour of each kind goes: within the angular cutoff by type, then others by type.</summary>
    public int[] KeyStarts { get; }

    /// <summary>Unsorted displacements.</summary>
    public AlignedBuffer<double> Loose { get; } = new();

    /// <summary>Unsorted indices and kinds.</summary>
    public AlignedBuffer<int> LooseIndex { get; } = new();

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

    /// <summary>Makes room for unsorted neighbours.</summary>
    public void ReserveLoose(int count)
    {
        Loose.Grow(3 * count);
        LooseIndex.Grow(2 * count);
    }
}
