using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;

namespace MdEngine.Core.Building;

/// <summary>Makes unit cells of common crystals.</summary>
public static class CrystalBuilder
{
    private static readonly double IdealRatio = Math.Sqrt(8.0 / 3.0);

    /// <summary>Makes a periodic unit cell, its first atom at the origin.</summary>
    /// <param name="recipe">What to make.</param>
    /// <exception cref="InputException">
    /// The recipe lacks something, or says something that does not go together.
    /// </exception>
    public static Structure Build(CrystalRecipe recipe)
    {
        Template template = TemplateOf(recipe.Lattice);
        Check(recipe, template);
        double[] masses = Masses(recipe);
        Template cell = recipe.Primitive ? template.Primitive : template;
        double a = recipe.A ?? LatticeConstant(recipe.Density!.Value, template, masses);
        double c = recipe.Lattice == CrystalLattice.HexagonalClosePacked ? recipe.C ?? (IdealRatio * a) : a;
        Matrix3 unit = cell.Vectors;
        var vectors = Matrix3.FromRows(Scale(unit.Row0, a, c), Scale(unit.Row1, a, c), Scale(unit.Row2, a, c));
        var elements = new Element[cell.Sites.Length];
        var positions = new Double3[elements.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = recipe.Elements[cell.Sites[i].Kind];
            positions[i] = cell.Sites[i].Place * vectors;
        }

        var structure = new Structure(new SimulationCell(vectors), elements, positions);
        if (recipe.Masses is not null)
        {
            structure.Masses = Array.ConvertAll(cell.Sites, s => masses[s.Kind]);
        }

        return structure;
    }

    private static Double3 Scale(Double3 v, double a, double c) => new(a * v.X, a * v.Y, c * v.Z);

    private static void Check(CrystalRecipe recipe, Template template)
    {
        int kinds = template.Kinds;
        if (recipe.Elements.Count != kinds)
        {
            throw new InputException(
                $"the crystal {template.Name} takes {kinds} "
                    + $"{(kinds == 1 ? "element" : "elements")}; found {recipe.Elements.Count}");
        }

        if (recipe.Masses is { } masses && masses.Count != kinds)
        {
            throw new InputException($"the crystal {template.Name} has {kinds} elements; found {masses.Count} masses");
        }

        if (recipe.A is null == recipe.Density is null)
        {
            throw new InputException("give a crystal either its lattice constant or its density");
        }

        CheckPositive(recipe.A, "lattice constant a", "Angstrom");
        CheckPositive(recipe.C, "lattice constant c", "Angstrom");
        CheckPositive(recipe.Density, "density", "g/cm^3");
        bool hexagonal = recipe.Lattice == CrystalLattice.HexagonalClosePacked;
        if (recipe.C is not null && (!hexagonal || recipe.A is null))
        {
            throw new InputException(
                hexagonal
                    ? "a lattice constant c goes with a lattice constant a, not with a density"
                    : $"the crystal {template.Name} is cubic and has no lattice constant c");
        }
    }

    private static void CheckPositive(double? value, string name, string unit)
    {
        if (value is { } number && !(number > 0.0 && double.IsFinite(number)))
        {
            throw new InputException($"the {name} of a crystal is {number} {unit}; expected a positive number");
        }
    }

    private static double[] Masses(CrystalRecipe recipe)
    {
        var masses = new double[recipe.Elements.Count];
        for (int k = 0; k < masses.Length; k++)
        {
            double given = recipe.Masses?[k] ?? double.NaN;
            masses[k] = double.IsNaN(given) ? recipe.Elements[k].StandardMass : given;
            CheckPositive(masses[k], $"mass of {recipe.Elements[k]}", "u");
        }

        return masses;
    }

    private static double LatticeConstant(double density, Template template, double[] masses)
    {
        double mass = 0.0;
        foreach (Site site in template.Sites)
        {
            mass += masses[site.Kind];
        }

        double volume = mass * PhysicalConstants.GramPerCubicCentimetre / density;
        Matrix3 h = template.Vectors;
        bool hexagonal = template.Name == "hcp";
        return Math.Cbrt(volume / (h.Determinant * (hexagonal ? IdealRatio : 1.0)));
    }

