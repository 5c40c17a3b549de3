using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MdEngine.Core.Mathematics;

/// <summary>
/// Products of dense matrices in double precision, as potentials need them: small or flat ones, at once, without
/// copies. Sums over k run in a fixed order, so the result of an element does not depend on the other rows.
/// </summary>
/// <remarks>
/// Tiles of 4 rows by 12 columns are held in registers (12 of the 16 of AVX2). Columns come in whole vectors of four:
/// callers pad.
/// </remarks>
public static unsafe class MatrixKernels
{
    /// <summary>
    /// C = A B, or C += A B: C[i][j] at c[i ldc + j], A[i][k] at a[i rowStride + k depthStride], B[k][j] at b[k ldb + j].
    /// </summary>
    /// <param name="c">Result.</param>
    /// <param name="ldc">Distance of its rows.</param>
    /// <param name="a">Left factor; strides make a transposed one of it.</param>
    /// <param name="rowStride">Distance of its rows.</param>
    /// <param name="depthStride">Distance of its columns.</param>
    /// <param name="b">Right factor.</param>
    /// <param name="ldb">Distance of its rows.</param>
    /// <param name="rows">Rows of C.</param>
    /// <param name="columns">Columns of C, a multiple of 4.</param>
    /// <param name="depth">Columns of A.</param>
    /// <param name="add">True to add to C, false to replace it.</param>
    public static void Multiply(
        double* c, int ldc, double* a, int rowStride, int depthStride, double* b, int ldb, int rows, int columns, int depth, bool add)
    {
        int i = 0;
        for (; i + 4 <= rows; i += 4)
        {
            int j = 0;
            for (; j + 12 <= columns; j += 12)
            {
                Tile4x12(c + (i * ldc) + j, ldc, a + (i * rowStride), rowStride, depthStride, b + j, ldb, depth, add);
            }

            for (; j + 8 <= columns; j += 8)
            {
                Tile4x8(c + (i * ldc) + j, ldc, a + (i * rowStride), rowStride, depthStride, b + j, ldb, depth, add);
            }

            if (j < columns)
            {
                Tile4x4(c + (i * ldc) + j, ldc, a + (i * rowStride), rowStride, depthStride, b + j, ldb, depth, add);
            }
        }

        for (; i < rows; i++)
        {
            int j = 0;
            for (; j + 16 <= columns; j += 16)
            {
                Tile1x16(c + (i * ldc) + j, a + (i * rowStride), depthStride, b + j, ldb, depth, add);
            }

            for (; j < columns; j += 4)
            {
                Tile1x4(c + (i * ldc) + j, a + (i * rowStride), depthStride, b + j, ldb, depth, add);
            }
        }
    }

    /// <summary>
    /// C = A B^T: C[i][j] = sum over k of a[i lda + k] b[j ldb + k], at c[i ldc + j].
    /// </summary>
    /// <param name="c">Result.</param>
    /// <param name="ldc">Distance of its rows.</param>
    /// <param name="a">Left factor.</param>
    /// <param name="lda">Distance of its rows.</param>
    /// <param name="b">Right factor, transposed.</param>
    /// <param name="ldb">Distance of its rows.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="columns">Rows of B, a multiple of 3.</param>
    /// <param name="depth">Columns of A and B, a multiple of 4.</param>
    public static void MultiplyTransposed(
        double* c, int ldc, double* a, int lda, double* b, int ldb, int rows, int columns, int depth)
    {
        for (int j = 0; j < columns; j += 3)
        {
            int i = 0;
            for (; i + 4 <= rows; i += 4)
            {
                Dot4x3(c + (i * ldc) + j, ldc, a + (i * lda), lda, b + (j * ldb), ldb, depth);
            }

            for (; i < rows; i++)
            {
                Dot1x3(c + (i * ldc) + j, a + (i * lda), b + (j * ldb), ldb, depth);
            }
        }
    }

