using System.IO;
using System.Threading.Tasks;
using MdEngine.Core;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Observation;
using MdEngine.IO.Checkpoints;
using MdEngine.IO.Files;
using MdEngine.IO.Text;

namespace MdEngine.IO.Logs;

/// <summary>
/// Writes thermodynamic records as CSV, one line each, with digits that give the same numbers again. A line is in the
/// file at once, in a compressed one some 200 lines later. Values that are not defined are NaN.
/// </summary>
public sealed class ThermoCsvWriter : IThermoSink, IMarkedOutput
{
    private readonly RecordFile _file;
    private readonly Utf8Buffer _text = new();
    private bool _finished;

    /// <summary>Opens the file and writes the header line.</summary>
    /// <param name="path">File; compressed when it ends in ".gz".</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <exception cref="InputException">The file exists and may not be overwritten.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public ThermoCsvWriter(string path, bool overwrite)
    {
        _file = RecordFile.Create(path, overwrite);
        _text.Add(Header);
        EndLine();
    }

    /// <summary>Goes on with a file where a checkpoint marked it.</summary>
    /// <exception cref="InputException">It is not the file that was marked.</exception>
    /// <exception cref="IOException">The file cannot be opened or cut.</exception>
    public ThermoCsvWriter(string path, FileMark mark) => _file = RecordFile.Resume(path, mark);

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

        EndLine();
    }

    /// <inheritdoc/>
    public Task<FileMark> Mark() => Task.FromResult(_file.Mark());

    /// <inheritdoc/>
    public void FlushToDisk() => _file.FlushToDisk();

    /// <inheritdoc/>
    /// <exception cref="IOException">The last of it could not be written.</exception>
    public void Finish()
    {
        if (!_finished)
        {
            _finished = true;
            _file.Dispose();
        }
    }

    private void EndLine()
    {
        _text.Add('\n');
        try
        {
            _text.Drain(_file.Body);
            _file.EndRecord();
        }
        catch
        {
            _file.CutBack();
            throw;
        }
    }

    private void Add(double value)
    {
        _text.Add(',');
        _text.Add(value);
    }
}
