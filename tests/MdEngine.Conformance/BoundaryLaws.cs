using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Conformance;

/// <summary>Few atoms, open boundaries, and the edge of the cutoff.</summary>
internal static class BoundaryLaws
{
    // Truncation errors of the extrapolations below go as the cube of this: 1e-12 Angstrom^3 times a third derivative.
    private const double EdgeStep = 1e-4;

    public static void IsolatedAtom(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("isolated-atom", options);
        foreach (Element element in structure.Elements.Distinct())
        {
            Evaluation here = Of(potential, Cluster([element], [Double3.Zero]), options);
            Evaluation there = Of(potential, Cluster([element], [new Double3(-31.7, 8.25, 1e3)]), options);
            if (!double.IsFinite(here.Energy))
            {
                throw compare.Broken($"the energy of an isolated {element} is not finite");
            }

            compare.Vector($"the force on an isolated {element}", here.Forces[0], Double3.Zero, 0.0);
            compare.Matrix($"the virial of an isolated {element}", here.Virial!.Value, Matrix3.Zero, 0.0);
            compare.Number($"the energy of {element} elsewhere", there.Energy, here.Energy, 0.0);
        }
    }

    public static void Dimer(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("dimer", options);
        double near = 0.8 * Surroundings.NearestDistance(potential, structure);
        Double3 u = new Double3(1, 0, 0) * Transform.RandomRotation(options.Seed);
        foreach ((Element a, Element b) in ElementPairs(structure))
        {
            double apart = Of(potential, Cluster([a], [Double3.Zero]), options).Energy
                + Of(potential, Cluster([b], [Double3.Zero]), options).Energy;
            Evaluation At(double r) => Of(potential, Cluster([a, b], [Double3.Zero, r * u]), options);

            Evaluation beyond = At(potential.Cutoff * 1.0001);
            double t = options.SymmetryTolerance;
            compare.Number($"the energy of {a}-{b} beyond the cutoff", beyond.Energy, apart, t * Comparison.EnergyScale(beyond));
            compare.Vector($"the force of {a}-{b} beyond the cutoff", beyond.Forces[0], Double3.Zero, t);
            // Simpson's rule on each interval: the energy is the integral of the force, with no jump anywhere.
            const int intervals = 200;
            double width = ((1.01 * potential.Cutoff) - near) / intervals;
            Evaluation left = At(near);
            for (int k = 0; k < intervals; k++)
            {
                double r = near + (k * width);
                Evaluation middle = At(r + (0.5 * width)), right = At(r + width);
                Central(compare, $"{a}-{b} at {r:f4} Angstrom", left, r * u, options);
                if (options.Continuity != CutoffContinuity.None)
                {
                    double fl = Double3.Dot(left.Forces[1], u), fm = Double3.Dot(middle.Forces[1], u);
                    double fr = Double3.Dot(right.Forces[1], u);
                    // Simpson errs by the fourth derivative; the trapezoid differs from it by the second: a generous
                    // bound on the error wherever the curve is smooth, and a jump is far above it.
                    double simpson = width / 6.0 * (fl + (4.0 * fm) + fr);
                    double bound = (2.0 * Math.Abs((width / 2.0 * (fl + fr)) - simpson))
                        + (options.ContinuityTolerance + (options.SymmetryTolerance * Comparison.EnergyScale(left)));
                    compare.Number(
                        $"the energy gained by {a}-{b} from {r:f4} to {r + width:f4} Angstrom",
                        right.Energy - left.Energy, -simpson, bound);
                }

                left = right;
            }
        }
    }

    public static void OpenCluster(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("cluster", options);
        Structure start = Transform.Wrapped(Transform.Rattled(structure, options.Rattle, options.Seed));
        Structure boxed = Surroundings.Boxed(start, 2.0 * potential.Cutoff);
        Evaluation reference = Of(potential, boxed, options);
        Structure open = Transform.With(start, SimulationCell.Open, start.Positions);
        compare.SameButTail(Of(potential, open, options), reference);
        var walls = new SimulationCell(boxed.Cell.Vectors, false, false, false);
        compare.SameButTail(Of(potential, Transform.With(start, walls, start.Positions), options), reference);
    }

