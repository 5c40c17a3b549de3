using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>Where rows and planes of a mesh begin, around its ends as well.</summary>
internal sealed unsafe class MeshOffsets
{
    private const int Most = BSpline.Most;
    private readonly AlignedBuffer<long> _rows, _planes;

    /// <summary>Lays out a mesh.</summary>
    /// <param name="shape">Number of points.</param>
    /// <param name="rowStride">Distance of rows, in points.</param>
    public MeshOffsets(MeshShape shape, int rowStride)
    {
        Shape = shape;
        _rows = Fill(shape.Y, rowStride);
        _planes = Fill(shape.Z, (long)shape.Y * rowStride);
    }

    /// <summary>Number of points.</summary>
    public MeshShape Shape { get; }

    /// <summary>Offsets of row y, from -8 on, and of those that follow it.</summary>
    public long* Rows(int y) => _rows.Pointer + y + Most;

    /// <summary>Offsets of plane z, from -8 on, and of those that follow it.</summary>
    public long* Planes(int z) => _planes.Pointer + z + Most;

    private static AlignedBuffer<long> Fill(int n, long stride)
    {
        var offsets = new AlignedBuffer<long>(n + Most);
        for (int k = 0; k < n + Most; k++)
        {
            offsets.Pointer[k] = (k - Most + (2L * Most * n)) % n * stride;
        }

        return offsets;
    }
}
