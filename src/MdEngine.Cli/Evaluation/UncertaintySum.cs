using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using MdEngine.Core.Atoms;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Evaluation;

/// <summary>Mean and largest uncertainty of the atoms of many frames.</summary>
public sealed class UncertaintySum
{
    private double _sum, _largest = double.NegativeInfinity;
    private long _count;
    private int _frame, _atom;

    /// <summary>Adds a frame that has the column of uncertainties.</summary>
    /// <param name="frame">Its number, from 0.</param>
    /// <param name="result">The frame.</param>
    public void Add(int frame, Structure result)
    {
        var values = (double[])result.Extra.First(c => c.Name == FrameEvaluator.UncertaintyColumn).Values;
        for (int i = 0; i < values.Length; i++)
        {
            _sum += values[i];
            if (values[i] > _largest)
            {
                (_largest, _frame, _atom) = (values[i], frame, i + 1);
            }
        }

        _count += values.Length;
    }

    /// <summary>In words.</summary>
    public string Describe(UncertaintyMeasure measure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{measure.Name}, {measure.Unit}: mean {_sum / _count:G6}, largest {_largest:G6} (frame {_frame}, atom {_atom})");

    /// <summary>Writes it as the property "uncertainty".</summary>
    public void Write(Utf8JsonWriter json, UncertaintyMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject("uncertainty");
        json.WriteString("measure", measure.Name);
        json.WriteString("unit", measure.Unit);
        json.WriteNumber("mean", _count > 0 ? _sum / _count : 0.0);
        json.WriteNumber("largest", _count > 0 ? _largest : 0.0);
        json.WriteNumber("frame", _frame);
        json.WriteNumber("atom", _atom);
        json.WriteEndObject();
    }
}
