using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Nep;

/// <summary>A frame ready for fitting: atoms sorted by type, neighbours, features, and labels less the repulsion.</summary>
internal sealed unsafe class NepFrame
{
    private readonly AlignedBuffer<double> _radialFeatures, _angularFeatures;

    public NepFrame(NepShape shape, int[] order, int[] typeStarts, NepPairs radial, NepPairs angular, NepLabels labels, bool keepTables)
    {
        Order = order;
        TypeStarts = typeStarts;
        Radial = radial;
        Angular = angular;
        Labels = labels;
        _radialFeatures = new AlignedBuffer<double>(Count * shape.RadialFeatures);
        _angularFeatures = new AlignedBuffer<double>(Count * shape.AngularFeatures * shape.HarmonicsRow);
        var tables = new NepPairTables(shape);
        tables.Fill(this);
        NepPairTables.RadialFeatures(shape, this, _radialFeatures.Pointer);
        tables.AngularFeatures(this, _angularFeatures.Pointer);
        Tables = keepTables ? tables : null;
    }

    /// <summary>Number of atoms.</summary>
    public int Count => Order.Length;

    /// <summary>Index in the structure of each atom here.</summary>
    public int[] Order { get; }

    /// <summary>First atom of each type; the end follows.</summary>
    public int[] TypeStarts { get; }

    /// <summary>Neighbours within the radial cutoff.</summary>
    public NepPairs Radial { get; }

    /// <summary>Neighbours within the angular cutoff.</summary>
    public NepPairs Angular { get; }

    /// <summary>What the network has to give.</summary>
    public NepLabels Labels { get; }

    /// <summary>Functions of the pairs; null if they are to be made on each visit.</summary>
    public NepPairTables? Tables { get; }

    /// <summary>Sums of the radial basis functions: a row of features for each atom.</summary>
    public double* RadialFeatures => _radialFeatures.Pointer;

    /// <summary>Sums of the angular basis functions times harmonics: for each atom and feature a row of harmonics.</summary>
    public double* AngularFeatures => _angularFeatures.Pointer;
}
