using System.Runtime.Intrinsics;
using MdEngine.Potentials.Nep;

namespace MdEngine.Training.Nep;

/// <summary>
/// The angular components of a descriptor as polynomials I of the sums A[lm][n], with first and second derivatives; functions
/// n are lanes. Rows of a descriptor's angular part are padded angular functions, a row for each term.
/// </summary>
internal static unsafe class NepAlgebra
{
    private const double FiveBody = 7.0 / 15.0;

    /// <summary>Sets I(A).</summary>
    public static void Values(NepShape shape, double* a, double* to)
    {
        NepAngularTerms terms = shape.Terms;
        int row = shape.AngularRow;
        for (int n = 0; n < row; n += 4)
        {
            for (int l = 1; l <= terms.MaxL; l++)
            {
                Vector256<double>.Zero.Store(to + ((l - 1) * row) + n);
            }

            for (int c = 0; c < terms.Components; c++)
            {
                Vector256<double> x = Load(a, c, row, n);
                Add(to, terms.Degree[c] - 1, row, n, terms.Weight[c] * x * x);
            }

            for (int k = 0; k < terms.Extra.Length; k++)
            {
                Vector256<double> q = default;
                if (terms.Extra[k] == NepAngularTerms.FiveBody)
                {
                    Vector256<double> q1 = Load(to, 0, row, n);
                    q = FiveBody * q1 * q1;
                }

                foreach (NepMonomial m in terms.Cubic[terms.Extra[k]])
                {
                    q += m.Coefficient * Load(a, m.I, row, n) * Load(a, m.J, row, n) * Load(a, m.K, row, n);
                }

                q.Store(to + ((terms.MaxL + k) * row) + n);
            }
        }
    }

    /// <summary>Sets the derivatives of phi . I(A) by A.</summary>
    public static void Gradient(NepShape shape, double* a, double* values, double* phi, double* to)
    {
        NepAngularTerms terms = shape.Terms;
        int row = shape.AngularRow;
        for (int n = 0; n < row; n += 4)
        {
            Vector256<double> first = Load(phi, 0, row, n);
            for (int k = 0; k < terms.Extra.Length; k++)
            {
                if (terms.Extra[k] == NepAngularTerms.FiveBody)
                {
                    first += 2.0 * FiveBody * Load(values, 0, row, n) * Load(phi, terms.MaxL + k, row, n);
                }
            }

            for (int c = 0; c < terms.Components; c++)
            {
                int l = terms.Degree[c];
                Vector256<double> f = l == 1 ? first : Load(phi, l - 1, row, n);
                (2.0 * terms.Weight[c] * f * Load(a, c, row, n)).Store(to + (c * row) + n);
            }

            for (int k = 0; k < terms.Extra.Length; k++)
            {
                Vector256<double> f = Load(phi, terms.MaxL + k, row, n);
                foreach (NepMonomial m in terms.Cubic[terms.Extra[k]])
                {
                    Vector256<double> i = Load(a, m.I, row, n), j = Load(a, m.J, row, n), c = m.Coefficient * f;
                    Vector256<double> ck = c * Load(a, m.K, row, n);
                    Add(to, m.I, row, n, ck * j);
                    Add(to, m.J, row, n, ck * i);
                    Add(to, m.K, row, n, c * i * j);
                }
            }
        }
    }

    /// <summary>Sets the change of I(A) with a change of A.</summary>
    public static void Change(NepShape shape, double* a, double* da, double* values, double* to)
    {
        NepAngularTerms terms = shape.Terms;
        int row = shape.AngularRow;
        for (int n = 0; n < row; n += 4)
        {
            for (int l = 1; l <= terms.MaxL; l++)
            {
                Vector256<double>.Zero.Store(to + ((l - 1) * row) + n);
            }

            for (int c = 0; c < terms.Components; c++)
            {
                Add(to, terms.Degree[c] - 1, row, n, 2.0 * terms.Weight[c] * Load(a, c, row, n) * Load(da, c, row, n));
            }

            for (int k = 0; k < terms.Extra.Length; k++)
            {
                Vector256<double> q = default;
                if (terms.Extra[k] == NepAngularTerms.FiveBody)
                {
                    q = 2.0 * FiveBody * Load(values, 0, row, n) * Load(to, 0, row, n);
                }

                foreach (NepMonomial m in terms.Cubic[terms.Extra[k]])
                {
                    Vector256<double> ai = Load(a, m.I, row, n), aj = Load(a, m.J, row, n), ak = Load(a, m.K, row, n);
                    Vector256<double> ij = (Load(da, m.I, row, n) * aj) + (ai * Load(da, m.J, row, n));
                    q += m.Coefficient * ((ij * ak) + (ai * aj * Load(da, m.K, row, n)));
                }

                q.Store(to + ((terms.MaxL + k) * row) + n);
            }
        }
    }

    /// <summary>Sets the derivatives by A of psi . I(A) + phi . dI, with dI the change of I with a fixed change of A.</summary>
    public static void Second(
        NepShape shape, double* a, double* da, double* values, double* changes, double* phi, double* psi, double* to)
    {
        NepAngularTerms terms = shape.Terms;
        int row = shape.AngularRow;
        for (int n = 0; n < row; n += 4)
        {
            Vector256<double> firstPhi = Load(phi, 0, row, n), firstPsi = Load(psi, 0, row, n);
            for (int k = 0; k < terms.Extra.Length; k++)
            {
                if (terms.Extra[k] == NepAngularTerms.FiveBody)
                {
                    Vector256<double> f = Load(phi, terms.MaxL + k, row, n), g = Load(psi, terms.MaxL + k, row, n);
                    Vector256<double> q = Load(values, 0, row, n), dq = Load(changes, 0, row, n);
                    firstPhi += 2.0 * FiveBody * q * f;
                    firstPsi += 2.0 * FiveBody * ((q * g) + (dq * f));
                }
            }

            for (int c = 0; c < terms.Components; c++)
            {
                int l = terms.Degree[c];
                Vector256<double> f = l == 1 ? firstPhi : Load(phi, l - 1, row, n);
                Vector256<double> g = l == 1 ? firstPsi : Load(psi, l - 1, row, n);
                (2.0 * terms.Weight[c] * ((g * Load(a, c, row, n)) + (f * Load(da, c, row, n)))).Store(to + (c * row) + n);
            }

            for (int k = 0; k < terms.Extra.Length; k++)
            {
                Vector256<double> f = Load(phi, terms.MaxL + k, row, n), g = Load(psi, terms.MaxL + k, row, n);
                foreach (NepMonomial m in terms.Cubic[terms.Extra[k]])
                {
                    Vector256<double> ai = Load(a, m.I, row, n), aj = Load(a, m.J, row, n), ak = Load(a, m.K, row, n);
                    Vector256<double> fi = f * Load(da, m.I, row, n), fj = f * Load(da, m.J, row, n), fk = f * Load(da, m.K, row, n);
                    Vector256<double> gi = (g * ai) + fi;
                    Add(to, m.I, row, n, m.Coefficient * ((((g * aj) + fj) * ak) + (aj * fk)));
                    Add(to, m.J, row, n, m.Coefficient * ((gi * ak) + (ai * fk)));
                    Add(to, m.K, row, n, m.Coefficient * ((gi * aj) + (ai * fj)));
                }
            }
        }
    }

    private static Vector256<double> Load(double* from, int k, int row, int n) => Vector256.Load(from + (k * row) + n);

    private static void Add(double* to, int k, int row, int n, Vector256<double> value) =>
        (Load(to, k, row, n) + value).Store(to + (k * row) + n);
}
