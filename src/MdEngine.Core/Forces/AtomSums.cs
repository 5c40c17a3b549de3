using System;
using System.Runtime.CompilerServices;

namespace MdEngine.Core.Forces;

/// <summary>
/// Where a block adds to a number of every atom that it touches (<see cref="IStagedPotential"/>): a window as that of
/// the forces, added up over the blocks in a fixed order afterwards.
/// </summary>
public sealed unsafe class AtomSums
{
    private int* _segments;
    private int _segmentCount;

    internal AtomSums()
    {
    }

    /// <summary>The sums by slot: add to them.</summary>
    public double* Values { get; private set; }

    /// <summary>By segment, what to add to an atom's index to get its slot.</summary>
    public int* Shifts { get; private set; }

    /// <summary>The segments of the window, as <see cref="ForceAccumulator.Segments"/>.</summary>
    public ReadOnlySpan<int> Segments => new(_segments, _segmentCount);

    /// <summary>Where the entry of an atom (owned or ghost) is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Slot(int atom) => atom + Shifts[atom >> ForceWindows.SegmentBits];

    internal void Attach(ReadOnlySpan<int> segments, double* values, int* shifts)
    {
        fixed (int* first = segments)
        {
            // Lives in a pinned buffer of the windows.
            _segments = first;
        }

        _segmentCount = segments.Length;
        Values = values;
        Shifts = shifts;
    }
}