    /// <summary>Sum of products of two rows of numbers.</summary>
    public static double Dot(double* a, double* b, int count)
    {
        Vector256<double> s0 = default, s1 = default;
        int k = 0;
        for (; k + 8 <= count; k += 8)
        {
            s0 = Fma(Vector256.Load(a + k), Vector256.Load(b + k), s0);
            s1 = Fma(Vector256.Load(a + k + 4), Vector256.Load(b + k + 4), s1);
        }

        double sum = Vector256.Sum(s0 + s1);
        for (; k < count; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Vector256.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(double* c, Vector256<double> value, bool add) =>
        (add ? Vector256.Load(c) + value : value).Store(c);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x12(double* c, int ldc, double* a, int rs, int ks, double* b, int ldb, int depth, bool add)
    {
        Vector256<double> c00 = default, c01 = default, c02 = default, c10 = default, c11 = default, c12 = default;
        Vector256<double> c20 = default, c21 = default, c22 = default, c30 = default, c31 = default, c32 = default;
        double* a2 = a + (2 * rs);
        for (int k = 0; k < depth; k++)
        {
            Vector256<double> b0 = Vector256.Load(b), b1 = Vector256.Load(b + 4), b2 = Vector256.Load(b + 8);
            var x = Vector256.Create(a[0]);
            c00 = Fma(x, b0, c00);
            c01 = Fma(x, b1, c01);
            c02 = Fma(x, b2, c02);
            x = Vector256.Create(a[rs]);
            c10 = Fma(x, b0, c10);
            c11 = Fma(x, b1, c11);
            c12 = Fma(x, b2, c12);
            x = Vector256.Create(a2[0]);
            c20 = Fma(x, b0, c20);
            c21 = Fma(x, b1, c21);
            c22 = Fma(x, b2, c22);
            x = Vector256.Create(a2[rs]);
            c30 = Fma(x, b0, c30);
            c31 = Fma(x, b1, c31);
            c32 = Fma(x, b2, c32);
            a += ks;
            a2 += ks;
            b += ldb;
        }

        Put(c, c00, add);
        Put(c + 4, c01, add);
        Put(c + 8, c02, add);
        c += ldc;
        Put(c, c10, add);
        Put(c + 4, c11, add);
        Put(c + 8, c12, add);
        c += ldc;
        Put(c, c20, add);
        Put(c + 4, c21, add);
        Put(c + 8, c22, add);
        c += ldc;
        Put(c, c30, add);
        Put(c + 4, c31, add);
        Put(c + 8, c32, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x8(double* c, int ldc, double* a, int rs, int ks, double* b, int ldb, int depth, bool add)
    {
        Vector256<double> c00 = default, c01 = default, c10 = default, c11 = default;
        Vector256<double> c20 = default, c21 = default, c30 = default, c31 = default;
        double* a2 = a + (2 * rs);
        for (int k = 0; k < depth; k++)
        {
            Vector256<double> b0 = Vector256.Load(b), b1 = Vector256.Load(b + 4);
            var x = Vector256.Create(a[0]);
            c00 = Fma(x, b0, c00);
            c01 = Fma(x, b1, c01);
            x = Vector256.Create(a[rs]);
            c10 = Fma(x, b0, c10);
            c11 = Fma(x, b1, c11);
            x = Vector256.Create(a2[0]);
            c20 = Fma(x, b0, c20);
            c21 = Fma(x, b1, c21);
            x = Vector256.Create(a2[rs]);
            c30 = Fma(x, b0, c30);
            c31 = Fma(x, b1, c31);
            a += ks;
            a2 += ks;
            b += ldb;
        }

        Put(c, c00, add);
        Put(c + 4, c01, add);
        c += ldc;
        Put(c, c10, add);
        Put(c + 4, c11, add);
        c += ldc;
        Put(c, c20, add);
        Put(c + 4, c21, add);
        c += ldc;
        Put(c, c30, add);
        Put(c + 4, c31, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x4(double* c, int ldc, double* a, int rs, int ks, double* b, int ldb, int depth, bool add)
    {
        Vector256<double> c0 = default, c1 = default, c2 = default, c3 = default;
        double* a2 = a + (2 * rs);
        for (int k = 0; k < depth; k++)
        {
            var b0 = Vector256.Load(b);
            c0 = Fma(Vector256.Create(a[0]), b0, c0);
            c1 = Fma(Vector256.Create(a[rs]), b0, c1);
            c2 = Fma(Vector256.Create(a2[0]), b0, c2);
            c3 = Fma(Vector256.Create(a2[rs]), b0, c3);
            a += ks;
            a2 += ks;
            b += ldb;
        }

        Put(c, c0, add);
        Put(c + ldc, c1, add);
        Put(c + (2 * ldc), c2, add);
        Put(c + (3 * ldc), c3, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x16(double* c, double* a, int ks, double* b, int ldb, int depth, bool add)
    {
        Vector256<double> c0 = default, c1 = default, c2 = default, c3 = default;
        for (int k = 0; k < depth; k++)
        {
            var x = Vector256.Create(a[0]);
            c0 = Fma(x, Vector256.Load(b), c0);
            c1 = Fma(x, Vector256.Load(b + 4), c1);
            c2 = Fma(x, Vector256.Load(b + 8), c2);
            c3 = Fma(x, Vector256.Load(b + 12), c3);
            a += ks;
            b += ldb;
        }

        Put(c, c0, add);
        Put(c + 4, c1, add);
        Put(c + 8, c2, add);
        Put(c + 12, c3, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x4(double* c, double* a, int ks, double* b, int ldb, int depth, bool add)
    {
        Vector256<double> c0 = default;
        for (int k = 0; k < depth; k++)
        {
            c0 = Fma(Vector256.Create(a[0]), Vector256.Load(b), c0);
            a += ks;
            b += ldb;
        }

        Put(c, c0, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dot4x3(double* c, int ldc, double* a, int lda, double* b, int ldb, int depth)
    {
        Vector256<double> c00 = default, c01 = default, c02 = default, c10 = default, c11 = default, c12 = default;
        Vector256<double> c20 = default, c21 = default, c22 = default, c30 = default, c31 = default, c32 = default;
        double* a2 = a + (2 * lda);
        double* b2 = b + (2 * ldb);
        for (int k = 0; k < depth; k += 4)
        {
            Vector256<double> b0 = Vector256.Load(b + k), b1 = Vector256.Load(b + ldb + k), b3 = Vector256.Load(b2 + k);
            var x = Vector256.Load(a + k);
            c00 = Fma(x, b0, c00);
            c01 = Fma(x, b1, c01);
            c02 = Fma(x, b3, c02);
            x = Vector256.Load(a + lda + k);
            c10 = Fma(x, b0, c10);
            c11 = Fma(x, b1, c11);
            c12 = Fma(x, b3, c12);
            x = Vector256.Load(a2 + k);
            c20 = Fma(x, b0, c20);
            c21 = Fma(x, b1, c21);
            c22 = Fma(x, b3, c22);
            x = Vector256.Load(a2 + lda + k);
            c30 = Fma(x, b0, c30);
            c31 = Fma(x, b1, c31);
            c32 = Fma(x, b3, c32);
        }

        PutSums(c, c00, c01, c02);
        PutSums(c + ldc, c10, c11, c12);
        PutSums(c + (2 * ldc), c20, c21, c22);
        PutSums(c + (3 * ldc), c30, c31, c32);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dot1x3(double* c, double* a, double* b, int ldb, int depth)
    {
        Vector256<double> c0 = default, c1 = default, c2 = default;
        double* b2 = b + (2 * ldb);
        for (int k = 0; k < depth; k += 4)
        {
            var x = Vector256.Load(a + k);
            c0 = Fma(x, Vector256.Load(b + k), c0);
            c1 = Fma(x, Vector256.Load(b + ldb + k), c1);
            c2 = Fma(x, Vector256.Load(b2 + k), c2);
        }

        PutSums(c, c0, c1, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutSums(double* c, Vector256<double> x, Vector256<double> y, Vector256<double> z)
    {
        c[0] = Vector256.Sum(x);
        c[1] = Vector256.Sum(y);
        c[2] = Vector256.Sum(z);
    }
}
