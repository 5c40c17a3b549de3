using System.Numerics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Nep;

/// <summary>The angular components of the descriptor from the sums A[lm][n], with n as lanes, and the way back.</summary>
internal static unsafe class NepInvariants<TLanes, TReal>
    where TLanes : unmanaged, ILanes<TLanes, TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    private const double FiveBody = 7.0 / 15.0;

    /// <summary>Sets the angular components; what is written beyond the last one has no meaning.</summary>
    public static void Descriptor(NepTables<TReal> tables, TReal* sums, TReal* descriptor)
    {
        NepAngularTerms terms = tables.Terms;
        int row = tables.PaddedAngularFunctions, functions = tables.AngularFunctions;
        TReal* first = descriptor + tables.RadialFunctions;
        // Rows of the descriptor are not padded: each term overwrites what the one before left beyond its end.
        for (int l = 1; l <= terms.MaxL; l++)
        {
            for (int n = 0; n < functions; n += TLanes.Count)
            {
                TLanes q = TLanes.Zero;
                for (int c = 0; c < terms.Components; c++)
                {
                    if (terms.Degree[c] == l)
                    {
                        TLanes a = TLanes.Load(sums + (c * row) + n);
                        q = TLanes.MultiplyAdd(TLanes.Broadcast(tables.Weights[c]) * a, a, q);
                    }
                }

                TLanes.Store(first + ((l - 1) * functions) + n, q);
            }
        }

        TReal* to = first + (terms.MaxL * functions);
        foreach (int kind in terms.Extra)
        {
            for (int n = 0; n < functions; n += TLanes.Count)
            {
                TLanes q = TLanes.Zero;
                if (kind == NepAngularTerms.FiveBody)
                {
                    TLanes vector = TLanes.Load(first + n);
                    q = TLanes.Create(FiveBody) * vector * vector;
                }

                foreach (NepMonomial m in terms.Cubic[kind])
                {
                    TLanes ab = TLanes.Load(sums + (m.I * row) + n) * TLanes.Load(sums + (m.J * row) + n);
                    q = TLanes.MultiplyAdd(TLanes.Create(m.Coefficient) * ab, TLanes.Load(sums + (m.K * row) + n), q);
                }

                TLanes.Store(to + n, q);
            }

            to += functions;
        }
    }

    /// <summary>Sets dU/dA[lm][n] from dU/dq.</summary>
    public static void Gradient(NepTables<TReal> tables, TReal* sums, TReal* descriptor, TReal* gradient, TReal* to)
    {
        NepAngularTerms terms = tables.Terms;
        int row = tables.PaddedAngularFunctions, functions = tables.AngularFunctions;
        TReal* q = descriptor + tables.RadialFunctions;
        TReal* first = gradient + tables.RadialFunctions;
        TReal* extra = first + (terms.MaxL * functions);
        TLanes two = TLanes.Create(2.0);
        for (int n = 0; n < functions; n += TLanes.Count)
        {
            TLanes vector = TLanes.Load(first + n);
            for (int k = 0; k < terms.Extra.Length; k++)
            {
                if (terms.Extra[k] == NepAngularTerms.FiveBody)
                {
                    vector = TLanes.MultiplyAdd(
                        TLanes.Create(2.0 * FiveBody) * TLanes.Load(q + n), TLanes.Load(extra + (k * functions) + n), vector);
                }
            }

            for (int c = 0; c < terms.Components; c++)
            {
                int l = terms.Degree[c];
                TLanes f = l == 1 ? vector : TLanes.Load(first + ((l - 1) * functions) + n);
                TLanes weight = two * TLanes.Broadcast(tables.Weights[c]);
                TLanes.Store(to + (c * row) + n, weight * f * TLanes.Load(sums + (c * row) + n));
            }

            for (int k = 0; k < terms.Extra.Length; k++)
            {
                TLanes f = TLanes.Load(extra + (k * functions) + n);
                foreach (NepMonomial m in terms.Cubic[terms.Extra[k]])
                {
                    TLanes a = TLanes.Load(sums + (m.I * row) + n);
                    TLanes b = TLanes.Load(sums + (m.J * row) + n);
                    TLanes c = TLanes.Load(sums + (m.K * row) + n);
                    TLanes w = TLanes.Create(m.Coefficient) * f;
                    TLanes wc = w * c;
                    Add(to + (m.I * row) + n, wc * b);
                    Add(to + (m.J * row) + n, wc * a);
                    Add(to + (m.K * row) + n, w * a * b);
                }
            }
        }
    }

    private static void Add(TReal* to, TLanes value) => TLanes.Store(to, TLanes.Load(to) + value);
}
