using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>Spline weights of four atoms: along x as rows, along y and z with the atoms in the lanes.</summary>
/// <param name="room">Room for <see cref="Registers"/> registers.</param>
/// <param name="mesh">Sizes and offsets of the mesh.</param>
/// <param name="order">Order of the splines.</param>
internal readonly unsafe ref struct SplineFour(Vector256<double>* room, MeshOffsets mesh, int order)
{
    /// <summary>Registers of memory that it needs.</summary>
    public const int Registers = 10 * Most;

    private const int Most = BSpline.Most, Lanes = 4;

    /// <summary>Weights along x of atom a: 8 numbers from 8 a on, zero from the order on.</summary>
    public double* RowsX => (double*)room;

    /// <summary>Derivatives of these.</summary>
    public double* SlopesX => (double*)(room + (2 * Most));

    /// <summary>Weight k along y of atom a at 4 k + a.</summary>
    public double* Y => (double*)(room + (4 * Most));

    /// <summary>Weights along z.</summary>
    public double* Z => (double*)(room + (5 * Most));

    /// <summary>Derivatives along y.</summary>
    public double* SlopesY => (double*)(room + (6 * Most));

    /// <summary>Derivatives along z.</summary>
    public double* SlopesZ => (double*)(room + (7 * Most));

    /// <summary>Computes the weights of four atoms.</summary>
    /// <param name="scaled">Quadruples (x, y, z, charge) by atom, in units of mesh points.</param>
    /// <param name="atoms">Four times the indices of the four atoms.</param>
    /// <param name="slopes">Derivatives too.</param>
    public void Load(double* scaled, int* atoms, bool slopes)
    {
        Quadruples.Load(
            scaled, atoms, out Vector256<double> x, out Vector256<double> y, out Vector256<double> z, out Vector256<double> _);
        Vector256<double>* values = room + (8 * Most), derivatives = room + (9 * Most);
        BSpline.Weights(order, x - Vector256.Floor(x), values, slopes ? derivatives : null);
        Turn(values, room);
        if (slopes)
        {
            Turn(derivatives, room + (2 * Most));
        }

        BSpline.Weights(order, y - Vector256.Floor(y), (Vector256<double>*)Y, slopes ? (Vector256<double>*)SlopesY : null);
        BSpline.Weights(order, z - Vector256.Floor(z), (Vector256<double>*)Z, slopes ? (Vector256<double>*)SlopesZ : null);
    }

    /// <summary>First mesh point of an atom along x, and where the offsets of its rows and planes begin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Base(double* scaled, out long* rows, out long* planes)
    {
        int x = (int)scaled[0] - order + 1;
        rows = mesh.Rows((int)scaled[1] - order + 1);
        planes = mesh.Planes((int)scaled[2] - order + 1);
        return x < 0 ? x + mesh.Shape.X : x;
    }

    private static void Turn(Vector256<double>* values, Vector256<double>* rows)
    {
        for (int half = 0; half < 2; half++, values += Lanes, rows++)
        {
            Transposition.Turn(
                values[0], values[1], values[2], values[3], out rows[0], out rows[2], out rows[4], out rows[6]);
        }
    }
}
