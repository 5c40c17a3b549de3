using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;

namespace MdEngine.Tests.Training.Exports;

/// <summary>A neighbour of an atom, own images too: its number, the vector to it, its distance.</summary>
internal sealed record PlainNeighbor(int Index, double X, double Y, double Z, double R)
{
    /// <summary>All images within a cutoff, by looking at every one of some shells of cells.</summary>
    public static List<PlainNeighbor> Of(Structure s, int i, double cutoff)
    {
        const int shells = 3;
        var found = new List<PlainNeighbor>();
        Matrix3 v = s.Cell.Vectors;
        for (int a = -shells; a <= shells; a++)
        {
            for (int b = -shells; b <= shells; b++)
            {
                for (int c = -shells; c <= shells; c++)
                {
                    for (int j = 0; j < s.Count; j++)
                    {
                        double x = s.Positions[j].X - s.Positions[i].X + (a * v.XX) + (b * v.YX) + (c * v.ZX);
                        double y = s.Positions[j].Y - s.Positions[i].Y + (a * v.XY) + (b * v.YY) + (c * v.ZY);
                        double z = s.Positions[j].Z - s.Positions[i].Z + (a * v.XZ) + (b * v.YZ) + (c * v.ZZ);
                        double r = Math.Sqrt((x * x) + (y * y) + (z * z));
                        if (r < cutoff && !(j == i && a == 0 && b == 0 && c == 0))
                        {
                            found.Add(new PlainNeighbor(j, x, y, z, r));
                        }
                    }
                }
            }
        }

        return found;
    }

    /// <summary>Cosine of the angle between two neighbours.</summary>
    public double Cosine(PlainNeighbor other) => ((X * other.X) + (Y * other.Y) + (Z * other.Z)) / (R * other.R);

    /// <summary>Distance of two neighbours.</summary>
    public double Distance(PlainNeighbor other) =>
        Math.Sqrt(Math.Pow(X - other.X, 2) + Math.Pow(Y - other.Y, 2) + Math.Pow(Z - other.Z, 2));
}
