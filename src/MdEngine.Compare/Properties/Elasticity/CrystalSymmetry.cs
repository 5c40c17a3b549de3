using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Properties.Elasticity;

/// <summary>
/// The Laue class of a crystal, however its cell was chosen and turned, and the axes in which its elastic constants are
/// usually given.
/// </summary>
/// <remarks>
/// Operations are those of the reduced primitive lattice that carry the atoms onto atoms of the same element. Axes follow
/// J. F. Nye, Physical Properties of Crystals (Oxford 1985), and the IEEE standard 176-1987: cubic, orthorhombic: along the
/// fourfold or twofold axes; hexagonal, tetragonal, trigonal: z along the main axis, x along a twofold axis (trigonal) or
/// the shortest lattice vector; monoclinic: y along the twofold axis.
/// </remarks>
public sealed class CrystalSymmetry
{
    private const int MostAtoms = 2000;
    private const double Same = 1e-3;

    private readonly List<Matrix3> _rotations = [];
    private readonly List<Double3> _lattice;

    /// <summary>Finds the symmetry.</summary>
    /// <param name="crystal">Crystal, periodic along all vectors.</param>
    /// <param name="tolerance">Distance, Angstrom, up to which atoms stand at the same place.</param>
    public CrystalSymmetry(Structure crystal, double tolerance = 5e-3)
    {
        _lattice = [];
        if (crystal.Count > MostAtoms)
        {
            _rotations.Add(Matrix3.Identity);
        }
        else
        {
            var primitive = new PrimitiveLattice(crystal, tolerance);
            _lattice = primitive.Neighbors();
            FindRotations(primitive);
        }

        Class = ClassOf();
        Axes = Class switch
        {
            LaueClass.CubicHigh => Triad(4),
            LaueClass.CubicLow or LaueClass.Orthorhombic => Triad(2),
            LaueClass.Triclinic => Matrix3.Identity,
            LaueClass.Monoclinic => Monoclinic(),
            LaueClass.TetragonalLow or LaueClass.TetragonalHigh => Main(4),
            LaueClass.TrigonalLow or LaueClass.TrigonalHigh => Main(3),
            _ => Main(6),
        };
    }

    /// <summary>Laue class; triclinic for crystals of more than 2000 atoms, in which none is looked for.</summary>
    public LaueClass Class { get; }

    /// <summary>Rotations of the Laue class, orthogonal matrices in Cartesian coordinates.</summary>
    public IReadOnlyList<Matrix3> Rotations => _rotations;

    /// <summary>The usual axes x, y, z as rows, in Cartesian coordinates.</summary>
    public Matrix3 Axes { get; }

    /// <summary>The class in words and in Hermann and Mauguin's symbols: "cubic (m-3m)".</summary>
    public string Name => Class switch
    {
        LaueClass.Triclinic => "triclinic (-1)",
        LaueClass.Monoclinic => "monoclinic (2/m)",
        LaueClass.Orthorhombic => "orthorhombic (mmm)",
        LaueClass.TetragonalLow => "tetragonal (4/m)",
        LaueClass.TetragonalHigh => "tetragonal (4/mmm)",
        LaueClass.TrigonalLow => "trigonal (-3)",
        LaueClass.TrigonalHigh => "trigonal (-3m)",
        LaueClass.HexagonalLow => "hexagonal (6/m)",
        LaueClass.HexagonalHigh => "hexagonal (6/mmm)",
        LaueClass.CubicLow => "cubic (m-3)",
        _ => "cubic (m-3m)",
    };

