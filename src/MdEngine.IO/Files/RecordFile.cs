using System;
using System.IO;
using System.Security.Cryptography;
using MdEngine.Core;

namespace MdEngine.IO.Files;

/// <summary>
/// A file to which a run appends whole records (frames, rows), compressed when its name ends in ".gz". It can be
/// continued where a checkpoint marked it, and holds whole records only, even when the disk is full.
/// </summary>
/// <remarks>For one thread at a time, except <see cref="FlushToDisk"/>.</remarks>
public sealed class RecordFile : IDisposable
{
    private const int TailLength = 4096;
    private readonly string _path;
    private readonly FileStream _file;
    private readonly GzipMembers? _members;
    private readonly bool _canCut;
    private long _whole;
    private bool _closed;

    private RecordFile(string path, FileStream file)
    {
        _path = path;
        _file = file;
        _members = OutputFile.IsCompressedName(path) ? new GzipMembers(file) : null;
        _canCut = file.CanSeek && OutputFile.KeepsWhatIsWritten(path);
        _whole = Position;
    }

    /// <summary>Where the bytes of a record are written.</summary>
    public Stream Body => _members is null ? _file : _members;

    private long Position => _canCut ? _file.Position : -1;

    /// <summary>Makes a file.</summary>
    /// <param name="path">File; its folder is made where needed.</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <exception cref="InputException">The file exists and may not be overwritten, or is a directory.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static RecordFile Create(string path, bool overwrite) => new(path, OutputFile.Open(path, overwrite));

    /// <summary>Checks, changing nothing, that a file is the one that was marked, or has grown from it.</summary>
    /// <exception cref="InputException">It is missing, shorter than the mark, or another one.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static void Check(string path, FileMark mark)
    {
        if (mark.Length < 0)
        {
            return;
        }

        if (!File.Exists(path))
        {
            throw new InputException(
                $"is missing, but the run has written {mark.Length} bytes of it, to which it would append; put it back, "
                + "or begin anew without --resume", path);
        }

        long length = new FileInfo(path).Length;
        if (length < mark.Length)
        {
            throw new InputException(
                $"holds {length} bytes, fewer than the {mark.Length} of the last checkpoint: something has cut it; put "
                + "the whole file back, or begin anew without --resume", path);
        }

        if (!TailOf(path, mark.Length).AsSpan().SequenceEqual(mark.Tail))
        {
            throw new InputException(
                "is not the file that the run has written: something has changed it since the last checkpoint; put it "
                + "back, or begin anew without --resume", path);
        }
    }

    /// <summary>Opens a file that was marked, cuts off what was written after the mark, and goes on from there.</summary>
    /// <exception cref="InputException">As <see cref="Check"/>.</exception>
    /// <exception cref="IOException">It cannot be opened or cut.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission.</exception>
    public static RecordFile Resume(string path, FileMark mark)
    {
        Check(path, mark);
        var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, 1);
        try
        {
            if (mark.Length >= 0)
            {
                file.SetLength(mark.Length);
                file.Position = mark.Length;
            }

            var resumed = new RecordFile(path, file);
            resumed._members?.Write(mark.Pending);
            return resumed;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Ends a record: what was written since the last one belongs together.</summary>
    /// <exception cref="IOException">Writing failed.</exception>
    public void EndRecord()
    {
        _members?.EndRecord();
        _whole = Position;
    }

    /// <summary>Cuts off the record that could not be written to its end, where the file can be cut.</summary>
    public void CutBack()
    {
        _members?.Clear();
        if (_whole < 0)
        {
            return;
        }

        try
        {
            _file.SetLength(_whole);
            _file.Position = _whole;
        }
        catch (IOException)
        {
            // Not a file that can be cut; the write that failed is the fault to report.
        }
    }

    /// <summary>Marks how far the file has come; between records.</summary>
    /// <exception cref="IOException">What was written cannot be read back.</exception>
    public FileMark Mark()
    {
        _file.Flush();
        long length = Position;
        return new FileMark(length, length < 0 ? [] : TailOf(_path, length), _members is null ? [] : _members.Pending.ToArray());
    }

    /// <summary>Has what was written so far brought to disk. May be called while another thread writes.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void FlushToDisk()
    {
        if (!_closed && _canCut)
        {
            try
            {
                RandomAccess.FlushToDisk(_file.SafeFileHandle);
            }
            catch (ObjectDisposedException)
            {
                // The run has ended meanwhile.
            }
        }
    }

    /// <summary>Writes what is held and closes the file.</summary>
    /// <exception cref="IOException">The last of it could not be written.</exception>
    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            using (_file)
            {
                try
                {
                    _members?.EndMember();
                }
                catch
                {
                    CutBack();
                    throw;
                }
            }
        }
    }

    /// <summary>Closes the file without writing anything more.</summary>
    public void Abandon()
    {
        _members?.Clear();
        try
        {
            Dispose();
        }
        catch (IOException)
        {
            // An earlier failure is the one to report.
        }
    }

    private static byte[] TailOf(string path, long length)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
        int count = (int)Math.Min(length, TailLength);
        var tail = new byte[count];
        file.Position = length - count;
        file.ReadExactly(tail);
        return SHA256.HashData(tail);
    }
}
