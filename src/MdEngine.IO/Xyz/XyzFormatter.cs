using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Text;

namespace MdEngine.IO.Xyz;

/// <summary>Puts frames into the form of ASE's extended XYZ, in pieces of bounded size.</summary>
internal sealed class XyzFormatter
{
    private const int Piece = 1 << 18;

    private readonly Utf8Buffer _text;
    private readonly Dictionary<Element, byte[]> _symbols = [];

    /// <param name="significantDigits">Digits of real numbers; 0 for the shortest that give the same number.</param>
    public XyzFormatter(int significantDigits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(significantDigits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(significantDigits, 17);
        _text = new Utf8Buffer { RealFormat = significantDigits == 0 ? null : $"G{significantDigits}" };
    }

    /// <summary>Writes a frame.</summary>
    /// <exception cref="InputException">Something in it cannot be held by the format.</exception>
    public void Write(XyzFrame frame, Stream stream)
    {
        _text.Clear();
        _text.Add(frame.Count);
        _text.Add('\n');
        WriteComment(frame);
        for (int i = 0; i < frame.Count; i++)
        {
            WriteAtom(frame, i);
            _text.Drain(stream, Piece);
        }

        _text.Drain(stream);
    }

    /// <summary>True for keys whose place is taken: a fresh result replaces what the frame said before.</summary>
    private static bool IsTaken(string key, XyzFrame frame) => key.ToLowerInvariant() switch
    {
        "lattice" or "properties" or "pbc" or "stress" or "virial" => true,
        "energy" => frame.Energy is not null,
        "step" => frame.Step is not null,
        "time" => frame.Time is not null,
        _ => false,
    };

    private void WriteComment(XyzFrame frame)
    {
        SimulationCell cell = frame.Cell;
        if (cell.Vectors != Matrix3.Zero)
        {
            _text.Add("Lattice="u8);
            WriteNine(cell.Vectors);
            _text.Add(' ');
        }

        WriteProperties(frame);
        WriteInfo(frame);
        if (frame.Energy is { } energy)
        {
            _text.Add(" energy="u8);
            _text.AddReal(energy);
        }

        if (frame.Stress is { } stress)
        {
            _text.Add(" stress="u8);
            WriteNine(stress.Transpose());
        }

        _text.Add(" pbc=\""u8);
        for (int axis = 0; axis < 3; axis++)
        {
            _text.Add(cell.IsPeriodic(axis) ? "T"u8 : "F"u8);
            _text.Add(axis < 2 ? " "u8 : "\"\n"u8);
        }
    }

    private void WriteProperties(XyzFrame frame)
    {
        _text.Add("Properties=species:S:1:pos:R:3"u8);
        _text.Add(frame.Forces is null ? ""u8 : ":forces:R:3"u8);
        _text.Add(frame.Velocities is null ? ""u8 : ":velo:R:3"u8);
        _text.Add(frame.Masses is null ? ""u8 : ":masses:R:1"u8);
        _text.Add(frame.Charges is null ? ""u8 : ":initial_charges:R:1"u8);
        _text.Add(frame.WithIds ? ":id:I:1"u8 : ""u8);
        _text.Add(frame.Images is null ? ""u8 : ":image:I:3"u8);
        _text.Add(frame.Energies is null ? ""u8 : ":energies:R:1"u8);
        _text.Add(frame.Uncertainties is null ? ""u8 : ":uncertainty:R:1"u8);
        foreach (AtomColumn column in frame.Extra)
        {
            if (column.Name.Length == 0 || column.Name.AsSpan().IndexOfAny(":\"'{}[]=\\ \t\r\n") >= 0)
            {
                throw new InputException(
                    $"a column of the name '{Excerpt.Of(column.Name)}' cannot be written as extended XYZ; rename it");
            }

            _text.Add($":{column.Name}:{column.Kind}:{column.Width}");
        }
    }

    private void WriteInfo(XyzFrame frame)
    {
        if (frame.Step is { } step)
        {
            _text.Add(" step="u8);
            _text.Add(step);
        }

        if (frame.Time is { } time)
        {
            _text.Add(" time="u8);
            _text.AddReal(time);
        }

        foreach ((string key, string value) in frame.Info)
        {
            if (key.Length == 0 || IsTaken(key, frame))
            {
                continue;
            }

            if (key.AsSpan().IndexOfAny('\n', '\r') >= 0 || value.AsSpan().IndexOfAny('\n', '\r') >= 0)
            {
                throw new InputException(
                    $"'{Excerpt.Of(key)}' holds a line break, which a comment line of extended XYZ cannot hold");
            }

            _text.Add(' ');
            _text.Add(CommentLine.Escape(key));
            _text.Add('=');
            _text.Add(CommentLine.Escape(value));
        }
    }

    private void WriteNine(Matrix3 m)
    {
        _text.Add('"');
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                if (row + column > 0)
                {
                    _text.Add(' ');
                }

                _text.AddReal(m[row, column]);
            }
        }

        _text.Add('"');
    }

    private void WriteAtom(XyzFrame frame, int i)
    {
        Element element = frame.Elements[i];
        if (!_symbols.TryGetValue(element, out byte[]? symbol))
        {
            symbol = Encoding.ASCII.GetBytes(element.Symbol);
            _symbols.Add(element, symbol);
        }

        _text.Add(symbol);
        Write(frame.Positions[i]);
        if (frame.Forces is { } forces)
        {
            Write(forces[i]);
        }

        if (frame.Velocities is { } velocities)
        {
            Write(velocities[i]);
        }

        Write(frame.Masses, i);
        Write(frame.Charges, i);
        if (frame.WithIds)
        {
            Write(i + 1L);
        }

        if (frame.Images is { } images)
        {
            Write(images[i].A);
            Write(images[i].B);
            Write(images[i].C);
        }

        Write(frame.Energies, i);
        Write(frame.Uncertainties, i);
        foreach (AtomColumn column in frame.Extra)
        {
            WriteExtra(column, i);
        }

        _text.Add('\n');
    }

    private void Write(Double3 v)
    {
        _text.Add(' ');
        _text.Add(v.X);
        _text.Add(' ');
        _text.Add(v.Y);
        _text.Add(' ');
        _text.Add(v.Z);
    }

    private void Write(double[]? values, int i)
    {
        if (values is not null)
        {
            _text.Add(' ');
            _text.Add(values[i]);
        }
    }

    private void Write(long value)
    {
        _text.Add(' ');
        _text.Add(value);
    }

    private void WriteExtra(AtomColumn column, int i)
    {
        for (int k = i * column.Width; k < (i + 1) * column.Width; k++)
        {
            _text.Add(' ');
            switch (column.Values)
            {
                case double[] reals:
                    _text.Add(reals[k]);
                    break;
                case long[] integers:
                    _text.Add(integers[k]);
                    break;
                case bool[] flags:
                    _text.Add(flags[k] ? 'T' : 'F');
                    break;
                case string[] texts:
                    _text.Add(texts[k]);
                    break;
            }
        }
    }
}
