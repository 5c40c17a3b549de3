using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>
/// What a Fourier component of the charges on the mesh is multiplied by to give that of the potential:
/// k/(pi V) e^(-pi^2 m^2/a^2)/m^2 B(m), with m the vector of reciprocal space and B the correction for the splines
/// (Essmann et al. 1995, equations 2.1, 4.4 and 4.8).
/// </summary>
internal sealed unsafe class InfluenceFunction
{
    private const int Lanes = 4;
    private readonly MeshShape _shape;
    private readonly double _splitting;
    private readonly double[] _splineX, _splineY, _splineZ;
    private readonly AlignedBuffer<double> _values;
    private readonly int _rowsY;
    private readonly Action<int, int> _fill;
    private SimulationCell? _cell;
    private Double3 _a, _b, _c;
    private double _factor;

    public InfluenceFunction(MeshShape shape, double splitting, int order)
    {
        _shape = shape;
        _splitting = splitting;
        double[] knots = BSpline.Knots(order);
        _splineX = SplineFactors(shape.X, knots);
        _splineY = SplineFactors(shape.Y, knots);
        _splineZ = SplineFactors(shape.Z, knots);
        _rowsY = (shape.Y + Lanes - 1) / Lanes * Lanes;
        _values = new AlignedBuffer<double>(checked(((shape.Z / 2) + 1) * _rowsY * shape.X));
        _fill = Fill;
    }

    /// <summary>Brings the values up to date with a cell.</summary>
    public void Use(SimulationCell cell, WorkerPool workers)
    {
        if (_cell is not null && _cell.Vectors == cell.Vectors)
        {
            return;
        }

        _cell = cell;
        Matrix3 inverse = cell.Completed.Inverse();
        // Columns of the inverse are the reciprocal vectors.
        _a = new Double3(inverse.XX, inverse.YX, inverse.ZX);
        _b = new Double3(inverse.XY, inverse.YY, inverse.ZY);
        _c = new Double3(inverse.XZ, inverse.YZ, inverse.ZZ);
        _factor = PhysicalConstants.Coulomb / (Math.PI * cell.Volume);
        workers.Run((_shape.Z / 2) + 1, _fill);
    }

    /// <summary>
    /// Multiplies the components of four ky (the lanes) at one kz, kx after kx, and adds up energy and virial.
    /// </summary>
    public void Apply(int kz, int y, Vector256<double>* re, Vector256<double>* im, bool virial, ref MeshSums sums)
    {
        double* values = _values.Pointer + ((((long)kz * _rowsY) + y) * _shape.X);
        Vector256<double> energy = Vector256<double>.Zero;
        for (int x = 0; x < _shape.X; x++)
        {
            Vector256<double> g = Vector256.Load(values + (Lanes * x));
            Vector256<double> gr = g * re[x], gi = g * im[x];
            Vector256<double> e = (gr * re[x]) + (gi * im[x]);
            energy += e;
            if (virial)
            {
                AddVirial(kz, y, x, e, ref sums);
            }

            re[x] = gr;
            im[x] = gi;
        }

        sums.Energy += Vector256.Sum(energy);
    }

    private static int Fold(int k, int n) => k <= n / 2 ? k : k - n;

    private static double[] SplineFactors(int n, double[] knots)
    {
        var factors = new double[n];
        for (int m = 0; m < n; m++)
        {
            double re = 0.0, im = 0.0;
            for (int k = 0; k < knots.Length; k++)
            {
                (double sin, double cos) = Math.SinCos(2.0 * Math.PI * m * k / n);
                re += knots[k] * cos;
                im += knots[k] * sin;
            }

            double square = (re * re) + (im * im);
            // Splines of odd order cannot interpolate the highest frequency; what little there is of it is left out.
            factors[m] = square > 1e-7 ? 1.0 / square : 0.0;
        }

        return factors;
    }

    private void Fill(int kz, int worker)
    {
        double inverse2 = Math.PI * Math.PI / (_splitting * _splitting);
        double mz = Fold(kz, _shape.Z);
        for (int y = 0; y < _rowsY; y++)
        {
            double* values = _values.Pointer + ((((long)kz * _rowsY) + (y / Lanes * Lanes)) * _shape.X) + (y % Lanes);
            double my = Fold(y, _shape.Y);
            for (int x = 0; x < _shape.X; x++)
            {
                double value = 0.0;
                if (y < _shape.Y && (x != 0 || y != 0 || kz != 0))
                {
                    Double3 m = (Fold(x, _shape.X) * _a) + (my * _b) + (mz * _c);
                    double m2 = Double3.Dot(m, m);
                    value = _factor * Math.Exp(-inverse2 * m2) / m2 * _splineX[x] * _splineY[y] * _splineZ[kz];
                }

                values[Lanes * x] = value;
            }
        }
    }

    private void AddVirial(int kz, int y, int x, Vector256<double> energies, ref MeshSums sums)
    {
        double inverse2 = Math.PI * Math.PI / (_splitting * _splitting);
        for (int lane = 0; lane < Lanes && y + lane < _shape.Y; lane++)
        {
            double e = energies.GetElement(lane);
            Double3 m = (Fold(x, _shape.X) * _a) + (Fold(y + lane, _shape.Y) * _b) + (Fold(kz, _shape.Z) * _c);
            double m2 = Double3.Dot(m, m);
            if (e == 0.0 || m2 == 0.0)
            {
                continue;
            }

            double f = 2.0 * e * (1.0 + (inverse2 * m2)) / m2;
            sums.Virial += new Matrix3(
                e - (f * m.X * m.X), -f * m.X * m.Y, -f * m.X * m.Z,
                -f * m.Y * m.X, e - (f * m.Y * m.Y), -f * m.Y * m.Z,
                -f * m.Z * m.X, -f * m.Z * m.Y, e - (f * m.Z * m.Z));
        }
    }
}
