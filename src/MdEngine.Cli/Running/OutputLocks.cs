using System;
using System.Collections.Generic;
using System.IO;
using MdEngine.Core;
using MdEngine.IO.Files;

namespace MdEngine.Cli.Running;

/// <summary>The locks of all files that a run writes.</summary>
public sealed class OutputLocks : IDisposable
{
    private readonly List<FileLock> _locks = [];

    /// <summary>Takes them all, or none.</summary>
    /// <exception cref="InputException">Another run writes one of the files.</exception>
    /// <exception cref="IOException">A lock file cannot be made.</exception>
    public OutputLocks(IEnumerable<string> files)
    {
        try
        {
            foreach (string file in files)
            {
                _locks.Add(FileLock.Take(file));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (FileLock held in _locks)
        {
            held.Dispose();
        }
    }
}
