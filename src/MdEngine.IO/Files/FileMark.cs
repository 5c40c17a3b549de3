using System;
using MdEngine.Core;
using MdEngine.Core.Persistence;

namespace MdEngine.IO.Files;

/// <summary>How far a file of records had come: what a run that goes on needs to cut it back and append to it.</summary>
/// <param name="Length">Bytes on disk; negative for something that has no length, such as a pipe.</param>
/// <param name="Tail">SHA-256 of the last bytes before that length, by which the file is known again.</param>
/// <param name="Pending">Whole records that were not yet compressed and written.</param>
public sealed record FileMark(long Length, byte[] Tail, byte[] Pending)
{
    /// <summary>Writes it into a checkpoint.</summary>
    public void Save(StateBag into)
    {
        into.Set("length", Length);
        into.Set("tail", Convert.ToHexString(Tail));
        into.Set("pending", Convert.ToBase64String(Pending));
    }

    /// <summary>Reads it back.</summary>
    /// <exception cref="InputException">It is not what <see cref="Save"/> wrote.</exception>
    public static FileMark Restore(StateBag from)
    {
        try
        {
            return new FileMark(
                from.Integer("length"),
                Convert.FromHexString(from.Text("tail")),
                Convert.FromBase64String(from.Text("pending")));
        }
        catch (FormatException e)
        {
            throw new InputException("the saved mark of an output file is no mark", null, 0, e);
        }
    }
}
