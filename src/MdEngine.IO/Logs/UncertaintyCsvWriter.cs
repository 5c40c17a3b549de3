using System.IO;
using MdEngine.Core;
using MdEngine.Core.Observation;
using MdEngine.IO.Files;
using MdEngine.IO.Text;

namespace MdEngine.IO.Logs;

/// <summary>Writes how uncertain a potential is along a run as CSV, one line a record, at once.</summary>
public sealed class UncertaintyCsvWriter
{
    private readonly Stream _stream;
    private readonly Utf8Buffer _text = new();
    private bool _finished;

    /// <summary>Opens the file and writes the header line.</summary>
    /// <param name="path">File; compressed when it ends in ".gz".</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <exception cref="InputException">The file exists and may not be overwritten.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public UncertaintyCsvWriter(string path, bool overwrite)
    {
        _stream = OutputFile.OpenByName(path, overwrite);
        _text.Add("step,time_fs,stage,mean,largest,atom,element\n"u8);
        _text.Drain(_stream);
        _stream.Flush();
    }

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
        _text.Add('\n');
        _text.Drain(_stream);
        _stream.Flush();
    }

    /// <summary>Closes the file.</summary>
    /// <exception cref="IOException">The last of it could not be written.</exception>
    public void Finish()
    {
        if (!_finished)
        {
            _finished = true;
            _stream.Dispose();
        }
    }
}
