using System;

namespace MdEngine.Core.Mathematics;

/// <summary>A 3 x 3 matrix, row by row.</summary>
/// <param name="XX">Row 1, column 1.</param>
/// <param name="XY">Row 1, column 2.</param>
/// <param name="XZ">Row 1, column 3.</param>
/// <param name="YX">Row 2, column 1.</param>
/// <param name="YY">Row 2, column 2.</param>
/// <param name="YZ">Row 2, column 3.</param>
/// <param name="ZX">Row 3, column 1.</param>
/// <param name="ZY">Row 3, column 2.</param>
/// <param name="ZZ">Row 3, column 3.</param>
public readonly record struct Matrix3(
    double XX, double XY, double XZ,
    double YX, double YY, double YZ,
    double ZX, double ZY, double ZZ)
{
    /// <summary>The unit matrix.</summary>
    public static Matrix3 Identity => new(1, 0, 0, 0, 1, 0, 0, 0, 1);

    /// <summary>The null matrix.</summary>
    public static Matrix3 Zero => default;

    /// <summary>The dyadic product: element (i, j) is a_i b_j.</summary>
    public static Matrix3 Outer(Double3 a, Double3 b) => new(
        a.X * b.X, a.X * b.Y, a.X * b.Z, a.Y * b.X, a.Y * b.Y, a.Y * b.Z, a.Z * b.X, a.Z * b.Y, a.Z * b.Z);

    /// <summary>First row.</summary>
    public Double3 Row0 => new(XX, XY, XZ);

    /// <summary>Second row.</summary>
    public Double3 Row1 => new(YX, YY, YZ);

    /// <summary>Third row.</summary>
    public Double3 Row2 => new(ZX, ZY, ZZ);

    /// <summary>Sum of the diagonal.</summary>
    public double Trace => XX + YY + ZZ;

    /// <summary>Determinant.</summary>
    public double Determinant => Double3.Dot(Row0, Double3.Cross(Row1, Row2));

    /// <summary>True when no element is infinite or NaN.</summary>
    public bool IsFinite => Row0.IsFinite && Row1.IsFinite && Row2.IsFinite;

    /// <summary>Element of a row and a column, each 0, 1 or 2.</summary>
    public double this[int row, int column] => Row(row)[column];

    /// <summary>A matrix from its rows.</summary>
    public static Matrix3 FromRows(Double3 a, Double3 b, Double3 c) =>
        new(a.X, a.Y, a.Z, b.X, b.Y, b.Z, c.X, c.Y, c.Z);

    /// <summary>Row 0, 1 or 2.</summary>
    public Double3 Row(int row) => row switch
    {
        0 => Row0,
        1 => Row1,
        2 => Row2,
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };

    /// <summary>Transposed matrix.</summary>
    public Matrix3 Transpose() => new(XX, YX, ZX, XY, YY, ZY, XZ, YZ, ZZ);

    /// <summary>Inverse; not finite when the matrix is singular.</summary>
    public Matrix3 Inverse()
    {
        Double3 a = Double3.Cross(Row1, Row2);
        Double3 b = Double3.Cross(Row2, Row0);
        Double3 c = Double3.Cross(Row0, Row1);
        double s = 1.0 / Double3.Dot(Row0, a);
        return new Matrix3(s * a.X, s * b.X, s * c.X, s * a.Y, s * b.Y, s * c.Y, s * a.Z, s * b.Z, s * c.Z);
    }

    /// <summary>Row vector times matrix.</summary>
    public static Double3 operator *(Double3 v, Matrix3 m) => new(
        (v.X * m.XX) + (v.Y * m.YX) + (v.Z * m.ZX),
        (v.X * m.XY) + (v.Y * m.YY) + (v.Z * m.ZY),
        (v.X * m.XZ) + (v.Y * m.YZ) + (v.Z * m.ZZ));

    /// <summary>Matrix product.</summary>
    public static Matrix3 operator *(Matrix3 a, Matrix3 b) => FromRows(a.Row0 * b, a.Row1 * b, a.Row2 * b);

    /// <summary>Product with a number.</summary>
    public static Matrix3 operator *(double s, Matrix3 m) => FromRows(s * m.Row0, s * m.Row1, s * m.Row2);

    /// <summary>Sum.</summary>
    public static Matrix3 operator +(Matrix3 a, Matrix3 b) =>
        FromRows(a.Row0 + b.Row0, a.Row1 + b.Row1, a.Row2 + b.Row2);

    /// <summary>Difference.</summary>
    public static Matrix3 operator -(Matrix3 a, Matrix3 b) =>
        FromRows(a.Row0 - b.Row0, a.Row1 - b.Row1, a.Row2 - b.Row2);
}
