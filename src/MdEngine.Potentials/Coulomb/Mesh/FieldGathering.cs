using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>Takes the potential of a mesh and its derivatives at atoms.</summary>
internal static unsafe class FieldGathering
{
    /// <summary>Potential and derivatives by scaled coordinates at some atoms.</summary>
    /// <typeparam name="TWide">On: orders above 4, two registers to a row.</typeparam>
    /// <param name="mesh">Points; rows go on in their padding.</param>
    /// <param name="offsets">Where rows and planes begin.</param>
    /// <param name="order">Order of the splines.</param>
    /// <param name="scaled">Quadruples (x, y, z, charge) by atom, in units of mesh points.</param>
    /// <param name="atoms">Indices of the atoms.</param>
    /// <param name="count">Number of them.</param>
    /// <param name="field">Room for quadruples by place in <paramref name="atoms"/>: three derivatives, and the potential.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TWide>(
        double* mesh, MeshOffsets offsets, int order, double* scaled, int* atoms, int count, Vector256<double>* field)
        where TWide : struct, IFlag
    {
        Vector256<double>* room = stackalloc Vector256<double>[SplineFour.Registers];
        int* at = stackalloc int[4];
        var splines = new SplineFour(room, offsets, order);
        for (int first = 0; first < count; first += 4)
        {
            int here = Math.Min(4, count - first);
            for (int a = 0; a < 4; a++)
            {
                at[a] = 4 * atoms[first + Math.Min(a, here - 1)];
            }

            splines.Load(scaled, at, slopes: true);
            for (int a = 0; a < here; a++)
            {
                double* corner = mesh + splines.Base(scaled + (uint)at[a], out long* rows, out long* planes);
                double* y = splines.Y + a, slopeY = splines.SlopesY + a, z = splines.Z + a, slopeZ = splines.SlopesZ + a;
                // Sums over y and z of the potential, and with the slopes along y and z.
                Vector256<double> low = default, high = default, lowY = default, highY = default, lowZ = default, highZ = default;
                for (int c = 0; c < order; c++)
                {
                    double* plane = corner + planes[c];
                    Vector256<double> l = default, h = default, ly = default, hy = default;
                    for (int b = 0; b < order; b++)
                    {
                        double* row = plane + rows[b];
                        Vector256<double> wy = Vector256.Create(y[4 * b]), dy = Vector256.Create(slopeY[4 * b]), v = Vector256.Load(row);
                        l = Vector256.MultiplyAddEstimate(wy, v, l);
                        ly = Vector256.MultiplyAddEstimate(dy, v, ly);
                        if (TWide.Value)
                        {
                            v = Vector256.Load(row + 4);
                            h = Vector256.MultiplyAddEstimate(wy, v, h);
                            hy = Vector256.MultiplyAddEstimate(dy, v, hy);
                        }
                    }

                    Vector256<double> wz = Vector256.Create(z[4 * c]), dz = Vector256.Create(slopeZ[4 * c]);
                    low = Vector256.MultiplyAddEstimate(wz, l, low);
                    lowY = Vector256.MultiplyAddEstimate(wz, ly, lowY);
                    lowZ = Vector256.MultiplyAddEstimate(dz, l, lowZ);
                    if (TWide.Value)
                    {
                        high = Vector256.MultiplyAddEstimate(wz, h, high);
                        highY = Vector256.MultiplyAddEstimate(wz, hy, highY);
                        highZ = Vector256.MultiplyAddEstimate(dz, h, highZ);
                    }
                }

                Vector256<double> x = Vector256.Load(splines.RowsX + (8 * a)), slope = Vector256.Load(splines.SlopesX + (8 * a));
                Vector256<double> gx = slope * low, gy = x * lowY, gz = x * lowZ, p = x * low;
                if (TWide.Value)
                {
                    x = Vector256.Load(splines.RowsX + (8 * a) + 4);
                    slope = Vector256.Load(splines.SlopesX + (8 * a) + 4);
                    gx = Vector256.MultiplyAddEstimate(slope, high, gx);
                    gy = Vector256.MultiplyAddEstimate(x, highY, gy);
                    gz = Vector256.MultiplyAddEstimate(x, highZ, gz);
                    p = Vector256.MultiplyAddEstimate(x, high, p);
                }

                Transposition.Turn(
                    gx, gy, gz, p,
                    out Vector256<double> q, out Vector256<double> r, out Vector256<double> s, out Vector256<double> t);
                field[first + a] = (q + r) + (s + t);
            }
        }
    }
}