    /// <summary>The constants that are independent in this class, as pairs of Voigt indices from 1 to 6.</summary>
    public IReadOnlyList<(int I, int J)> IndependentConstants => Class switch
    {
        LaueClass.CubicLow or LaueClass.CubicHigh => [(1, 1), (1, 2), (4, 4)],
        LaueClass.HexagonalLow or LaueClass.HexagonalHigh => [(1, 1), (1, 2), (1, 3), (3, 3), (4, 4)],
        LaueClass.TrigonalHigh => [(1, 1), (1, 2), (1, 3), (1, 4), (3, 3), (4, 4)],
        LaueClass.TrigonalLow => [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (3, 3), (4, 4)],
        LaueClass.TetragonalHigh => [(1, 1), (1, 2), (1, 3), (3, 3), (4, 4), (6, 6)],
        LaueClass.TetragonalLow => [(1, 1), (1, 2), (1, 3), (1, 6), (3, 3), (4, 4), (6, 6)],
        LaueClass.Orthorhombic => [(1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (3, 3), (4, 4), (5, 5), (6, 6)],
        LaueClass.Monoclinic =>
            [(1, 1), (1, 2), (1, 3), (1, 5), (2, 2), (2, 3), (2, 5), (3, 3), (3, 5), (4, 4), (4, 6), (5, 5), (6, 6)],
        _ => AllConstants,
    };

    /// <summary>All 21 constants, as pairs of Voigt indices from 1 to 6.</summary>
    public static IReadOnlyList<(int I, int J)> AllConstants =>
        [.. Enumerable.Range(1, 6).SelectMany(i => Enumerable.Range(i, 7 - i).Select(j => (i, j)))];

    private void FindRotations(PrimitiveLattice primitive)
    {
        Matrix3 p = primitive.Vectors, inverse = p.Inverse();
        List<Double3> firsts = Images(p.Row0), seconds = Images(p.Row1), thirds = Images(p.Row2);
        foreach (Double3 a in firsts)
        {
            foreach (Double3 b in seconds.Where(b => Fits(a, b, p.Row0, p.Row1)))
            {
                foreach (Double3 c in thirds.Where(c => Fits(a, c, p.Row0, p.Row2) && Fits(b, c, p.Row1, p.Row2)))
                {
                    Matrix3 operation = inverse * Matrix3.FromRows(a, b, c);
                    Matrix3 rotation = Math.Sign(operation.Determinant) * operation;
                    if (!_rotations.Exists(r => Distance(r, rotation) < 0.1) && primitive.Has(operation))
                    {
                        _rotations.Add(rotation);
                    }
                }
            }
        }
    }

    private List<Double3> Images(Double3 v) => [.. _lattice.Where(u => Math.Abs(u.Length - v.Length) < Same * v.Length)];

    private static bool Fits(Double3 a, Double3 b, Double3 p, Double3 q) =>
        Math.Abs(Double3.Dot(a, b) - Double3.Dot(p, q)) < Same * p.Length * q.Length;

    private static double Distance(Matrix3 a, Matrix3 b)
    {
        Matrix3 d = a - b;
        return d.Row0.Length + d.Row1.Length + d.Row2.Length;
    }

    private LaueClass ClassOf()
    {
        bool six = Count(6) > 0, four = Count(4) > 0, three = Count(3) > 0;
        return _rotations.Count switch
        {
            24 => LaueClass.CubicHigh,
            12 => six ? LaueClass.HexagonalHigh : LaueClass.CubicLow,
            8 => LaueClass.TetragonalHigh,
            6 => six ? LaueClass.HexagonalLow : LaueClass.TrigonalHigh,
            4 => four ? LaueClass.TetragonalLow : LaueClass.Orthorhombic,
            3 when three => LaueClass.TrigonalLow,
            2 => LaueClass.Monoclinic,
            _ => LaueClass.Triclinic,
        };
    }

    private int Count(int fold) => _rotations.Count(r => Fold(r) == fold);

    private static int Fold(Matrix3 rotation) => (int)Math.Round(rotation.Trace) switch
    {
        2 => 6,
        1 => 4,
        0 => 3,
        -1 => 2,
        _ => 1,
    };

    /// <summary>Directions of the axes of some order, each once.</summary>
    private List<Double3> AxesOf(int fold)
    {
        var axes = new List<Double3>();
        foreach (Matrix3 r in _rotations.Where(r => Fold(r) == fold))
        {
            // The part of each Cartesian axis along the rotation's own: the mean over its powers.
            Matrix3 sum = Matrix3.Identity, power = r;
            for (int k = 1; k < fold; k++)
            {
                sum += power;
                power *= r;
            }

            Double3 axis = new[] { sum.Row0, sum.Row1, sum.Row2 }.MaxBy(v => v.Length);
            axis = (1.0 / axis.Length) * axis;
            if (!axes.Exists(a => Math.Abs(Double3.Dot(a, axis)) > 0.99))
            {
                axes.Add(axis);
            }
        }

        return axes;
    }

    /// <summary>Three perpendicular axes of an order, each as near as may be to the Cartesian one.</summary>
    private Matrix3 Triad(int fold)
    {
        List<Double3> axes = AxesOf(fold);
        Double3 x = Along(axes.MaxBy(a => Math.Abs(a.X)), 0);
        Double3 y = Along(axes.Where(a => Math.Abs(Double3.Dot(a, x)) < 0.5).MaxBy(a => Math.Abs(a.Y)), 1);
        return Frame(x, Double3.Cross(x, y));
    }

    private Matrix3 Main(int fold)
    {
        Double3 z = Along(AxesOf(fold)[0], 2);
        Double3 x = Class == LaueClass.TrigonalHigh
            ? AxesOf(2).MaxBy(a => Math.Abs(a.X))
            : _lattice.First(v => Math.Abs(Double3.Dot(v, z)) < Same * v.Length);
        return Frame(Along(x, 0), z);
    }

    private Matrix3 Monoclinic()
    {
        Double3 y = Along(AxesOf(2)[0], 1);
        Double3 x = Along(_lattice.First(v => Math.Abs(Double3.Dot(v, y)) < Same * v.Length), 0);
        return Frame(x, Double3.Cross(x, y));
    }

    private static Double3 Along(Double3 axis, int cartesian) => axis[cartesian] < 0.0 ? -axis : axis;

    private static Matrix3 Frame(Double3 x, Double3 z)
    {
        z = (1.0 / z.Length) * z;
        x -= Double3.Dot(x, z) * z;
        x = (1.0 / x.Length) * x;
        return Matrix3.FromRows(x, Double3.Cross(z, x), z);
    }
}
