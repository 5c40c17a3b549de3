using System.IO;
using System.Threading.Tasks;
using MdEngine.Core;
using MdEngine.Core.Observation;
using MdEngine.IO.Checkpoints;
using MdEngine.IO.Files;
using MdEngine.IO.Text;

namespace MdEngine.IO.Logs;

/// <summary>Writes how uncertain a potential is along a run as CSV, one line a record, at once.</summary>
public sealed class UncertaintyCsvWriter : IMarkedOutput
{
    private readonly RecordFile _file;
    private readonly Utf8Buffer _text = new();
    private bool _finished;

    /// <summary>Opens the file and writes the header line.</summary>
    /// <param name="path">File; compressed when it ends in ".gz".</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <exception cref="InputException">The file exists and may not be overwritten.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public UncertaintyCsvWriter(string path, bool overwrite)
    {
        _file = RecordFile.Create(path, overwrite);
        _text.Add("step,time_fs,stage,mean,largest,atom,element"u8);
        EndLine();
    }

    /// <summary>Goes on with a file where a checkpoint marked it.</summary>
    /// <exception cref="InputException">It is not the file that was marked.</exception>
    /// <exception cref="IOException">The file cannot be opened or cut.</exception>
    public UncertaintyCsvWriter(string path, FileMark mark) => _file = RecordFile.Resume(path, mark);

    /// <summary>Writes a record.</summary>
    /// <exception cref="IOException">Writing failed.</exception>
    public void Write(in UncertaintyRecord record)
    {
        _text.Add(record.Step);
        _text.Add(',');
        _text.Add(record.Time);
        _text.Add(',');
        _text.Add(CsvText.Quote(record.Stage));
        _text.Add(',');
        _text.Add(record.Mean);
        _text.Add(',');
        _text.Add(record.Largest);
        _text.Add(',');
        _text.Add(record.Atom);
        _text.Add(',');
        _text.Add(record.Element);
        EndLine();
    }

    /// <inheritdoc/>
    public Task<FileMark> Mark() => Task.FromResult(_file.Mark());

    /// <inheritdoc/>
    public void FlushToDisk() => _file.FlushToDisk();

    /// <summary>Closes the file.</summary>
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
}
