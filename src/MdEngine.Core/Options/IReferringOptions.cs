using System.Collections.Generic;

namespace MdEngine.Core.Options;

/// <summary>Options that name a file which names further files: what must not change between a run and its resumption.</summary>
public interface IReferringOptions
{
    /// <summary>Full paths of the files that the option's files name in turn; none when those cannot be read.</summary>
    IEnumerable<string> FilesReferredTo();
}
