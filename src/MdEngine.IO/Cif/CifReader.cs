using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Text;

namespace MdEngine.IO.Cif;

/// <summary>
/// Reads crystal structures from CIF files: cell, symmetry operations as the file lists them, fractional coordinates.
/// Each data block that holds atoms is a frame; others are passed over.
/// </summary>
/// <remarks>
/// Uncertainties in parentheses are dropped. Every atom is repeated by the symmetry operations, and images of one atom
/// that coincide (special positions) are one atom. Not read: occupancies other than 1, Cartesian coordinates, and space
/// groups that are named but whose operations are not listed; these are refused. The first lattice vector lies along x,
/// the second in the xy plane. The name of the block goes to <see cref="Structure.Info"/> under "name".
/// </remarks>
public sealed class CifReader
{
    private static readonly string[] OperationTags =
        ["_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz"];

    private static readonly string[] GroupTags =
    [
        "_space_group_name_h-m_alt", "_symmetry_space_group_name_h-m", "_space_group_name_hall",
        "_symmetry_space_group_name_hall", "_space_group_it_number", "_symmetry_int_tables_number",
    ];

    private static readonly string[] CellTags =
    [
        "_cell_length_a", "_cell_length_b", "_cell_length_c", "_cell_angle_alpha", "_cell_angle_beta", "_cell_angle_gamma",
    ];

    private static readonly FrozenSet<string> Wanted =
        FrozenSet.ToFrozenSet([.. OperationTags, .. GroupTags, .. CellTags, .. CifSites.Tags], StringComparer.Ordinal);

    // A space group has at most 192 operations in its conventional cell; a few more are those of supercells.
    private const int MostOperations = 4096;
    private const double MetricTolerance = 0.02;

    private readonly CifLexer _lexer;

    private CifReader(LineScanner lines) => _lexer = new CifLexer(lines);

    /// <summary>Reads the structures of a file, plain or gzip, one at a time.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InputException">The file does not exist, is not sound, or holds no structure.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<Structure> ReadAll(string path)
    {
        using LineScanner lines = LineScanner.Open(path);
        foreach (Structure structure in new CifReader(lines).ReadAll())
        {
            yield return structure;
        }
    }

    /// <summary>Reads the structures of a stream of text, one at a time.</summary>
    /// <param name="stream">Text.</param>
    /// <param name="name">Name for messages.</param>
    /// <exception cref="InputException">The file is not sound, or holds no structure.</exception>
    public static IEnumerable<Structure> ReadAll(Stream stream, string name)
    {
        using var lines = new LineScanner(stream, name);
        foreach (Structure structure in new CifReader(lines).ReadAll())
        {
            yield return structure;
        }
    }

    private LineScanner Lines => _lexer.Lines;

    private IEnumerable<Structure> ReadAll()
    {
        bool any = false;
        while (CifBlock.Read(_lexer, Wanted) is { } block)
        {
            if (CifSites.Read(block, Lines) is { } sites)
            {
                any = true;
                yield return Make(block, sites);
            }
        }

        if (!any)
        {
            throw Lines.FaultAt(Lines.Line, "no block holds atoms; expected a table with _atom_site_fract_x, _y and _z");
        }
    }

    private Structure Make(CifBlock block, CifSites sites)
    {
        SimulationCell cell = ReadCell(block);
        List<SymmetryOperation> operations = ReadOperations(block, cell);
        Structure structure = sites.Repeat(cell, operations, block, Lines);
        if (block.Name.Length > 0)
        {
            structure.Info["name"] = block.Name;
        }

        return structure;
    }

    private SimulationCell ReadCell(CifBlock block)
    {
        Span<double> p = stackalloc double[6];
        int line = block.Line;
        for (int k = 0; k < 6; k++)
        {
            CifToken token = block.Find(CellTags[k]) is [var only]
                ? only
                : throw Lines.FaultAt(block.Line, $"block '{Excerpt.Of(block.Name)}' holds atoms but no (or more than one) {CellTags[k]}");
            p[k] = CifNumber.TryParse(token.Text, out double value) && value > 0.0 && (k < 3 || value < 180.0)
                ? value
                : throw Lines.FaultAt(token.Line, $"{CellTags[k]} is '{Excerpt.Of(token.Text)}'; expected "
                    + (k < 3 ? "a positive number, Angstrom" : "an angle between 0 and 180 degrees"));
            line = token.Line;
        }

        try
        {
            return new SimulationCell(new CellParameters(p[0], p[1], p[2], p[3], p[4], p[5]).Vectors());
        }
        catch (InputException e)
        {
            throw Lines.FaultAt(line, FormattableString.Invariant(
                $"no cell has the angles {p[3]}, {p[4]} and {p[5]} degrees: {e.Message}"), e);
        }
    }

    private List<SymmetryOperation> ReadOperations(CifBlock block, SimulationCell cell)
    {
        var operations = new List<SymmetryOperation>();
        foreach (string tag in OperationTags)
        {
            foreach (CifToken token in operations.Count > 0 ? [] : block.Find(tag) ?? [])
            {
                operations.Add(ReadOperation(token, cell));
                if (operations.Count > MostOperations)
                {
                    throw Lines.FaultAt(token.Line, $"more than {MostOperations} symmetry operations; a space group has 192 at most");
                }
            }
        }

        if (operations.Count == 0)
        {
            RefuseUnlistedGroup(block);
            operations.Add(new SymmetryOperation(Matrix3.Identity, Double3.Zero));
        }

        return operations.Contains(new SymmetryOperation(Matrix3.Identity, Double3.Zero))
            ? operations
            : throw Lines.FaultAt(block.Line, "the symmetry operations do not hold the identity 'x, y, z'; is the list cut off?");
    }

    private SymmetryOperation ReadOperation(CifToken token, SimulationCell cell)
    {
        if (!SymmetryOperation.TryParse(token.Text, out SymmetryOperation operation))
        {
            throw Lines.FaultAt(token.Line, $"'{Excerpt.Of(token.Text)}' is no symmetry operation; expected such as '-x, y+1/2, -z'");
        }

        // Lengths and angles between lattice vectors are the same after the operation, within their printed digits.
        Matrix3 metric = cell.Vectors * cell.Vectors.Transpose();
        Matrix3 change = (operation.Rotation.Transpose() * metric * operation.Rotation) - metric;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                if (!(Math.Abs(change[i, j]) <= MetricTolerance * Math.Sqrt(metric[i, i] * metric[j, j])))
                {
                    throw Lines.FaultAt(token.Line, $"the operation '{Excerpt.Of(token.Text)}' is no symmetry of the cell: it changes its lengths or angles");
                }
            }
        }

        return operation;
    }

    private void RefuseUnlistedGroup(CifBlock block)
    {
        foreach (string tag in GroupTags)
        {
            if (block.Find(tag) is [{ IsNothing: false } group]
                && group.Text.Replace(" ", "", StringComparison.Ordinal).ToUpper(CultureInfo.InvariantCulture) is not ("P1" or "1" or ""))
            {
                throw Lines.FaultAt(group.Line, $"the space group {Excerpt.Of(group.Text)} is named, but its symmetry operations are not "
                    + "listed; expected a table with _space_group_symop_operation_xyz");
            }
        }
    }
}
