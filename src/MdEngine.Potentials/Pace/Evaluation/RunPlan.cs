using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Pace.Radial;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>
/// Functions of the distance between a centre and neighbours of one species: R_nl; the sum of all functions of rank 1 for each
/// density; and the core repulsion.
/// </summary>
internal sealed class RunPlan
{
    // A table of this many bytes is beyond any use.
    private const long MostBytes = 1L << 30;
    private readonly PaceBond _bond;
    private readonly Element _center, _neighbor;
    private readonly PacePairTerm? _pairTerm;
    private readonly PacePair? _pair;
    private readonly double[][] _mix;

    public RunPlan(PaceModel model, int center, int neighbor, IReadOnlyList<(int L, int N)> radial, int firstRow)
    {
        _bond = model.Bond(center, neighbor);
        (_center, _neighbor) = (model.Elements[center], model.Elements[neighbor]);
        _pairTerm = model.PairTerm;
        _pair = model.PairTerm?.Pairs[(center * model.Elements.Count) + neighbor];
        Cutoff = model.IsAceJl ? model.Cutoff : _bond.Cutoff;
        Inner = _bond.InnerCutoff;
        InnerWidth = _bond.InnerWidth;
        Blocks = Divide(radial, ref firstRow);
        PaceFunction[] single = [.. model.Functions[center].Where(f => f.Rank == 1 && f.Neighbors[0] == neighbor)];
        int densities = model.Embeddings[center].Densities;
        FirstDensity = single.Length > 0 ? radial.Count : -1;
        int functions = radial.Count + (single.Length > 0 ? densities : 0);
        Core = CoreRepulsion.IsPresent(_bond) || _pair is not null ? functions++ : -1;
        Functions = functions;
        Rows = (functions + 1) / 2 * 2;
        _mix = new double[Core < 0 ? functions : functions - 1][];
        int at = 0;
        foreach ((int l, int n) in radial)
        {
            _mix[at++] = [.. Enumerable.Range(1, _bond.BasisMax).Select(k => _bond.Coefficient(n, l, k))];
        }

        for (int p = 0; single.Length > 0 && p < densities; p++)
        {
            double[] row = _mix[at++] = new double[_bond.BasisMax];
            foreach (PaceFunction f in single.Where(f => f.Ns[0] <= _bond.BasisMax))
            {
                // All combinations of m count: rank 1 does not know them.
                for (int c = 0; c < f.Combinations; c++)
                {
                    row[f.Ns[0] - 1] += f.Coefficients[(c * densities) + p];
                }
            }
        }

        if (functions > 0 && !model.IsAceJl)
        {
            if (16.0 * Rows * (_bond.Cutoff / model.Spacing) > MostBytes)
            {
                throw new InputException(
                    $"tables of {functions} functions up to {_bond.Cutoff} Angstrom in cells of {model.Spacing} (deltaSplineBins) need more than {MostBytes >> 20} MB; expected wider cells");
            }

            Table = new HermiteCells(functions, _bond.Cutoff, model.Spacing, Maker());
        }
    }

    /// <summary>Distance beyond which a neighbour does not count, Angstrom.</summary>
    public double Cutoff { get; }

    /// <summary>rcut_in and dcut_in, Angstrom.</summary>
    public double Inner { get; }

    /// <summary>Width of the inner switch, Angstrom.</summary>
    public double InnerWidth { get; }

    /// <summary>Radial functions by l.</summary>
    public MomentumBlock[] Blocks { get; }

    /// <summary>Number of functions.</summary>
    public int Functions { get; }

    /// <summary>Rows that they take in memory.</summary>
    public int Rows { get; }

    /// <summary>Rank 1 of the first density among the functions; -1 for none.</summary>
    public int FirstDensity { get; }

    /// <summary>The core repulsion among the functions; -1 for none.</summary>
    public int Core { get; }

    /// <summary>Table of the functions; null where they are evaluated as they are (ACE.jl), or when there are none.</summary>
    public HermiteCells? Table { get; }

    /// <summary>Makes a function that evaluates all from their formulas, with memory of its own.</summary>
    public RadialFunctions Maker()
    {
        var g = new double[_bond.BasisMax];
        var dg = new double[_bond.BasisMax];
        int pairs = _pairTerm?.Basis.Count ?? 0;
        var p = new double[pairs];
        var dp = new double[pairs];
        return (r, values, slopes) =>
        {
            RadialBasis.Evaluate(_bond, r, g, dg);
            for (int f = 0; f < _mix.Length; f++)
            {
                double value = 0.0, slope = 0.0;
                double[] row = _mix[f];
                for (int k = 0; k < row.Length; k++)
                {
                    value += row[k] * g[k];
                    slope += row[k] * dg[k];
                }

                values[f] = value;
                slopes[f] = slope;
            }

            if (Core >= 0)
            {
                values[Core] = _pair is null
                    ? CoreRepulsion.Evaluate(_bond, _center, _neighbor, r, out slopes[Core])
                    : _pairTerm!.Evaluate(_pair, r, p, dp, out slopes[Core]);
            }
        };
    }

    private static MomentumBlock[] Divide(IReadOnlyList<(int L, int N)> radial, ref int firstRow)
    {
        var blocks = new List<MomentumBlock>();
        for (int begin = 0; begin < radial.Count;)
        {
            int l = radial[begin].L, end = begin;
            while (end < radial.Count && radial[end].L == l)
            {
                end++;
            }

            var block = new MomentumBlock(l, end - begin, begin, firstRow);
            blocks.Add(block);
            firstRow += block.Count * block.Components;
            begin = end;
        }

        return [.. blocks];
    }
}
