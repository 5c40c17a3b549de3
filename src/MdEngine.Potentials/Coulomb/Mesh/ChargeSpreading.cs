using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>Adds the charges of atoms to mesh points, with the weights of splines.</summary>
internal static unsafe class ChargeSpreading
{
    /// <summary>Spreads the charges of some atoms; rows run on into their padding.</summary>
    /// <typeparam name="TWide">On: orders above 4, two registers to a row.</typeparam>
    /// <param name="mesh">Points.</param>
    /// <param name="offsets">Where rows and planes begin.</param>
    /// <param name="order">Order of the splines.</param>
    /// <param name="scaled">Quadruples (x, y, z, charge) by atom, in units of mesh points.</param>
    /// <param name="atoms">Indices of the atoms.</param>
    /// <param name="count">Number of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TWide>(double* mesh, MeshOffsets offsets, int order, double* scaled, int* atoms, int count)
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

            splines.Load(scaled, at, slopes: false);
            for (int a = 0; a < here; a++)
            {
                double* atom = scaled + (uint)at[a];
                double* corner = mesh + splines.Base(atom, out long* rows, out long* planes);
                double* y = splines.Y + a, z = splines.Z + a;
                Vector256<double> low = Vector256.Load(splines.RowsX + (8 * a)), high = Vector256.Load(splines.RowsX + (8 * a) + 4);
                Vector256<double> charge = Vector256.Create(atom[3]);
                low *= charge;
                high *= charge;
                for (int c = 0; c < order; c++)
                {
                    double* plane = corner + planes[c];
                    Vector256<double> wz = Vector256.Create(z[4 * c]), lowZ = low * wz, highZ = high * wz;
                    for (int b = 0; b < order; b++)
                    {
                        double* row = plane + rows[b];
                        Vector256<double> wy = Vector256.Create(y[4 * b]);
                        Vector256.MultiplyAddEstimate(wy, lowZ, Vector256.Load(row)).Store(row);
                        if (TWide.Value)
                        {
                            Vector256.MultiplyAddEstimate(wy, highZ, Vector256.Load(row + 4)).Store(row + 4);
                        }
                    }
                }
            }
        }
    }
}
