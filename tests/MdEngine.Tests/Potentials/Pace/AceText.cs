using System;
using System.Globalization;
using System.Linq;
using System.Text;
using MdEngine.Potentials.Pace;

namespace MdEngine.Tests.Potentials.Pace;

/// <summary>Models of one element in the older text format.</summary>
internal static class AceText
{
    public static string Write(PaceModel model)
    {
        PaceBond b = model.Bonds[0];
        PaceEmbedding e = model.Embeddings[0];
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        string Numbers(params double[] values) => string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        Line($"# a comment");
        Line($"nelements=1");
        Line($"elements: {model.Elements[0]}");
        Line($"\nlmax={b.LMax}\n");
        Line($"embedding-function: {e.Kind}");
        Line($"{e.Parameters.Count} FS parameters:  {Numbers([.. e.Parameters])}");
        Line($"core energy-cutoff parameters: {Numbers(e.CoreCutoff, e.CoreWidth)}");
        Line($"E0: {Numbers(model.E0[0])}\n");
        Line($"radbasename={b.BasisName}");
        if (b.Polynomials is { } p)
        {
            Line($"haspair: {(model.PairTerm is null ? 'f' : 't')}");
            text.Append(Polynomials(p));
            if (model.PairTerm is { } term)
            {
                PacePair pair = term.Pairs[0]!;
                Line($"begin repulsive potential");
                Line($"begin polypairpot");
                text.Append(Polynomials(term.Basis));
                Line($"coefficients\n{Numbers([.. pair.Coefficients])}");
                Line($"end polypairpot");
                Line($"spline parameters\n   e_0 + B  exp(-A*(r/ri-1)) * (ri/r)");
                Line($"ri={Numbers(pair.RepulsionStart!.Value)}\ne0={Numbers(pair.RepulsionShift)}");
                Line($"A={Numbers(pair.RepulsionExponent)}\nB={Numbers(pair.RepulsionPrefactor)}");
                Line($"end repulsive potential");
            }
        }
        else
        {
            Line($"nradbase={b.BasisMax}\nnradmax={b.RadialMax}\ncutoffmax={Numbers(b.Cutoff)}\ndeltaSplineBins={Numbers(model.Spacing)}");
            Line($"core repulsion parameters: {Numbers(b.CorePrefactor, b.CoreExponent)}");
            Line($"radparameter= {Numbers(b.Lambda)}\ncutoff= {Numbers(b.Cutoff)}\ndcut= {Numbers(b.CutoffWidth)}");
            double[] crad = [.. from k in Enumerable.Range(1, b.BasisMax) from n in Enumerable.Range(1, b.RadialMax)
                from l in Enumerable.Range(0, b.LMax + 1) select b.Coefficient(n, l, k)];
            Line($"crad= {Numbers(crad)}");
        }

        Line($"rankmax=4\nndensitymax={e.Densities}\nnum_c_tilde_max=9\nnum_ms_combinations_max=9");
        Functions(text, "total_basis_size_rank1", [.. model.Functions[0].Where(f => f.Rank == 1)]);
        Functions(text, "total_basis_size", [.. model.Functions[0].Where(f => f.Rank > 1)]);
        return text.ToString();
    }

    private static string Polynomials(PacePolynomials p) => string.Create(CultureInfo.InvariantCulture, $"""
        transform parameters: p={p.Power:R} r0={p.Length:R}
        cutoff parameters: rcut={p.Cutoff:R} xl={p.Left:R} xr={p.Right:R} pl={p.LeftPower} pr={p.RightPower}
        recursion coefficients: maxn = {p.Count}
        {string.Join('\n', Enumerable.Range(0, p.Count).Select(n => string.Create(CultureInfo.InvariantCulture, $"{p.A[n]:R} {p.B[n]:R} {p.C[n]:R}")))}
        tests: ntests = 1
        r=2.5
        {string.Join('\n', Enumerable.Repeat("0.1 0.2", p.Count))}

        """);

    private static void Functions(StringBuilder text, string name, PaceFunction[] functions)
    {
        text.Append(CultureInfo.InvariantCulture, $"{name}: {functions.Length}\n");
        foreach (PaceFunction f in functions)
        {
            text.Append(CultureInfo.InvariantCulture, $"ctilde_basis_func: rank={f.Rank} ndens={f.Densities} mu0=0 mu=( {string.Join("  ", f.Neighbors)} )\n");
            text.Append(CultureInfo.InvariantCulture, $"n=( {string.Join("  ", f.Ns)} )\nl=( {string.Join("  ", f.Ls)} )\nnum_ms={f.Combinations}\n");
            for (int c = 0; c < f.Combinations; c++)
            {
                string ms = string.Join("  ", f.Ms.Skip(c * f.Rank).Take(f.Rank));
                string numbers = string.Join("  ", f.Coefficients.Skip(c * f.Densities).Take(f.Densities).Select(x => x.ToString("R", CultureInfo.InvariantCulture)));
                text.Append(CultureInfo.InvariantCulture, $"< {ms} >:  {numbers} \n");
            }
        }
    }
}
