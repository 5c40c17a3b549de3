using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.IO.Cif;

/// <summary>A cell as crystallographers give it: lengths (Angstrom) and angles (degrees).</summary>
/// <param name="A">Length of the first vector.</param>
/// <param name="B">Length of the second vector.</param>
/// <param name="C">Length of the third vector.</param>
/// <param name="Alpha">Angle between the second and the third.</param>
/// <param name="Beta">Angle between the first and the third.</param>
/// <param name="Gamma">Angle between the first and the second.</param>
internal readonly record struct CellParameters(double A, double B, double C, double Alpha, double Beta, double Gamma)
{
    /// <summary>The parameters of lattice vectors.</summary>
    public static CellParameters Of(Matrix3 h) => new(
        h.Row0.Length, h.Row1.Length, h.Row2.Length,
        Angle(h.Row1, h.Row2), Angle(h.Row0, h.Row2), Angle(h.Row0, h.Row1));

    /// <summary>Lattice vectors, rows: the first along x, the second in the xy plane. Not finite if no angles allow it.</summary>
    public Matrix3 Vectors()
    {
        double cosAlpha = Cos(Alpha), cosBeta = Cos(Beta), cosGamma = Cos(Gamma);
        double sinGamma = Math.Sqrt(1.0 - (cosGamma * cosGamma));
        double y = (cosAlpha - (cosBeta * cosGamma)) / sinGamma;
        double z = Math.Sqrt(1.0 - (cosBeta * cosBeta) - (y * y));
        return new Matrix3(A, 0, 0, B * cosGamma, B * sinGamma, 0, C * cosBeta, C * y, C * z);
    }

    private static double Angle(Double3 u, Double3 v) =>
        Math.Atan2(Double3.Cross(u, v).Length, Double3.Dot(u, v)) * (180.0 / Math.PI);

    /// <summary>Exact for the angles that crystals have.</summary>
    private static double Cos(double degrees) => degrees switch
    {
        90.0 => 0.0,
        60.0 => 0.5,
        120.0 => -0.5,
        _ => Math.Cos(degrees * (Math.PI / 180.0)),
    };
}
