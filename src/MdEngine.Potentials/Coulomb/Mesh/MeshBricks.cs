using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>
/// Puts atoms in the order of the mesh points below them: bricks, which are long along x, in four colours such that those
/// of a colour spread charges to different points, and cubes within them, whose points fit into the first cache.
/// </summary>
/// <remarks>Depends on mesh and positions alone: what is added to a point is added in the same order on any threads.</remarks>
internal sealed unsafe class MeshBricks
{
    /// <summary>Number of colours.</summary>
    public const int Colours = 4;

    // Points along an edge of a cube, if the mesh has so many.
    private const int Edge = 8;
    private readonly int _bricksY, _bricksZ;
    private readonly int[] _binX, _binY, _binZ, _start;
    private readonly AlignedBuffer<int> _bins = new(), _order = new();

    public MeshBricks(MeshShape shape, int order)
    {
        int binsX = Math.Max(1, shape.X / Edge);
        _bricksY = Bricks(shape.Y, order);
        _bricksZ = Bricks(shape.Z, order);
        _binX = Split(shape.X, binsX, 1);
        _binY = Split(shape.Y, _bricksY, binsX);
        _binZ = Split(shape.Z, _bricksZ, binsX * _bricksY);
        BinsOfBrick = binsX;
        _start = new int[(binsX * _bricksY * _bricksZ) + 1];
    }

    /// <summary>Atoms in the order of the bricks.</summary>
    public int* Order => _order.Pointer;

    private int BinsOfBrick { get; }

    /// <summary>Makes room; of each atom <see cref="Place"/> must be told where it is, then <see cref="Sort"/> is called.</summary>
    public void Begin(int atoms)
    {
        _bins.Grow(atoms);
        // Readers take four at a time.
        _order.Grow(atoms + 4);
    }

    /// <summary>Notes the mesh point below an atom.</summary>
    public void Place(int atom, int x, int y, int z) => _bins.Pointer[atom] = _binX[x] + _binY[y] + _binZ[z];

    /// <summary>Sorts, stable.</summary>
    public void Sort(int atoms)
    {
        Array.Clear(_start);
        fixed (int* start = _start)
        {
            int* bins = _bins.Pointer, order = _order.Pointer;
            for (int i = 0; i < atoms; i++)
            {
                start[bins[i]]++;
            }

            int sum = 0;
            for (int bin = 0; bin < _start.Length; bin++)
            {
                (sum, start[bin]) = (sum + start[bin], sum);
            }

            for (int i = 0; i < atoms; i++)
            {
                order[start[bins[i]]++] = i;
            }
        }

        // Filling has moved each start to the next bin's.
        Array.Copy(_start, 0, _start, 1, _start.Length - 1);
        _start[0] = 0;
    }

    /// <summary>Number of bricks of a colour.</summary>
    public int Count(int colour) => Half(_bricksY, colour & 1) * Half(_bricksZ, colour >> 1);

    /// <summary>Places in <see cref="Order"/> of the atoms of a brick of a colour.</summary>
    public (int Start, int End) Brick(int colour, int item)
    {
        int across = Half(_bricksY, colour & 1);
        int y = (2 * (item % across)) + (colour & 1), z = (2 * (item / across)) + (colour >> 1);
        int brick = (z * _bricksY) + y;
        return (_start[brick * BinsOfBrick], _start[(brick + 1) * BinsOfBrick]);
    }

    private static int Half(int bricks, int odd) => (bricks + 1 - odd) / 2;

    /// <summary>
    /// An even number of bricks, for two colours around a ring, none thinner than the reach of the splines; or one.
    /// </summary>
    private static int Bricks(int points, int order)
    {
        int bricks = points / Math.Max(Edge, order - 1) / 2 * 2;
        return bricks > 0 ? bricks : points >= 2 * (order - 1) ? 2 : 1;
    }

    private static int[] Split(int points, int parts, int stride)
    {
        var part = new int[points];
        for (int k = 0; k < points; k++)
        {
            part[k] = (int)((long)k * parts / points) * stride;
        }

        return part;
    }
}
