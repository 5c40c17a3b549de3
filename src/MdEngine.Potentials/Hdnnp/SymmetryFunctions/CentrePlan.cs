using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>The symmetry functions of one element, sorted into groups that share work.</summary>
internal sealed class CentrePlan
{
    private readonly int _highestPower;
    private readonly bool _hasSeries;

    /// <summary>Plans the evaluation for atoms of one element.</summary>
    /// <param name="model">Model.</param>
    /// <param name="element">Element of the central atoms.</param>
    /// <param name="precision">Arithmetic: in single precision no bit can be spared for powers and series.</param>
    public CentrePlan(HdnnpModel model, int element, Precision precision = Precision.Double)
    {
        _highestPower = precision == Precision.Mixed ? ExponentialLadder.HighestSinglePower : ExponentialLadder.HighestPower;
        _hasSeries = precision == Precision.Double;
        IReadOnlyList<SymmetryFunction> functions = model.Functions[element];
        FunctionCount = functions.Count;
        int elements = model.Elements.Count;
        double[] number = [.. model.Elements.Select(e => (double)e.AtomicNumber)];
        RadialShape ShapeOf(SymmetryFunction f) => RadialShape.Of(f, model.CutoffFunction, model.Alpha);
        List<RadialShape>[] shapes = [.. Enumerable.Range(0, elements).Select(_ => new List<RadialShape>())];
        var triplets = new List<TripletGroup>();
        for (int a = 0; a < elements; a++)
        {
            for (int b = a; b < elements; b++)
            {
                IEnumerable<IGrouping<(bool, RadialShape Shape, double), (SymmetryFunction, int)>> groups = functions
                    .Select((f, k) => (f, k))
                    .Where(x => x.f.IsAngular && (x.f.IsWeighted || (x.f.First == a && x.f.Second == b)))
                    .GroupBy(x => (x.f.IsNarrow, ShapeOf(x.f), x.f.Shift));
                foreach (IGrouping<(bool Narrow, RadialShape Shape, double Shift), (SymmetryFunction F, int K)> group in groups)
                {
                    double weight = number[a] * number[b];
                    triplets.Add(Group(a, b, group.Key.Narrow, group.Key.Shape, group.Key.Shift, weight, shapes, [.. group]));
                }
            }
        }

        Triplets = [.. triplets];
        Neighbors = new NeighborPlan[elements];
        for (int e = 0; e < elements; e++)
        {
            int neighbor = e;
            RadialSet[] sets =
            [
                .. functions.Select((f, k) => (F: f, K: k))
                    .Where(x => !x.F.IsAngular && (x.F.IsWeighted || x.F.First == neighbor))
                    .GroupBy(x => (Shape: ShapeOf(x.F), x.F.Shift))
                    .Select(g => Set(g.Key.Shape, g.Key.Shift, number[neighbor], shapes[neighbor], [.. g])),
            ];
            Neighbors[e] = new NeighborPlan([.. shapes[e]], sets);
        }
    }

    /// <summary>Number of symmetry functions.</summary>
    public int FunctionCount { get; }

    /// <summary>By neighbouring element.</summary>
    public NeighborPlan[] Neighbors { get; }

    /// <summary>Groups of angular functions.</summary>
    public TripletGroup[] Triplets { get; }

    private static int IndexOf(List<RadialShape> shapes, RadialShape shape)
    {
        int k = shapes.IndexOf(shape);
        if (k < 0)
        {
            shapes.Add(shape);
            k = shapes.Count - 1;
        }

        return k;
    }

    private RadialSet Set(
        RadialShape shape, double shift, double number, List<RadialShape> shapes, (SymmetryFunction F, int K)[] functions)
    {
        double[] etas = [.. functions.Select(x => x.F.Eta).Distinct()];
        return new RadialSet(
            IndexOf(shapes, shape),
            shift,
            new ExponentialLadder(etas, _highestPower),
            [.. functions.Select(x => (x.K, x.F.IsWeighted ? number : 1.0, Array.IndexOf(etas, x.F.Eta)))]);
    }

    private TripletGroup Group(
        int a,
        int b,
        bool narrow,
        RadialShape shape,
        double shift,
        double weight,
        List<RadialShape>[] shapes,
        (SymmetryFunction F, int K)[] functions)
    {
        double[] etas = [.. functions.Select(x => x.F.Eta).Distinct()];
        double WeightOf(SymmetryFunction f) => f.IsWeighted ? weight : 1.0;
        (SymmetryFunction F, int K)[] series = [.. functions.Where(x => _hasSeries && CosineSeries.Holds(AngularTerm.Of(x.F)))];
        (SymmetryFunction F, int K)[] others = [.. functions.Except(series)];
        AngularTerm[] terms = [.. others.Select(x => AngularTerm.Of(x.F)).Distinct()];
        var angular = new AngularTable(terms);
        var links = new List<TripletGroup.Link>();
        var start = new List<int> { 0 };
        foreach (double eta in etas)
        {
            foreach ((SymmetryFunction f, int k) in others.Where(x => x.F.Eta == eta))
            {
                int m = Array.IndexOf(terms, AngularTerm.Of(f));
                double w = WeightOf(f);
                links.Add(new TripletGroup.Link(
                    k, angular.ValueRegister(m), angular.SlopeRegister(m), w * angular.ValueFactor(m), w * angular.SlopeFactor(m)));
            }

            start.Add(links.Count);
        }

        return new TripletGroup
        {
            First = a,
            Second = b,
            IsNarrow = narrow,
            Shape = shape,
            ShapeOfFirst = IndexOf(shapes[a], shape),
            ShapeOfSecond = IndexOf(shapes[b], shape),
            Shift = shift,
            Ladder = new ExponentialLadder(etas, _highestPower),
            Angular = angular,
            Series = new CosineSeries(
                etas.Length, [.. series.Select(x => (x.K, Array.IndexOf(etas, x.F.Eta), AngularTerm.Of(x.F), WeightOf(x.F)))]),
            Links = [.. links],
            Start = [.. start],
        };
    }
}
