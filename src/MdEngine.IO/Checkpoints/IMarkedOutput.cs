using System.IO;
using System.Threading.Tasks;
using MdEngine.IO.Files;

namespace MdEngine.IO.Checkpoints;

/// <summary>Something that a run appends to, which a checkpoint must be able to cut back and continue.</summary>
public interface IMarkedOutput
{
    /// <summary>
    /// Asks how far the file has come when all that it was given before this call is written. Called on the run's
    /// thread; the answer may come later, from another one.
    /// </summary>
    /// <exception cref="IOException">Writing failed; may also come out of the task.</exception>
    Task<FileMark> Mark();

    /// <summary>Has what was written so far brought to disk; called on any thread.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    void FlushToDisk();
}