    public static void Slab(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("slab", options);
        Structure bulk = Transform.Wrapped(Transform.Rattled(
            Surroundings.Periodic(potential, structure), options.Rattle, options.Seed));
        Matrix3 h = bulk.Cell.Vectors;
        for (int axis = 0; axis < 3; axis++)
        {
            double stretch = 1.0 + (2.0 * potential.Cutoff / bulk.Cell.Height(axis));
            Double3[] rows = [h.Row0, h.Row1, h.Row2];
            rows[axis] = stretch * rows[axis];
            var vacuum = new SimulationCell(Matrix3.FromRows(rows[0], rows[1], rows[2]));
            var slab = new SimulationCell(h, axis != 0, axis != 1, axis != 2);
            compare.SameButTail(
                Of(potential, Transform.With(bulk, slab, bulk.Positions), options),
                Of(potential, Transform.With(bulk, vacuum, bulk.Positions), options));
        }
    }

    public static void Edge(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("cutoff", options);
        if (options.Continuity == CutoffContinuity.None)
        {
            return;
        }

        double near = Surroundings.NearestDistance(potential, structure);
        Double3 u = new Double3(1, 0, 0) * Transform.RandomRotation(options.Seed + 1);
        Double3 v = Double3.Cross(u, new Double3(0.3, -0.2, 0.93));
        foreach ((Element a, Element b) in ElementPairs(structure))
        {
            foreach (double cutoff in Surroundings.Cutoffs(potential, options))
            {
                // A third atom beside the first one: many-body terms see the crossing too.
                Evaluation At(double x) => Of(
                    potential,
                    Cluster([a, b, a], [Double3.Zero, (cutoff + x) * u, (near / v.Length) * v]),
                    options);

                Evaluation[] inside = [At(-EdgeStep), At(-2 * EdgeStep), At(-3 * EdgeStep)];
                Evaluation[] outside = [At(EdgeStep), At(2 * EdgeStep), At(3 * EdgeStep)];
                double allowed = options.ContinuityTolerance;
                compare.Number(
                    $"the energy just inside the cutoff {cutoff} of {a}-{b}",
                    Limit(inside, e => e.Energy), Limit(outside, e => e.Energy), allowed);
                for (int k = 0; options.Continuity == CutoffContinuity.Force && k < 9; k++)
                {
                    int atom = k / 3, axis = k % 3;
                    compare.Number(
                        $"the force on atom {atom + 1} along {"xyz"[axis]} just inside the cutoff {cutoff} of {a}-{b}",
                        Limit(inside, e => e.Forces[atom][axis]), Limit(outside, e => e.Forces[atom][axis]), allowed);
                }
            }
        }
    }

    /// <summary>Value at the edge by quadratic extrapolation from one, two and three steps away.</summary>
    private static double Limit(Evaluation[] at, Func<Evaluation, double> value) =>
        (3.0 * value(at[0])) - (3.0 * value(at[1])) + value(at[2]);

    private static void Central(
        Comparison compare, string what, Evaluation e, Double3 r, ConformanceOptions options)
    {
        double t = options.SymmetryTolerance * compare.ForceScale(e);
        compare.Vector($"the force on the first atom of {what}", e.Forces[0], -e.Forces[1], t);
        double along = Double3.Dot(e.Forces[1], r) / r.Length;
        compare.Vector($"the force on the second atom of {what}", e.Forces[1], (along / r.Length) * r, t);
        Double3 f = e.Forces[1];
        var expected = new Matrix3(
            r.X * f.X, r.X * f.Y, r.X * f.Z, r.Y * f.X, r.Y * f.Y, r.Y * f.Z, r.Z * f.X, r.Z * f.Y, r.Z * f.Z);
        compare.Matrix($"the virial of {what}", e.Virial!.Value, expected, t * r.Length);
    }

    private static IEnumerable<(Element A, Element B)> ElementPairs(Structure structure)
    {
        Element[] elements = [.. structure.Elements.Distinct()];
        return elements.SelectMany((a, k) => elements.Skip(k).Select(b => (a, b)));
    }

    private static Structure Cluster(Element[] elements, Double3[] positions) =>
        new(SimulationCell.Open, elements, positions);

    private static Evaluation Of(IPotential potential, Structure structure, ConformanceOptions options) =>
        Evaluation.Of(potential, structure, skin: options.Skin);
}
