using System.Numerics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Nep;

/// <summary>Scratch memory of one thread.</summary>
internal sealed unsafe class NepWorkspace<TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    /// <summary>Atoms that go through the network together.</summary>
    public const int Group = 8;

    private const int Room = 16;
    private int _harmonicsStride;

    public NepWorkspace(NepTables<TReal> tables)
    {
        Sites = new NepSite<TReal>[Group];
        for (int k = 0; k < Group; k++)
        {
            Sites[k] = new NepSite<TReal>(tables);
        }

        TypeStarts = new int[tables.Types + 1];
        KeyStarts = new int[(2 * tables.Types) + 1];
        Descriptors = new AlignedBuffer<TReal>(Group * DescriptorStride(tables));
        Gradients = new AlignedBuffer<TReal>(Group * DescriptorStride(tables));
        Hidden = new AlignedBuffer<TReal>(Group * tables.PaddedNeurons);
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

    /// <summary>Descriptors of a group, a padded row each.</summary>
    public AlignedBuffer<TReal> Descriptors { get; }

    /// <summary>Derivatives of the site energies by the descriptors.</summary>
    public AlignedBuffer<TReal> Gradients { get; }

    public AlignedBuffer<TReal> Hidden { get; }

    /// <summary>Energies of a group, eV.</summary>
    public double[] Energies { get; } = new double[Group];

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

    /// <summary>Distance between rows of descriptors: with room for a register beyond the last component.</summary>
    public static int DescriptorStride(NepTables<TReal> tables) => tables.PaddedDescriptor + Room;

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
