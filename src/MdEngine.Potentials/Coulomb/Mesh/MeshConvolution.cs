using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>
/// Turns charges on a mesh into potentials: transforms to reciprocal space, multiplies by the influence function, adds up
/// energy and virial, transforms back. Only half of reciprocal space is kept, since charges are real.
/// </summary>
/// <remarks>
/// Lines along z first, threads sharing y; then whole planes of constant kz with y, x, product, x and y backwards, so that
/// a plane is read once; then z back.
/// </remarks>
internal sealed unsafe class MeshConvolution
{
    private const int Lanes = 4;

    /// <summary>Points behind the end of a row, so that a row of spline weights never wraps.</summary>
    public const int RowPadding = 8;

    private readonly MeshShape _shape;
    private readonly int _half, _rowX, _rowsY;
    private readonly LineTransform _alongX, _alongY, _alongZ;
    private readonly double[] _cosZ, _sinZ;
    private readonly AlignedBuffer<double> _mesh, _re, _im;
    private readonly double[] _energies;
    private readonly Matrix3[] _virials;
    private readonly Action<int, int> _forward, _planes, _backward;
    private AlignedBuffer<Vector256<double>>[] _work = [];
    private InfluenceFunction? _influence;
    private bool _wantVirial;

    public MeshConvolution(MeshShape shape)
    {
        _shape = shape;
        _half = shape.Z / 2;
        RowStride = Up(shape.X + RowPadding, 8);
        _rowX = Up(shape.X, Lanes);
        _rowsY = Up(shape.Y, Lanes);
        _alongX = new LineTransform(shape.X);
        _alongY = new LineTransform(shape.Y);
        _alongZ = new LineTransform(_half);
        _cosZ = new double[_half + 1];
        _sinZ = new double[_half + 1];
        for (int k = 0; k <= _half; k++)
        {
            (_sinZ[k], _cosZ[k]) = Math.SinCos(-2.0 * Math.PI * k / shape.Z);
        }

        _mesh = new AlignedBuffer<double>(checked(shape.Z * shape.Y * RowStride));
        int spectrum = checked((_half + 1) * _rowsY * _rowX);
        _re = new AlignedBuffer<double>(spectrum);
        _im = new AlignedBuffer<double>(spectrum);
        _energies = new double[_half + 1];
        _virials = new Matrix3[_half + 1];
        _forward = Forward;
        _planes = Planes;
        _backward = Backward;
    }

    /// <summary>Distance of rows, in points.</summary>
    public int RowStride { get; }

    /// <summary>Points: z, then y, then x fastest; <see cref="RowStride"/> apart. Charges before, potentials after.</summary>
    public double* Mesh => _mesh.Pointer;

    /// <summary>Energy of the mesh, half of charges times potentials, eV.</summary>
    public double Energy { get; private set; }

    /// <summary>Virial -dE/dstrain, eV, if it was wanted.</summary>
    public Matrix3 Virial { get; private set; }

    /// <summary>
    /// Replaces charges (e) by potentials (eV/e). Charges in the padding behind rows count as those of the beginning, of which it
    /// holds the potentials afterwards.
    /// </summary>
    public void Run(InfluenceFunction influence, bool virial, WorkerPool workers)
    {
        _influence = influence;
        _wantVirial = virial;
        if (_work.Length < workers.Threads)
        {
            int room = 4 * (Math.Max(_shape.X, Math.Max(_shape.Y, _shape.Z)) + Lanes);
            _work = new AlignedBuffer<Vector256<double>>[workers.Threads];
            for (int w = 0; w < _work.Length; w++)
            {
                _work[w] = new AlignedBuffer<Vector256<double>>(room);
            }
        }

        workers.Run(_shape.Y, _forward);
        workers.Run(_half + 1, _planes);
        workers.Run(_shape.Y, _backward);
        Energy = 0.0;
        Virial = Matrix3.Zero;
        for (int k = 0; k <= _half; k++)
        {
            Energy += _energies[k];
            Virial += _virials[k];
        }
    }

    private static int Up(int n, int multiple) => (n + multiple - 1) / multiple * multiple;

    /// <summary>Real lines along z to half spectra: even points as real, odd ones as imaginary parts of half the length.</summary>
    private void Forward(int y, int worker)
    {
        Vector256<double>* re = _work[worker].Pointer, im = re + _half + 1, work = im + _half + 1;
        long plane = (long)_shape.Y * RowStride;
        long slice = (long)_rowsY * _rowX;
        for (int z = 0; z < _shape.Z; z++)
        {
            // What was spread beyond the end of a row belongs to its beginning.
            double* row = Mesh + (z * plane) + ((long)y * RowStride);
            for (int x = 0; x < RowPadding; x++)
            {
                row[x % _shape.X] += row[_shape.X + x];
            }
        }

        for (int x = 0; x < _rowX; x += Lanes)
        {
            double* line = Mesh + ((long)y * RowStride) + x;
            for (int j = 0; j < _half; j++)
            {
                re[j] = Vector256.Load(line + (2 * j * plane));
                im[j] = Vector256.Load(line + (((2 * j) + 1) * plane));
            }

            _alongZ.Transform(re, im, work);
            re[_half] = re[0];
            im[_half] = im[0];
            double* toRe = _re.Pointer + ((long)y * _rowX) + x, toIm = _im.Pointer + ((long)y * _rowX) + x;
            for (int k = 0; k <= _half; k++)
            {
                int mirror = _half - k;
                Vector256<double> half = Vector256.Create(0.5);
                Vector256<double> evenRe = half * (re[k] + re[mirror]), evenIm = half * (im[k] - im[mirror]);
                // Odd = -i/2 (Z_k - conj Z_mirror).
                Vector256<double> oddRe = half * (im[k] + im[mirror]), oddIm = half * (re[mirror] - re[k]);
                Vector256<double> c = Vector256.Create(_cosZ[k]), s = Vector256.Create(_sinZ[k]);
                (evenRe + (oddRe * c) - (oddIm * s)).Store(toRe + (k * slice));
                (evenIm + (oddRe * s) + (oddIm * c)).Store(toIm + (k * slice));
            }
        }
    }

