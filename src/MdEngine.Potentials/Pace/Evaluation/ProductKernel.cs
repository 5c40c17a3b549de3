using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>Densities from the atomic basis by a <see cref="ProductPlan"/>, and their derivatives backwards.</summary>
internal static unsafe class ProductKernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    /// <summary>Adds the sums of products to the densities.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="rows">Rows, of which those of the atomic basis are given.</param>
    /// <param name="sums">Room for a register for each group and density: kept for <see cref="Backward"/>.</param>
    /// <param name="densities">Densities, a register each: added to.</param>
    public static void Forward(ProductPlan plan, double* rows, double* sums, double* densities)
    {
        int w = TLanes.Count;
        TLanes.Store(rows + (plan.Variables * w), TLanes.Zero);
        Multiply(plan, rows);
        int p = 0;
        for (; p + 2 <= plan.Densities; p += 2)
        {
            SumTwo(plan, plan.Coefficients(p), rows, sums + (p * plan.GroupCount * w), densities + (p * w));
        }

        if (p < plan.Densities)
        {
            SumOne(plan, plan.Coefficients(p), rows, sums + (p * plan.GroupCount * w), densities + (p * w));
        }
    }

    /// <summary>Derivatives of an energy by the rows of the atomic basis.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="rows">Rows as <see cref="Forward"/> has left them.</param>
    /// <param name="sums">What it has kept.</param>
    /// <param name="slopes">Derivatives of the energy by the densities, a register each.</param>
    /// <param name="derivatives">Derivatives by all rows: overwritten.</param>
    public static void Backward(ProductPlan plan, double* rows, double* sums, double* slopes, double* derivatives)
    {
        int w = TLanes.Count;
        for (int k = 0; k < plan.Rows * w; k += w)
        {
            TLanes.Store(derivatives + k, TLanes.Zero);
        }

        int p = 0;
        for (; p + 2 <= plan.Densities; p += 2)
        {
            SpreadTwo(plan, plan.Coefficients(p), rows, sums + (p * plan.GroupCount * w), slopes + (p * w), derivatives);
        }

        if (p < plan.Densities)
        {
            SpreadOne(plan, plan.Coefficients(p), rows, sums + (p * plan.GroupCount * w), slopes + (p * w), derivatives);
        }

        Differentiate(plan, rows, derivatives);
    }

    private static void Multiply(ProductPlan plan, double* rows)
    {
        int w = TLanes.Count;
        int* o = plan.Operations;
        double* sign = plan.Signs;
        for (int k = 0; k < plan.OperationCount; k++, o += ProductPlan.OperationSize, sign += 2)
        {
            TLanes ar = TLanes.Load(rows + (o[0] * w)), ai = TLanes.Broadcast(sign[0]) * TLanes.Load(rows + (o[1] * w));
            TLanes br = TLanes.Load(rows + (o[2] * w)), bi = TLanes.Broadcast(sign[1]) * TLanes.Load(rows + (o[3] * w));
            TLanes.Store(rows + (o[4] * w), (ar * br) - (ai * bi));
            TLanes.Store(rows + (o[5] * w), TLanes.MultiplyAdd(ar, bi, ai * br));
        }
    }

    private static void Differentiate(ProductPlan plan, double* rows, double* derivatives)
    {
        int w = TLanes.Count;
        int* o = plan.Operations + (ProductPlan.OperationSize * (plan.OperationCount - 1));
        double* sign = plan.Signs + (2 * (plan.OperationCount - 1));
        for (int k = 0; k < plan.OperationCount; k++, o -= ProductPlan.OperationSize, sign -= 2)
        {
            TLanes sa = TLanes.Broadcast(sign[0]), sb = TLanes.Broadcast(sign[1]);
            TLanes ar = TLanes.Load(rows + (o[0] * w)), ai = sa * TLanes.Load(rows + (o[1] * w));
            TLanes br = TLanes.Load(rows + (o[2] * w)), bi = sb * TLanes.Load(rows + (o[3] * w));
            TLanes dr = TLanes.Load(derivatives + (o[4] * w)), di = TLanes.Load(derivatives + (o[5] * w));
            // One after the other: left and right may be the same.
            TLanes.AddTo(derivatives + (o[0] * w), TLanes.MultiplyAdd(dr, br, di * bi));
            TLanes.AddTo(derivatives + (o[1] * w), sa * ((di * br) - (dr * bi)));
            TLanes.AddTo(derivatives + (o[2] * w), TLanes.MultiplyAdd(dr, ar, di * ai));
            TLanes.AddTo(derivatives + (o[3] * w), sb * ((di * ar) - (dr * ai)));
        }
    }

    private static void SumTwo(ProductPlan plan, double* c, double* rows, double* sums, double* densities)
    {
        int w = TLanes.Count;
        int* term = plan.Terms;
        TLanes first = TLanes.Load(densities), second = TLanes.Load(densities + w);
        for (int g = 0; g < plan.GroupCount; g++, sums += 2 * w)
        {
            TLanes s = TLanes.Zero, t = TLanes.Zero;
            int* end = term + plan.Groups[(2 * g) + 1];
            for (; term < end; term++, c += 2)
            {
                TLanes x = TLanes.Load(rows + (*term * w));
                s = TLanes.MultiplyAdd(TLanes.Broadcast(c[0]), x, s);
                t = TLanes.MultiplyAdd(TLanes.Broadcast(c[1]), x, t);
            }

            TLanes y = TLanes.Load(rows + (plan.Groups[2 * g] * w));
            first = TLanes.MultiplyAdd(y, s, first);
            second = TLanes.MultiplyAdd(y, t, second);
            TLanes.Store(sums, s);
            TLanes.Store(sums + w, t);
        }

        TLanes.Store(densities, first);
        TLanes.Store(densities + w, second);
    }

    private static void SumOne(ProductPlan plan, double* c, double* rows, double* sums, double* densities)
    {
        int w = TLanes.Count;
        int* term = plan.Terms;
        TLanes first = TLanes.Load(densities);
        for (int g = 0; g < plan.GroupCount; g++, sums += w)
        {
            TLanes s = TLanes.Zero;
            int* end = term + plan.Groups[(2 * g) + 1];
            for (; term < end; term++, c++)
            {
                s = TLanes.MultiplyAdd(TLanes.Broadcast(c[0]), TLanes.Load(rows + (*term * w)), s);
            }

            first = TLanes.MultiplyAdd(TLanes.Load(rows + (plan.Groups[2 * g] * w)), s, first);
            TLanes.Store(sums, s);
        }

        TLanes.Store(densities, first);
    }

    private static void SpreadTwo(ProductPlan plan, double* c, double* rows, double* sums, double* slopes, double* derivatives)
    {
        int w = TLanes.Count;
        int* term = plan.Terms;
        TLanes first = TLanes.Load(slopes), second = TLanes.Load(slopes + w);
        for (int g = 0; g < plan.GroupCount; g++, sums += 2 * w)
        {
            int row = plan.Groups[2 * g] * w;
            TLanes y = TLanes.Load(rows + row), s = first * y, t = second * y;
            int* end = term + plan.Groups[(2 * g) + 1];
            for (; term < end; term++, c += 2)
            {
                double* to = derivatives + (*term * w);
                TLanes sum = TLanes.MultiplyAdd(TLanes.Broadcast(c[0]), s, TLanes.Load(to));
                TLanes.Store(to, TLanes.MultiplyAdd(TLanes.Broadcast(c[1]), t, sum));
            }

            TLanes own = TLanes.MultiplyAdd(first, TLanes.Load(sums), TLanes.Load(derivatives + row));
            TLanes.Store(derivatives + row, TLanes.MultiplyAdd(second, TLanes.Load(sums + w), own));
        }
    }

    private static void SpreadOne(ProductPlan plan, double* c, double* rows, double* sums, double* slopes, double* derivatives)
    {
        int w = TLanes.Count;
        int* term = plan.Terms;
        TLanes first = TLanes.Load(slopes);
        for (int g = 0; g < plan.GroupCount; g++, sums += w)
        {
            int row = plan.Groups[2 * g] * w;
            TLanes s = first * TLanes.Load(rows + row);
            int* end = term + plan.Groups[(2 * g) + 1];
            for (; term < end; term++, c++)
            {
                double* to = derivatives + (*term * w);
                TLanes.Store(to, TLanes.MultiplyAdd(TLanes.Broadcast(c[0]), s, TLanes.Load(to)));
            }

            TLanes own = TLanes.MultiplyAdd(first, TLanes.Load(sums), TLanes.Load(derivatives + row));
            TLanes.Store(derivatives + row, own);
        }
    }
}
