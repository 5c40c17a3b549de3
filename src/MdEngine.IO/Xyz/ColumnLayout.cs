using System;
using System.Collections.Generic;
using System.Globalization;
using MdEngine.Core.Units;
using MdEngine.IO.Text;

namespace MdEngine.IO.Xyz;

/// <summary>The columns of a frame as its "Properties" name them: name:kind:width, joined by colons.</summary>
internal sealed class ColumnLayout
{
    private const int MaxFields = 4096;

    private ColumnLayout(string properties, bool isPlain)
    {
        Properties = properties;
        IsPlain = isPlain;
    }

    /// <summary>One column.</summary>
    public readonly record struct Column(string Name, char Kind, int Width, ColumnTarget Target);

    /// <summary>Species and positions, and anything after them, which is not read.</summary>
    public static ColumnLayout Plain => MakePlain();

    /// <summary>The text that it was made from.</summary>
    public string Properties { get; }

    /// <summary>True when fields after the last column are allowed.</summary>
    public bool IsPlain { get; }

    /// <summary>The columns in order.</summary>
    public List<Column> Columns { get; } = [];

    /// <summary>Fields of a line.</summary>
    public int Fields { get; private set; }

    /// <summary>Factor that takes the velocity column to Angstrom/fs.</summary>
    public double VelocityFactor { get; private set; } = 1.0;

    /// <summary>Reads a layout; null, with what is wrong, when it cannot be used.</summary>
    public static ColumnLayout? Parse(string properties, ExtendedXyzReadOptions options, out string fault)
    {
        var layout = new ColumnLayout(properties, isPlain: false);
        string[] parts = properties.Split(':');
        if (parts.Length % 3 != 0)
        {
            fault = $"Properties has {parts.Length} parts between colons; expected name:kind:width for each column, "
                + "for example species:S:1:pos:R:3";
            return null;
        }

        for (int k = 0; k < parts.Length; k += 3)
        {
            if (layout.Add(parts[k], parts[k + 1], parts[k + 2], options) is { } wrong)
            {
                fault = wrong;
                return null;
            }
        }

        fault = layout.Check() ?? "";
        return fault.Length == 0 ? layout : null;
    }

    /// <summary>True when a column holds <paramref name="target"/>.</summary>
    public bool Has(ColumnTarget target) => Columns.Exists(c => c.Target == target);

    private static ColumnLayout MakePlain()
    {
        var layout = new ColumnLayout("", isPlain: true) { Fields = 4 };
        layout.Columns.Add(new("species", 'S', 1, ColumnTarget.Species));
        layout.Columns.Add(new("pos", 'R', 3, ColumnTarget.Position));
        return layout;
    }

    private string? Add(string name, string kind, string width, ExtendedXyzReadOptions options)
    {
        if (name.Length == 0)
        {
            return "Properties holds a column without a name";
        }

        if (kind is not ("S" or "R" or "I" or "L"))
        {
            return $"column '{Excerpt.Of(name)}' has the kind '{Excerpt.Of(kind)}'; expected R (real), I (integer), "
                + "S (text) or L (logical)";
        }

        if (!int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out int n) || n < 1 || n > MaxFields)
        {
            return $"column '{Excerpt.Of(name)}' has the width '{Excerpt.Of(width)}'; expected a number from 1 "
                + $"to {MaxFields}";
        }

        if (Columns.Exists(c => c.Name == name))
        {
            return $"Properties names the column '{Excerpt.Of(name)}' twice";
        }

        if (Fields + n > MaxFields)
        {
            return $"Properties asks for more than {MaxFields} fields a line";
        }

        ColumnTarget target = Target(name, options);
        if (target == ColumnTarget.Velocity && name is "velocities" or "velocity")
        {
            switch (options.Velocities)
            {
                case VelocitiesUnit.Refuse:
                    return $"the unit of the column '{name}' is not settled; name it 'velo' for Angstrom/fs, or give "
                        + "'momenta' as ASE writes them";
                case VelocitiesUnit.Ase:
                    VelocityFactor = 1.0 / Math.Sqrt(PhysicalConstants.MassVelocitySquared);
                    break;
                case VelocitiesUnit.Ignore:
                    target = ColumnTarget.Extra;
                    break;
            }
        }