    private void Backward(int y, int worker)
    {
        Vector256<double>* re = _work[worker].Pointer, im = re + _half + 1, work = im + _half + 1;
        long plane = (long)_shape.Y * RowStride;
        long slice = (long)_rowsY * _rowX;
        for (int x = 0; x < _rowX; x += Lanes)
        {
            double* fromRe = _re.Pointer + ((long)y * _rowX) + x, fromIm = _im.Pointer + ((long)y * _rowX) + x;
            for (int k = 0; k < _half; k++)
            {
                long here = k * slice, mirror = (_half - k) * slice;
                Vector256<double> ar = Vector256.Load(fromRe + here), ai = Vector256.Load(fromIm + here);
                Vector256<double> br = Vector256.Load(fromRe + mirror), bi = Vector256.Load(fromIm + mirror);
                Vector256<double> dr = ar - br, di = ai + bi;
                Vector256<double> c = Vector256.Create(_cosZ[k]), s = Vector256.Create(-_sinZ[k]);
                Vector256<double> oddRe = (dr * c) - (di * s), oddIm = (dr * s) + (di * c);
                re[k] = ar + br - oddIm;
                im[k] = ai - bi + oddRe;
            }

            _alongZ.Transform(im, re, work);
            double* line = Mesh + ((long)y * RowStride) + x;
            for (int j = 0; j < _half; j++)
            {
                re[j].Store(line + (2 * j * plane));
                im[j].Store(line + (((2 * j) + 1) * plane));
            }
        }

        for (int z = 0; z < _shape.Z; z++)
        {
            double* row = Mesh + (z * plane) + ((long)y * RowStride);
            for (int x = 0; x < RowPadding; x++)
            {
                row[_shape.X + x] = row[x % _shape.X];
            }
        }
    }

    private void Planes(int kz, int worker)
    {
        long slice = (long)_rowsY * _rowX;
        double* re = _re.Pointer + (kz * slice), im = _im.Pointer + (kz * slice);
        Vector256<double>* work = _work[worker].Pointer;
        AlongY(re, im, work, back: false);
        Vector256<double>* lineRe = work, lineIm = work + _rowX, rest = lineIm + _rowX;
        var sums = new MeshSums();
        for (int y = 0; y < _rowsY; y += Lanes)
        {
            Gather(re + ((long)y * _rowX), lineRe);
            Gather(im + ((long)y * _rowX), lineIm);
            _alongX.Transform(lineRe, lineIm, rest);
            _influence!.Apply(kz, y, lineRe, lineIm, _wantVirial, ref sums);
            _alongX.Transform(lineIm, lineRe, rest);
            Scatter(lineRe, re + ((long)y * _rowX));
            Scatter(lineIm, im + ((long)y * _rowX));
        }

        AlongY(re, im, work, back: true);
        // The other half of reciprocal space mirrors all planes but the first and the last.
        double weight = kz == 0 || kz == _half ? 0.5 : 1.0;
        _energies[kz] = weight * sums.Energy;
        _virials[kz] = weight * sums.Virial;
    }

    private void AlongY(double* re, double* im, Vector256<double>* work, bool back)
    {
        int n = _shape.Y;
        Vector256<double>* lineRe = work, lineIm = work + n, rest = lineIm + n;
        for (int x = 0; x < _rowX; x += Lanes)
        {
            for (int y = 0; y < n; y++)
            {
                lineRe[y] = Vector256.Load(re + ((long)y * _rowX) + x);
                lineIm[y] = Vector256.Load(im + ((long)y * _rowX) + x);
            }

            if (back)
            {
                _alongY.Transform(lineIm, lineRe, rest);
            }
            else
            {
                _alongY.Transform(lineRe, lineIm, rest);
            }

            for (int y = 0; y < n; y++)
            {
                lineRe[y].Store(re + ((long)y * _rowX) + x);
                lineIm[y].Store(im + ((long)y * _rowX) + x);
            }
        }
    }

    /// <summary>Four rows, each to a lane.</summary>
    private void Gather(double* rows, Vector256<double>* line)
    {
        for (int x = 0; x < _rowX; x += Lanes)
        {
            Transposition.Turn(
                Vector256.Load(rows + x), Vector256.Load(rows + _rowX + x),
                Vector256.Load(rows + (2 * _rowX) + x), Vector256.Load(rows + (3 * _rowX) + x),
                out line[x], out line[x + 1], out line[x + 2], out line[x + 3]);
        }
    }

    private void Scatter(Vector256<double>* line, double* rows)
    {
        for (int x = 0; x < _rowX; x += Lanes)
        {
            Transposition.Turn(
                line[x], line[x + 1], line[x + 2], line[x + 3],
                out Vector256<double> a, out Vector256<double> b, out Vector256<double> c, out Vector256<double> d);
            a.Store(rows + x);
            b.Store(rows + _rowX + x);
            c.Store(rows + (2 * _rowX) + x);
            d.Store(rows + (3 * _rowX) + x);
        }
    }
}
