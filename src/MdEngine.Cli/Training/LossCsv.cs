using System;
using System.Globalization;
using System.IO;
using System.Text;
using MdEngine.IO.Files;
using MdEngine.Training.Fitting;

namespace MdEngine.Cli.Training;

/// <summary>Writes loss curves as CSV, one line a point, at once. The file is made with its first line.</summary>
/// <param name="path">File.</param>
/// <param name="mark">Where an earlier session left it; null to begin it.</param>
public sealed class LossCsv(string path, FileMark? mark) : IDisposable
{
    private const string Header =
        "epoch,loss,training_energy_meV_atom,training_forces_eV_A,validation_energy_meV_atom,validation_forces_eV_A";

    private RecordFile? _file = mark is null ? null : RecordFile.Resume(path, mark);

    /// <summary>Writes a point; what it does not know is left empty.</summary>
    /// <exception cref="IOException">Writing failed.</exception>
    public void Write(in LossPoint p) => WriteLine(string.Create(CultureInfo.InvariantCulture, $"{p.Epoch},")
        + $"{Real(p.Loss)},{Real(1000.0 * p.TrainingEnergy)},{Real(p.TrainingForces)},{Real(1000.0 * p.ValidationEnergy)},{Real(p.ValidationForces)}");

    /// <summary>How far the file has come.</summary>
    public FileMark Mark()
    {
        FileMark at = Open().Mark();
        Open().FlushToDisk();
        return at;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static string Real(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private RecordFile Open()
    {
        if (_file is null)
        {
            _file = RecordFile.Create(path, overwrite: true);
            WriteLine(Header);
        }

        return _file;
    }

    private void WriteLine(string line)
    {
        RecordFile file = Open();
        try
        {
            file.Body.Write(Encoding.UTF8.GetBytes(line + "\n"));
            file.EndRecord();
        }
        catch
        {
            file.CutBack();
            throw;
        }
    }
}