        if (Shape(target) is { } shape && (shape.Width != n || !shape.Kinds.Contains(kind[0])))
        {
            return $"column '{name}' is {kind}:{n}; expected {shape.Kinds[0]}:{shape.Width}";
        }

        bool needed = target is ColumnTarget.Species or ColumnTarget.AtomicNumber or ColumnTarget.Position;
        if ((target is ColumnTarget.Extra && !options.KeepExtraColumns)
            || (!needed && options.OnlyColumns is { } only && !only.Contains(name)))
        {
            target = ColumnTarget.Skipped;
        }

        Columns.Add(new(name, kind[0], n, target));
        Fields += n;
        return null;
    }

    private string? Check()
    {
        // ASE writes its initial charges beside those of a calculator: the first are the atoms' own.
        if (Columns.Exists(c => c.Name == "initial_charges"))
        {
            for (int k = 0; k < Columns.Count; k++)
            {
                if (Columns[k] is { Target: ColumnTarget.Charge, Name: not "initial_charges" } column)
                {
                    Columns[k] = column with { Target = ColumnTarget.Extra };
                }
            }
        }

        for (int k = 0; k < Columns.Count; k++)
        {
            Column first = Columns[k];
            int other = Columns.FindIndex(k + 1, c => c.Target == first.Target);
            if (other >= 0 && first.Target is not (ColumnTarget.Extra or ColumnTarget.Skipped))
            {
                return $"columns '{first.Name}' and '{Columns[other].Name}' both hold the {Noun(first.Target)}; "
                    + $"drop one";
            }
        }

        if (Has(ColumnTarget.Velocity) && Has(ColumnTarget.Momentum))
        {
            return "both velocities and momenta are given; drop one of the two columns";
        }

        if (!Has(ColumnTarget.Position))
        {
            return "Properties has no column pos:R:3";
        }

        return Has(ColumnTarget.Species) || Has(ColumnTarget.AtomicNumber)
            ? null
            : "Properties names no elements; expected a column species:S:1 or Z:I:1";
    }

    private static ColumnTarget Target(string name, ExtendedXyzReadOptions options) => name switch
    {
        _ when options.ForcesColumn is { } forces && name == forces => ColumnTarget.Force,
        "species" or "symbols" or "element" => ColumnTarget.Species,
        "Z" or "numbers" => ColumnTarget.AtomicNumber,
        "pos" or "positions" => ColumnTarget.Position,
        "velo" or "vel" or "velocities" or "velocity" => ColumnTarget.Velocity,
        "momenta" => ColumnTarget.Momentum,
        "forces" or "force" when options.ForcesColumn is null => ColumnTarget.Force,
        "masses" or "mass" => ColumnTarget.Mass,
        "initial_charges" or "charges" or "charge" => ColumnTarget.Charge,
        _ => ColumnTarget.Extra,
    };

    private static (string Kinds, int Width)? Shape(ColumnTarget target) => target switch
    {
        ColumnTarget.Species => ("S", 1),
        ColumnTarget.AtomicNumber => ("I", 1),
        ColumnTarget.Position or ColumnTarget.Velocity or ColumnTarget.Momentum or ColumnTarget.Force => ("RI", 3),
        ColumnTarget.Mass or ColumnTarget.Charge => ("RI", 1),
        _ => null,
    };

    /// <summary>What a target is called in messages.</summary>
    public static string Noun(ColumnTarget target) => target switch
    {
        ColumnTarget.Species => "species",
        ColumnTarget.AtomicNumber => "atomic numbers",
        ColumnTarget.Position => "positions",
        ColumnTarget.Velocity => "velocities",
        ColumnTarget.Momentum => "momenta",
        ColumnTarget.Force => "forces",
        ColumnTarget.Mass => "masses",
        ColumnTarget.Charge => "charges",
        _ => "values",
    };
}