    private static Template TemplateOf(CrystalLattice lattice) => lattice switch
    {
        CrystalLattice.SimpleCubic => Cubic("sc", []),
        CrystalLattice.BodyCentredCubic => BodyCentred(),
        CrystalLattice.FaceCentredCubic => FaceCentred("fcc", null),
        CrystalLattice.Diamond => FaceCentred("diamond", new Site(0, new Double3(0.25, 0.25, 0.25))),
        CrystalLattice.Rocksalt => FaceCentred("rocksalt", new Site(1, new Double3(0.5, 0.5, 0.5))),
        CrystalLattice.Zincblende => FaceCentred("zincblende", new Site(1, new Double3(0.25, 0.25, 0.25))),
        CrystalLattice.B2 => Cubic("B2", [new Site(1, new Double3(0.5, 0.5, 0.5))]),
        CrystalLattice.L12 => FaceMajority(),
        CrystalLattice.HexagonalClosePacked => Hexagonal(),
        _ => throw new ArgumentOutOfRangeException(nameof(lattice)),
    };

    private static Template Cubic(string name, Site[] more) =>
        new(name, Matrix3.Identity, [new Site(0, Double3.Zero), .. more]);

    private static Template BodyCentred() =>
        new("bcc", Matrix3.Identity, [new Site(0, Double3.Zero), new Site(0, new Double3(0.5, 0.5, 0.5))])
        {
            SmallCell = new Template(
                "bcc", new Matrix3(-0.5, 0.5, 0.5, 0.5, -0.5, 0.5, 0.5, 0.5, -0.5), [new Site(0, Double3.Zero)]),
        };

    private static Template FaceMajority() => new(
        "L1_2",
        Matrix3.Identity,
        [
            new Site(1, Double3.Zero),
            new Site(0, new Double3(0, 0.5, 0.5)),
            new Site(0, new Double3(0.5, 0, 0.5)),
            new Site(0, new Double3(0.5, 0.5, 0)),
        ]);

    /// <summary>
    /// A face-centred lattice with one atom, or a second one at a place given in the conventional cell.
    /// </summary>
    private static Template FaceCentred(string name, Site? second)
    {
        Double3[] points = [Double3.Zero, new(0, 0.5, 0.5), new(0.5, 0, 0.5), new(0.5, 0.5, 0)];
        var sites = new List<Site>();
        foreach (Double3 point in points)
        {
            sites.Add(new Site(0, point));
        }

        var small = new Matrix3(0, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 0);
        var smallSites = new List<Site> { new(0, Double3.Zero) };
        if (second is { } site)
        {
            foreach (Double3 point in points)
            {
                Double3 place = point + site.Place;
                sites.Add(new Site(site.Kind, new Double3(place.X % 1.0, place.Y % 1.0, place.Z % 1.0)));
            }

            smallSites.Add(new Site(site.Kind, site.Place * small.Inverse()));
        }

        return new Template(name, Matrix3.Identity, [.. sites])
        {
            SmallCell = new Template(name, small, [.. smallSites]),
        };
    }

    private static Template Hexagonal() => new(
        "hcp",
        new Matrix3(1, 0, 0, -0.5, Math.Sqrt(3.0) / 2.0, 0, 0, 0, 1),
        [new Site(0, Double3.Zero), new Site(0, new Double3(1.0 / 3.0, 2.0 / 3.0, 0.5))]);

    /// <summary>An atom of a cell: its element's number and its fractional coordinates.</summary>
    private readonly record struct Site(int Kind, Double3 Place);

    /// <summary>A unit cell for the lattice constant 1.</summary>
    private sealed record Template(string Name, Matrix3 Vectors, Site[] Sites)
    {
        public Template? SmallCell { get; init; }

        public Template Primitive => SmallCell ?? this;

        public int Kinds => Array.Exists(Sites, s => s.Kind == 1) ? 2 : 1;
    }
}
