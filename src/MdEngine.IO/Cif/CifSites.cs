using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Text;

namespace MdEngine.IO.Cif;

/// <summary>The table of atoms of a CIF block: what the symmetry operations repeat.</summary>
internal sealed class CifSites
{
    private const string Label = "_atom_site_label", Symbol = "_atom_site_type_symbol";
    private const string Occupancy = "_atom_site_occupancy", Calculated = "_atom_site_calc_flag";

    // Mass of deuterium, u (AME2020): neutron work calls it an element of its own.
    private const double DeuteriumMass = 2.014101778;

    // Images of an atom closer than this are one: coordinates of three digits in large cells put them so far apart, and
    // real atoms are ten times as far.
    private const double SameAtom = 0.05;
    private const long MostComparisons = 2_000_000_000;

    private static readonly string[] Fractions = ["_atom_site_fract_x", "_atom_site_fract_y", "_atom_site_fract_z"];
    private readonly List<(Element Element, double Mass, Double3 Place)> _sites = [];
    private bool _masses;

    private CifSites()
    {
    }

    /// <summary>Tags that are read.</summary>
    public static IReadOnlyList<string> Tags { get; } =
        [.. Fractions, Label, Symbol, Occupancy, Calculated, "_atom_site_cartn_x"];

    /// <summary>Reads the atoms of a block; null when it holds none.</summary>
    /// <exception cref="InputException">The table is not sound, or holds what is not read.</exception>
    public static CifSites? Read(CifBlock block, LineScanner lines)
    {
        if (block.Find("_atom_site_cartn_x") is { } cartesian && block.Find(Fractions[0]) is null)
        {
            throw lines.FaultAt(cartesian.Count > 0 ? cartesian[0].Line : block.Line,
                "atoms have Cartesian coordinates only; expected fractional ones (_atom_site_fract_x, _y, _z)");
        }

        if (block.Find(Fractions[0]) is not { Count: > 0 } x)
        {
            return null;
        }

        List<CifToken> y = Column(block, lines, Fractions[1], x), z = Column(block, lines, Fractions[2], x);
        string naming = block.Find(Symbol) is null ? Label : Symbol;
        List<CifToken> names = Column(block, lines, naming, x);
        List<CifToken>? labels = block.Find(Label) is null ? null : Column(block, lines, Label, x);
        List<CifToken>? occupancy = block.Find(Occupancy) is null ? null : Column(block, lines, Occupancy, x);
        List<CifToken>? calculated = block.Find(Calculated) is null ? null : Column(block, lines, Calculated, x);
        var sites = new CifSites();
        for (int i = 0; i < x.Count; i++)
        {
            // A dummy: a point of reference without an atom.
            if (calculated is not null && calculated[i].Text.Equals("dum", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            string shown = Excerpt.Of((labels ?? names)[i].Text);
            CheckOccupancy(occupancy?[i], shown, lines);
            var place = new Double3(
                Coordinate(x[i], shown, lines), Coordinate(y[i], shown, lines), Coordinate(z[i], shown, lines));
            (Element element, double mass) = ElementOf(names[i], naming == Label, lines);
            sites._masses |= mass != element.StandardMass;
            sites._sites.Add((element, mass, place));
        }

        return sites._sites.Count > 0 ? sites : null;
    }

    /// <summary>The atoms with all their images in the cell.</summary>
    /// <exception cref="InputException">There would be too many.</exception>
    public Structure Repeat(
        SimulationCell cell, IReadOnlyList<SymmetryOperation> operations, CifBlock block, LineScanner lines)
    {
        if ((Int128)_sites.Count * operations.Count * operations.Count > MostComparisons)
        {
            throw lines.FaultAt(block.Line,
                $"{_sites.Count} atoms under {operations.Count} symmetry operations are too many; write all atoms without symmetry");
        }

        var elements = new List<Element>(_sites.Count);
        var positions = new List<Double3>(_sites.Count);
        var masses = new List<double>();
        var images = new List<Double3>();
        foreach ((Element element, double mass, Double3 place) in _sites)
        {
            images.Clear();
            foreach (SymmetryOperation operation in operations)
            {
                // Without symmetry atoms stay where the file has them, molecules whole.
                Double3 s = operations.Count == 1 ? place : Home(operation.Apply(place));
                if (!images.Exists(other => IsSame(cell, s - other)))
                {
                    images.Add(s);
                    elements.Add(element);
                    positions.Add(cell.ToCartesian(s));
                    masses.Add(mass);
                }
            }
        }

        return new Structure(cell, [.. elements], [.. positions]) { Masses = _masses ? [.. masses] : null };
    }

    private static Double3 Home(Double3 s) => new(Home(s.X), Home(s.Y), Home(s.Z));

    private static double Home(double s)
    {
        s -= Math.Floor(s);
        return s < 1.0 ? s : 0.0;
    }

    private static bool IsSame(SimulationCell cell, Double3 d) => cell.ToCartesian(
        new Double3(d.X - Math.Round(d.X), d.Y - Math.Round(d.Y), d.Z - Math.Round(d.Z))).Length < SameAtom;

    private static List<CifToken> Column(CifBlock block, LineScanner lines, string tag, List<CifToken> x) =>
        block.Find(tag) is { } column && column.Count == x.Count
            ? column
            : throw lines.FaultAt(x[0].Line, $"{x.Count} atoms have {Fractions[0]} but {block.Find(tag)?.Count ?? 0} have {tag}; "
                + "expected it for each");

    private static void CheckOccupancy(CifToken? token, string label, LineScanner lines)
    {
        if (token is not { IsNothing: false } given)
        {
            return;
        }

        if (!CifNumber.TryParse(given.Text, out double occupancy) || Math.Abs(occupancy - 1.0) > 1e-6)
        {
            throw lines.FaultAt(given.Line, $"atom {label} has the occupancy '{Excerpt.Of(given.Text)}'; expected 1: disordered "
                + "structures must be made ordered first (choose which sites are filled)");
        }
    }

    private static double Coordinate(CifToken token, string label, LineScanner lines) =>
        CifNumber.TryParse(token.Text, out double value) && Math.Abs(value) < 1e6
            ? value
            : throw lines.FaultAt(token.Line, $"a coordinate of atom {label} is '{Excerpt.Of(token.Text)}'; expected a number");

    /// <summary>The element of "Fe3+", or of a label such as "Fe1" or "O2A".</summary>
    private static (Element Element, double Mass) ElementOf(CifToken token, bool isLabel, LineScanner lines)
    {
        string letters = string.Concat(token.Text.TakeWhile(char.IsAsciiLetter));
        if (letters is "D")
        {
            return (PeriodicTable.Get("H"), DeuteriumMass);
        }

        Element? whole = ElementSymbols.Find(letters[..Math.Min(2, letters.Length)]);
        Element? first = letters.Length == 0 ? null : ElementSymbols.Find(letters[..1]);
        bool usual = letters.Length < 2 || char.IsLower(letters[1]);
        // "CA1" may be calcium or the carbon A1; a symbol has no second part.
        if (isLabel && !usual && whole is not null && first is not null)
        {
            throw lines.FaultAt(token.Line, $"the label '{Excerpt.Of(token.Text)}' may stand for {whole} or {first}; expected a column "
                + $"{Symbol}, or a label such as {whole}1");
        }

        Element? element = whole is not null && (isLabel || letters.Length <= 2) ? whole : isLabel ? first : null;
        return element is not null
            ? (element, element.StandardMass)
            : throw lines.FaultAt(token.Line, $"'{Excerpt.Of(token.Text)}' names no element; expected such as 'Si', 'O2-' or, for a label, 'Si1'");
    }
}
