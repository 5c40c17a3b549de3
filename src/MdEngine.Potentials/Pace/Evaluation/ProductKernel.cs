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
        int* o = plan.Operations, end = o + (ProductPlan.OperationSize * plan.OperationCount);
        double* sign = plan.Signs;
        for (; o < end; o += ProductPlan.OperationSize, sign += 2)
        {
            TLanes ar = TLanes.Load(rows + o[0]), ai = TLanes.Broadcast(sign[0]) * TLanes.Load(rows + o[1]);
            TLanes br = TLanes.Load(rows + o[2]), bi = TLanes.Broadcast(sign[1]) * TLanes.Load(rows + o[3]);
            TLanes.Store(rows + o[4], (ar * br) - (ai * bi));
            TLanes.Store(rows + o[5], TLanes.MultiplyAdd(ar, bi, ai * br));
        }
    }

    private static void Differentiate(ProductPlan plan, double* rows, double* derivatives)
    {
        int* o = plan.Operations + (ProductPlan.OperationSize * (plan.OperationCount - 1));
        double* sign = plan.Signs + (2 * (plan.OperationCount - 1));
        for (; o >= plan.Operations; o -= ProductPlan.OperationSize, sign -= 2)
        {
            TLanes sa = TLanes.Broadcast(sign[0]), sb = TLanes.Broadcast(sign[1]);
            TLanes ar = TLanes.Load(rows + o[0]), ai = sa * TLanes.Load(rows + o[1]);
            TLanes br = TLanes.Load(rows + o[2]), bi = sb * TLanes.Load(rows + o[3]);
            TLanes dr = TLanes.Load(derivatives + o[4]), di = TLanes.Load(derivatives + o[5]);
            // One after the other: left and right may be the same.
            TLanes.AddTo(derivatives + o[0], TLanes.MultiplyAdd(dr, br, di * bi));
            TLanes.AddTo(derivatives + o[1], sa * ((di * br) - (dr * bi)));
            TLanes.AddTo(derivatives + o[2], TLanes.MultiplyAdd(dr, ar, di * ai));
            TLanes.AddTo(derivatives + o[3], sb * ((di * ar) - (dr * ai)));
        }
    }

    private static void SumTwo(ProductPlan plan, double* c, double* rows, double* sums, double* densities)
    {
        int w = TLanes.Count;
        int* term = plan.Terms, group = plan.Groups, last = group + (2 * plan.GroupCount);
        TLanes first = TLanes.Load(densities), second = TLanes.Load(densities + w);
        for (; group < last; group += 2, sums += 2 * w)
        {
            TLanes s0 = TLanes.Zero, t0 = s0, s1 = s0, t1 = s0;
            int* end = term + group[1];
            do
            {
                TLanes x = TLanes.Load(rows + term[0]), y = TLanes.Load(rows + term[1]);
                s0 = TLanes.MultiplyAdd(TLanes.Broadcast(c[0]), x, s0);
                t0 = TLanes.MultiplyAdd(TLanes.Broadcast(c[1]), x, t0);
                s1 = TLanes.MultiplyAdd(TLanes.Broadcast(c[2]), y, s1);
                t1 = TLanes.MultiplyAdd(TLanes.Broadcast(c[3]), y, t1);
                term += 2;
                c += 4;
            }
            while (term < end);
            s0 += s1;
            t0 += t1;
            TLanes own = TLanes.Load(rows + group[0]);
            first = TLanes.MultiplyAdd(own, s0, first);
            second = TLanes.MultiplyAdd(own, t0, second);
            TLanes.Store(sums, s0);
            TLanes.Store(sums + w, t0);
        }

        TLanes.Store(densities, first);
        TLanes.Store(densities + w, second);
    }

    private static void SumOne(ProductPlan plan, double* c, double* rows, double* sums, double* densities)
    {
        int* term = plan.Terms, group = plan.Groups, last = group + (2 * plan.GroupCount);
        TLanes first = TLanes.Load(densities);
        for (; group < last; group += 2, sums += TLanes.Count)
        {
            TLanes s0 = TLanes.Zero, s1 = s0;
            int* end = term + group[1];
            do
            {
                s0 = TLanes.MultiplyAdd(TLanes.Broadcast(c[0]), TLanes.Load(rows + term[0]), s0);
                s1 = TLanes.MultiplyAdd(TLanes.Broadcast(c[1]), TLanes.Load(rows + term[1]), s1);
                term += 2;
                c += 2;
            }
            while (term < end);
            s0 += s1;
            first = TLanes.MultiplyAdd(TLanes.Load(rows + group[0]), s0, first);
            TLanes.Store(sums, s0);
        }

        TLanes.Store(densities, first);
    }

    private static void SpreadTwo(ProductPlan plan, double* c, double* rows, double* sums, double* slopes, double* derivatives)
    {
        int w = TLanes.Count;
        int* term = plan.Terms, group = plan.Groups, last = group + (2 * plan.GroupCount);
        TLanes first = TLanes.Load(slopes), second = TLanes.Load(slopes + w);
        for (; group < last; group += 2, sums += 2 * w)
        {
            TLanes y = TLanes.Load(rows + group[0]), s = first * y, t = second * y;
            int* end = term + group[1];
            do
            {
                double* to = derivatives + *term;
                TLanes sum = TLanes.MultiplyAdd(TLanes.Broadcast(c[0]), s, TLanes.Load(to));
                TLanes.Store(to, TLanes.MultiplyAdd(TLanes.Broadcast(c[1]), t, sum));
                term++;
                c += 2;
            }
            while (term < end);
            double* own = derivatives + group[0];
            TLanes.Store(own, TLanes.MultiplyAdd(
                second, TLanes.Load(sums + w), TLanes.MultiplyAdd(first, TLanes.Load(sums), TLanes.Load(own))));
        }
    }

    private static void SpreadOne(ProductPlan plan, double* c, double* rows, double* sums, double* slopes, double* derivatives)
    {
        int* term = plan.Terms, group = plan.Groups, last = group + (2 * plan.GroupCount);
        TLanes first = TLanes.Load(slopes);
        for (; group < last; group += 2, sums += TLanes.Count)
        {
            TLanes s = first * TLanes.Load(rows + group[0]);
            int* end = term + group[1];
            do
            {
                double* to = derivatives + *term;
                TLanes.Store(to, TLanes.MultiplyAdd(TLanes.Broadcast(*c), s, TLanes.Load(to)));
                term++;
                c++;
            }
            while (term < end);
            double* own = derivatives + group[0];
            TLanes.Store(own, TLanes.MultiplyAdd(first, TLanes.Load(sums), TLanes.Load(own)));
        }
    }
}
