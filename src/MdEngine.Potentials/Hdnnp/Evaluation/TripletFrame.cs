using System.Numerics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Hdnnp.Evaluation;

/// <summary>
/// The triplets of one atom and one group: records of the neighbours, pairs of them, and, for the way back, what was computed
/// of each pair.
/// </summary>
/// <typeparam name="TReal">Number: double or float.</typeparam>
internal sealed class TripletFrame<TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    /// <summary>Numbers of a record: dx, dy, dz, 1/r; (r - shift)^2, shape f, f'/(r f), 1 - shift/r.</summary>
    public const int Record = 8;

    /// <summary>Records of the neighbours: of the first element, then, if another, of the second; two of padding.</summary>
    public AlignedBuffer<TReal> Records { get; } = new();

    /// <summary>
    /// At the place of each record the derivatives of the energy: by dx, dy and dz, and what is still to be multiplied with
    /// these. In double precision, as large terms cancel.
    /// </summary>
    public AlignedBuffer<double> Gradients { get; } = new();

    /// <summary>Positions of the neighbours: x, y and z apart, for the search of pairs.</summary>
    public AlignedBuffer<TReal> Positions { get; } = new();

    /// <summary>Neighbour of each record.</summary>
    public AlignedBuffer<int> Neighbors { get; } = new();

    /// <summary>
    /// Runs of pairs with the same first neighbour: the place of its record, and where the run ends. Runs begin at whole
    /// registers and end with their batch.
    /// </summary>
    public AlignedBuffer<int> Runs { get; } = new();

    /// <summary>Second neighbour of each pair, as the place of its record.</summary>
    public AlignedBuffer<int> K { get; } = new();

    /// <summary>
    /// Batch by batch: cosines; 1/r and f'/(r f) of the second neighbour; product of the three shapes, and with the
    /// derivative of that of the third side over its length; exponentials; where the Gaussians are shifted 1 - shift/r of the
    /// second neighbour and of the third side.
    /// </summary>
    public AlignedBuffer<TReal> Kept { get; } = new();

    /// <summary>Memory that the way back will read.</summary>
    public long Bytes { get; set; }

    /// <summary>Records without padding.</summary>
    public int RecordCount { get; set; }

    /// <summary>Pairs with padding.</summary>
    public int PairCount { get; set; }
}
