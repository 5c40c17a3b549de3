using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Accuracy;
using MdEngine.Compare.Cost;
using MdEngine.Compare.Results;

namespace MdEngine.Compare.Running;

/// <summary>Puts errors and costs together.</summary>
public static class Frontiers
{
    /// <summary>
    /// Error against cost for energy and forces on each set of reference data. Costs are those at the largest size that all
    /// of the potentials manage, with the fewest threads; a potential that failed in some frames is left out, since its error
    /// is one over other frames.
    /// </summary>
    /// <param name="pieces">Finished pieces.</param>
    public static IReadOnlyList<Frontier> Of(IReadOnlyList<Piece> pieces)
    {
        var frontiers = new List<Frontier>();
        foreach (IGrouping<string, Piece> set in pieces.Where(p => p.Kind == PieceKind.Accuracy).GroupBy(p => p.Name))
        {
            Add(frontiers, pieces, set, "energy", r => r.Overall.Energy);
            Add(frontiers, pieces, set, "force", r => r.Overall.Forces);
        }

        return frontiers;
    }

    private static void Add(
        List<Frontier> frontiers,
        IReadOnlyList<Piece> pieces,
        IGrouping<string, Piece> set,
        string quantity,
        Func<AccuracyResult, ErrorFigures> error)
    {
        (string Potential, ErrorFigures Error, CostResult Cost)[] known =
        [
            .. from piece in set
               where piece.Accuracy is { FailedFrames: 0 } result && error(result).Values > 0
               let cost = pieces.FirstOrDefault(p => p.Kind == PieceKind.Cost && p.Potential == piece.Potential)?.Cost
               where cost is { Points.Count: > 0 }
               select (piece.Potential, error(piece.Accuracy!), cost),
        ];
        (int Atoms, int Threads)[] cases =
        [
            .. known.SelectMany(k => k.Cost.Points).Select(p => (p.Atoms, p.Threads)).Distinct()
                .Where(c => known.All(k => k.Cost.Points.Any(p => (p.Atoms, p.Threads) == c)))
                .OrderByDescending(c => c.Atoms).ThenBy(c => c.Threads),
        ];
        if (cases.Length == 0)
        {
            return;
        }

        CostPoint[] costs = [.. known.Select(k => k.Cost.Points.First(p => (p.Atoms, p.Threads) == cases[0]))];
        IReadOnlyList<bool> best = ParetoSet.Of([.. known.Zip(costs, (k, c) => (c.Median, k.Error.RootMeanSquare))]);
        frontiers.Add(new Frontier(
            $"{quantity} RMSE on {set.Key}", known[0].Error.Unit, cases[0].Atoms, cases[0].Threads,
            [.. known.Select((k, i) => new FrontierPoint(k.Potential, costs[i].Median, costs[i].Spread, k.Error.RootMeanSquare, best[i]))]));
    }
}
