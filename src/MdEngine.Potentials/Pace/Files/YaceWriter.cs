using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MdEngine.Potentials.Pace.Files;

/// <summary>
/// Writes models of the atomic cluster expansion in the C-tilde basis (.yace), as ML-PACE in LAMMPS reads them; numbers keep
/// every digit.
/// </summary>
public static class YaceWriter
{
    /// <summary>Writes a file, over one that exists.</summary>
    /// <param name="path">File.</param>
    /// <param name="model">Model.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, PaceModel model)
    {
        using var to = new StreamWriter(path);
        Write(to, model);
    }

    /// <summary>Writes a model.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="model">Model.</param>
    public static void Write(TextWriter to, PaceModel model)
    {
        int n = model.Elements.Count;
        Line(to, $"elements: [{string.Join(", ", model.Elements.Select(e => e.Symbol))}]");
        Line(to, $"E0: {Numbers(model.E0)}");
        Line(to, $"deltaSplineBins: {Number(model.Spacing)}");
        if (model.IsAceJl)
        {
            Line(to, $"lmax: {model.Bonds.Max(b => b.LMax)}");
        }

        Line(to, $"embeddings:");
        for (int i = 0; i < n; i++)
        {
            PaceEmbedding e = model.Embeddings[i];
            Line(to, $"  {i}: {{ndensity: {e.Densities}, FS_parameters: {Numbers(e.Parameters)}, npoti: {e.Kind}, rho_core_cutoff: {Number(e.CoreCutoff)}, drho_core_cutoff: {Number(e.CoreWidth)}}}");
        }

        Line(to, $"bonds:");
        for (int k = 0; k < n * n; k++)
        {
            Line(to, $"  [{k / n}, {k % n}]: {Bond(model.Bonds[k])}");
        }

        if (model.PairTerm is { } term)
        {
            WritePairTerm(to, term, n);
        }

        Line(to, $"functions:");
        for (int i = 0; i < n; i++)
        {
            Line(to, $"  {i}:{(model.Functions[i].Count == 0 ? " []" : "")}");
            foreach (PaceFunction f in model.Functions[i])
            {
                Line(to, $"    - {{mu0: {i}, rank: {f.Rank}, ndensity: {f.Densities}, num_ms_combs: {f.Combinations}, mus: {Integers(f.Neighbors)}, ns: {Integers(f.Ns)}, ls: {Integers(f.Ls)}, ms_combs: {Integers(f.Ms)}, ctildes: {Numbers(f.Coefficients)}}}");
            }
        }
    }

    private static string Bond(PaceBond b)
    {
        if (b.Polynomials is { } p)
        {
            return $"{{radbasename: {b.BasisName}, {Polynomials(p)}}}";
        }

        int row = b.BasisMax, block = (b.LMax + 1) * row;
        double[] c = [.. b.Coefficients];
        string Row(int n, int l) => Numbers(c[((n * block) + (l * row))..((n * block) + ((l + 1) * row))]);
        string Block(int n) => $"[{string.Join(", ", Enumerable.Range(0, b.LMax + 1).Select(l => Row(n, l)))}]";
        string all = $"[{string.Join(", ", Enumerable.Range(0, b.RadialMax).Select(Block))}]";
        return $"{{nradmax: {b.RadialMax}, lmax: {b.LMax}, nradbasemax: {b.BasisMax}, radbasename: {b.BasisName}, "
            + $"radparameters: {Numbers(b.RadialParameters)}, radcoefficients: {all}, prehc: {Number(b.CorePrefactor)}, "
            + $"lambdahc: {Number(b.CoreExponent)}, rcut: {Number(b.Cutoff)}, dcut: {Number(b.CutoffWidth)}, rcut_in: {Number(b.InnerCutoff)}, "
            + $"dcut_in: {Number(b.InnerWidth)}, inner_cutoff_type: {b.InnerKind.ToString().ToLowerInvariant()}}}";
    }

    private static string Polynomials(PacePolynomials p) =>
        $"p: {Number(p.Power)}, r0: {Number(p.Length)}, rcut: {Number(p.Cutoff)}, xl: {Number(p.Left)}, xr: {Number(p.Right)}, pl: {p.LeftPower}, "
        + $"pr: {p.RightPower}, maxn: {p.Count}, recursion_coefficients: {{A: {Numbers(p.A)}, B: {Numbers(p.B)}, C: {Numbers(p.C)}}}";

    private static void WritePairTerm(TextWriter to, PacePairTerm term, int n)
    {
        static string Entries(IEnumerable<string> entries) => $"{{{string.Join(", ", entries)}}}";
        IEnumerable<(PacePair Pair, string Key)> all = from k in Enumerable.Range(0, n * n)
                                                       where term.Pairs[k] is not null
                                                       select (term.Pairs[k]!, $"[{k / n}, {k % n}]: ");
        Line(to, $"polypairpot: {{{Polynomials(term.Basis)}, coefficients: {Entries(all.Select(p => p.Key + Numbers(p.Pair.Coefficients)))}}}");
        string[] repulsions =
        [
            .. from p in all
               where p.Pair.RepulsionStart is not null
               select $"{p.Key}{{ri: {Number(p.Pair.RepulsionStart!.Value)}, e0: {Number(p.Pair.RepulsionShift)}, "
                   + $"A: {Number(p.Pair.RepulsionExponent)}, B: {Number(p.Pair.RepulsionPrefactor)}}}",
        ];
        if (repulsions.Length > 0)
        {
            Line(to, $"reppot: {{coefficients: {Entries(repulsions)}}}");
        }
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Numbers(IEnumerable<double> values) => $"[{string.Join(", ", values.Select(Number))}]";

    private static string Integers(IEnumerable<int> values) => $"[{string.Join(", ", values)}]";

    private static void Line(TextWriter to, FormattableString line)
    {
        // The same on every system.
        to.Write(line.ToString(CultureInfo.InvariantCulture));
        to.Write('\n');
    }
}
