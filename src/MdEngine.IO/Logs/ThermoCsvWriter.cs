using System;
using System.IO;
using MdEngine.Core;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Observation;
using MdEngine.IO.Files;
using MdEngine.IO.Text;

namespace MdEngine.IO.Logs;

/// <summary>
/// Writes thermodynamic records as CSV, one line each, with digits that give the same numbers again. What is written is
/// on disk at most a second of records later. Values that are not defined are NaN.
/// </summary>
public sealed class ThermoCsvWriter : IThermoSink
{
    private const int FlushMilliseconds = 1000;

    private readonly Stream _stream;
    private readonly Utf8Buffer _text = new();
    private long _flushed = Environment.TickCount64;
    private bool _finished;

    /// <summary>Opens the file and writes the header line.</summary>
    /// <param name="path">File; compressed when it ends in ".gz".</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <exception cref="InputException">The file exists and may not be overwritten.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public ThermoCsvWriter(string path, bool overwrite)
    {
        _stream = OutputFile.OpenByName(path, overwrite);
        _text.Add(Header);
        _text.Add('\n');
        _text.Drain(_stream);
        _stream.Flush();
    }

    /// <summary>Names of the columns with their units.</summary>
    public static string Header =>
        "step,time_fs,stage,temperature_K,kinetic_eV,potential_eV,total_eV,conserved_eV,"
        + "pressure_GPa,pxx_GPa,pyy_GPa,pzz_GPa,pyz_GPa,pxz_GPa,pxy_GPa,volume_A3,"
        + "ax_A,ay_A,az_A,bx_A,by_A,bz_A,cx_A,cy_A,cz_A";

    /// <inheritdoc/>
    /// <exception cref="IOException">Writing failed.</exception>
    public void Write(in ThermoRecord record)
    {
        _text.Add(record.Step);
        Add(record.Time);
        _text.Add(',');
        _text.Add(CsvText.Quote(record.Stage));
        Add(record.Temperature);
        Add(record.KineticEnergy);
        Add(record.PotentialEnergy);
        Add(record.TotalEnergy);
        Add(record.ConservedQuantity);
        Add(record.Pressure);
        Matrix3 p = record.PressureTensor;
        Add(p.XX);
        Add(p.YY);
        Add(p.ZZ);
        Add(p.YZ);
        Add(p.XZ);
        Add(p.XY);
        Add(record.Volume);
        for (int axis = 0; axis < 3; axis++)
        {
            Double3 row = record.Cell.Row(axis);
            Add(row.X);
            Add(row.Y);
            Add(row.Z);
        }

        _text.Add('\n');
        _text.Drain(_stream);
        if (Environment.TickCount64 - _flushed >= FlushMilliseconds)
        {
            _stream.Flush();
            _flushed = Environment.TickCount64;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The last of it could not be written.</exception>
    public void Finish()
    {
        if (!_finished)
        {
            _finished = true;
            _stream.Dispose();
        }
    }

    private void Add(double value)
    {
        _text.Add(',');
        _text.Add(value);
    }
}
