using System.Globalization;
using System.IO;
using MdEngine.Core.Observation;

namespace MdEngine.Cli.Running;

/// <summary>Prints thermodynamic records as the rows of a table.</summary>
/// <param name="output">Where rows go.</param>
/// <param name="progress">Makes room for them.</param>
/// <param name="steps">Steps of the run, for the width of a column.</param>
public sealed class ThermoTable(TextWriter output, Progress progress, long steps) : IThermoSink
{
    private readonly int _stepWidth = System.Math.Max(6, steps.ToString(CultureInfo.InvariantCulture).Length);
    private string? _stage;
    private long _step = -1;

    /// <inheritdoc/>
    public void Write(in ThermoRecord record)
    {
        progress.Erase();
        if (_stage is null)
        {
            output.WriteLine(
                $"{"step".PadLeft(_stepWidth)} {"time/ps",11} {"T/K",9} {"E_pot/eV",15} {"E_total/eV",15} "
                + $"{"conserved/eV",15} {"P/GPa",11}");
        }

        if (_stage != record.Stage)
        {
            _stage = record.Stage;
            output.WriteLine($"# {record.Stage}");
        }
        else if (_step == record.Step)
        {
            return;
        }

        _step = record.Step;
        string step = record.Step.ToString(CultureInfo.InvariantCulture).PadLeft(_stepWidth);
        string pressure = double.IsNaN(record.Pressure)
            ? "-"
            : record.Pressure.ToString("F5", CultureInfo.InvariantCulture);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{step} {1e-3 * record.Time,11:F3} {record.Temperature,9:F2} {record.PotentialEnergy,15:F6} "
            + $"{record.TotalEnergy,15:F6} {record.ConservedQuantity,15:F6} {pressure,11}"));
    }

    /// <inheritdoc/>
    public void Finish() => output.Flush();
}
