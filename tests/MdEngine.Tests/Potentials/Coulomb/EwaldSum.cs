using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;

namespace MdEngine.Tests.Potentials.Coulomb;

/// <summary>
/// The Coulomb sum of a periodic system by plain Ewald summation over images and reciprocal vectors, everything to
/// rounding: the reference of the fast ones.
/// </summary>
/// <remarks>P. P. Ewald, Ann. Phys. 369, 253 (1921); conducting surroundings.</remarks>
internal sealed class EwaldSum
{
    // e^(-x^2) is 1e-17 at 6.25.
    private const double Reach = 6.25;

    public EwaldSum(Structure structure, double[] charges)
    {
        SimulationCell cell = structure.Cell;
        double volume = cell.Volume;
        double a = Math.Sqrt(Math.PI) * Math.Pow(structure.Count / (volume * volume), 1.0 / 6.0);
        int n = structure.Count;
        Forces = new Double3[n];
        AtomEnergies = new double[n];
        Double3[] r = [.. structure.Positions];
        Direct(cell, r, charges, a);
        Reciprocal(cell, r, charges, a);
        for (int i = 0; i < n; i++)
        {
            AtomEnergies[i] -= PhysicalConstants.Coulomb * a / Math.Sqrt(Math.PI) * charges[i] * charges[i];
        }

        Energy = AtomEnergies.Sum();
    }

    public double Energy { get; }

    public double[] AtomEnergies { get; }

    public Double3[] Forces { get; }

    public Matrix3 Virial { get; private set; }

    private void Direct(SimulationCell cell, Double3[] r, double[] q, double a)
    {
        double cutoff = Reach / a;
        int[] images = [.. Enumerable.Range(0, 3).Select(axis => 1 + (int)Math.Ceiling(cutoff / cell.Height(axis)))];
        for (int x = -images[0]; x <= images[0]; x++)
        {
            for (int y = -images[1]; y <= images[1]; y++)
            {
                for (int z = -images[2]; z <= images[2]; z++)
                {
                    Double3 shift = cell.ToCartesian(new Double3(x, y, z));
                    for (int i = 0; i < r.Length; i++)
                    {
                        for (int j = 0; j < r.Length; j++)
                        {
                            Double3 d = r[i] - r[j] - shift;
                            double length = d.Length;
                            if (length == 0.0 || length > cutoff)
                            {
                                continue;
                            }

                            double strength = PhysicalConstants.Coulomb * q[i] * q[j];
                            double erfc = ErrorFunction.Complement(a * length);
                            double f = strength / (length * length)
                                * ((erfc / length) + (2.0 * a / Math.Sqrt(Math.PI) * Math.Exp(-a * a * length * length)));
                            AtomEnergies[i] += 0.5 * strength * erfc / length;
                            Forces[i] += f * d;
                            Virial += 0.5 * f * Product(d, d);
                        }
                    }
                }
            }
        }
    }

    private void Reciprocal(SimulationCell cell, Double3[] r, double[] q, double a)
    {
        Matrix3 inverse = cell.Completed.Inverse();
        Double3 ra = new(inverse.XX, inverse.YX, inverse.ZX);
        Double3 rb = new(inverse.XY, inverse.YY, inverse.ZY);
        Double3 rc = new(inverse.XZ, inverse.YZ, inverse.ZZ);
        double longest = Reach * a / Math.PI;
        // |m| >= |component along a lattice vector| = integer / length of the vector.
        int[] most =
        [
            (int)Math.Ceiling(longest * cell.Vectors.Row0.Length), (int)Math.Ceiling(longest * cell.Vectors.Row1.Length),
            (int)Math.Ceiling(longest * cell.Vectors.Row2.Length),
        ];
        double factor = PhysicalConstants.Coulomb / (2.0 * Math.PI * cell.Volume);
        var sin = new double[r.Length];
        var cos = new double[r.Length];
        for (int x = -most[0]; x <= most[0]; x++)
        {
            for (int y = -most[1]; y <= most[1]; y++)
            {
                for (int z = -most[2]; z <= most[2]; z++)
                {
                    Double3 m = (x * ra) + (y * rb) + (z * rc);
                    double m2 = Double3.Dot(m, m);
                    if (m2 == 0.0 || m2 > longest * longest)
                    {
                        continue;
                    }

                    double re = 0.0, im = 0.0;
                    for (int i = 0; i < r.Length; i++)
                    {
                        (sin[i], cos[i]) = Math.SinCos(2.0 * Math.PI * Double3.Dot(m, r[i]));
                        re += q[i] * cos[i];
                        im += q[i] * sin[i];
                    }

                    double g = factor * Math.Exp(-Math.PI * Math.PI * m2 / (a * a)) / m2;
                    for (int i = 0; i < r.Length; i++)
                    {
                        AtomEnergies[i] += g * q[i] * ((re * cos[i]) + (im * sin[i]));
                        Forces[i] += 4.0 * Math.PI * g * q[i] * ((re * sin[i]) - (im * cos[i])) * m;
                    }

                    double energy = g * ((re * re) + (im * im));
                    double stretch = 2.0 * (1.0 + (Math.PI * Math.PI * m2 / (a * a))) / m2;
                    Virial += energy * (Matrix3.Identity - (stretch * Product(m, m)));
                }
            }
        }
    }

    private static Matrix3 Product(Double3 a, Double3 b) => new(
        a.X * b.X, a.X * b.Y, a.X * b.Z, a.Y * b.X, a.Y * b.Y, a.Y * b.Z, a.Z * b.X, a.Z * b.Y, a.Z * b.Z);
}
