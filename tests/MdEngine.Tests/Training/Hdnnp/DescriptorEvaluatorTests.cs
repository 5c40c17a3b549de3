using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Potentials.Hdnnp.Reading;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Hdnnp;

public sealed class DescriptorEvaluatorTests
{
    private static readonly Element[] s_elements = [PeriodicTable.Get("C"), PeriodicTable.Get("Si")];

    // The cutoff is longer than the cell: images of the atom itself count.
    private static readonly string[] s_lines =
    [
        "C 2 C 0.1 0 6.0", "C 2 Si 0.7 2.0 6.0", "C 3 C Si 0.05 -1 2 6.0", "C 9 Si Si 0.1 1 4 5.0 1.0", "C 12 0.2 0 6.0",
        "Si 2 C 0.2 0 6.0", "Si 3 Si Si 0.03 1 1 6.0", "Si 13 0.02 0 -1 2 5.5", "Si 22 C Si -5 5.5 40 160 p2",
    ];

    [Fact]
    public void Derivatives_are_those_of_the_values()
    {
        var evaluator = Make();
        Structure frame = FitFrames.Diamonds(1, "C", "Si")[0];
        AtomDescriptors[] atoms = evaluator.Evaluate(frame, derivatives: true);
        atoms.Select(a => a.Element).ShouldBe(frame.Elements.Select(e => Array.IndexOf(s_elements, e)));
        const double h = 1e-4;
        for (int t = 0; t < 24 + AtomDescriptors.Strains; t++)
        {
            AtomDescriptors[] plus = evaluator.Evaluate(Moved(frame, t, h), false), minus = evaluator.Evaluate(Moved(frame, t, -h), false);
            for (int i = 0; i < 8; i++)
            {
                for (int k = 0; k < atoms[i].Values.Length; k++)
                {
                    double numeric = (plus[i].Values[k] - minus[i].Values[k]) / (2.0 * h);

                    // The error of the difference is h^2 / 6 times a third derivative of some 10 to 100.
                    Derivative(atoms[i], t, k).ShouldBe(numeric, 1e-6 * (1.0 + Math.Abs(numeric)));
                }
            }
        }
    }

    [Fact]
    public void Each_atom_is_listed_once_and_moving_all_changes_nothing()
    {
        Structure frame = FitFrames.Diamonds(2, "C", "Si")[1];
        AtomDescriptors[] atoms = Make().Evaluate(frame, derivatives: true);
        for (int i = 0; i < 8; i++)
        {
            atoms[i].Atoms[0].ShouldBe(i);
            atoms[i].Atoms.Order().ShouldBe(Enumerable.Range(0, 8));
            int n = atoms[i].Values.Length;
            for (int k = 0; k < 3 * n; k++)
            {
                // Sums of some 24 numbers of order 1.
                Enumerable.Range(0, 8).Sum(a => atoms[i].Derivatives[(3 * a * n) + k]).ShouldBe(0.0, 1e-12);
            }
        }
    }

    [Fact]
    public void Lines_written_are_lines_read()
    {
        var functions = SymmetryFunctionText.Parse(s_lines, s_elements, "test");
        string[] lines = [.. functions.SelectMany(f => f).Select(f => SymmetryFunctionText.Format(f, s_elements))];
        lines.Length.ShouldBe(s_lines.Length);
        SymmetryFunctionText.Parse(lines, s_elements, "test").SelectMany(f => f).ShouldBe(functions.SelectMany(f => f));
    }

    private static DescriptorEvaluator Make() =>
        new(s_elements, CutoffFunction.Poly2, 0.1, SymmetryFunctionText.Parse(s_lines, s_elements, "test"));

    private static double Derivative(AtomDescriptors atom, int coordinate, int k)
    {
        int n = atom.Values.Length;
        int row = coordinate < 24
            ? (3 * Array.IndexOf(atom.Atoms, coordinate / 3)) + (coordinate % 3)
            : (3 * atom.Atoms.Length) + coordinate - 24;
        return atom.Derivatives[(row * n) + k];
    }

    private static Structure Moved(Structure frame, int coordinate, double h)
    {
        var positions = (Double3[])frame.Positions.Clone();
        if (coordinate < 24)
        {
            Double3 step = (coordinate % 3) switch { 0 => new(h, 0, 0), 1 => new(0, h, 0), _ => new(0, 0, h) };
            positions[coordinate / 3] += step;
            return new Structure(frame.Cell, frame.Elements, positions);
        }

        double s = 0.5 * h;
        Matrix3 strain = (coordinate - 24) switch
        {
            0 => new Matrix3(h, 0, 0, 0, 0, 0, 0, 0, 0),
            1 => new Matrix3(0, 0, 0, 0, h, 0, 0, 0, 0),
            2 => new Matrix3(0, 0, 0, 0, 0, 0, 0, 0, h),
            3 => new Matrix3(0, 0, 0, 0, 0, s, 0, s, 0),
            4 => new Matrix3(0, 0, s, 0, 0, 0, s, 0, 0),
            _ => new Matrix3(0, s, 0, s, 0, 0, 0, 0, 0),
        };
        Double3 Turned(Double3 p) => new(
            p.X + (strain.XX * p.X) + (strain.YX * p.Y) + (strain.ZX * p.Z),
            p.Y + (strain.XY * p.X) + (strain.YY * p.Y) + (strain.ZY * p.Z),
            p.Z + (strain.XZ * p.X) + (strain.YZ * p.Y) + (strain.ZZ * p.Z));
        return new Structure(frame.Cell.Strained(strain), frame.Elements, [.. positions.Select(Turned)]);
    }
}
