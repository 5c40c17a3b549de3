using System.Collections.Generic;

namespace MdEngine.Core.Options;

/// <summary>Options with rules that span several keys, checked once each key is sound by itself.</summary>
public interface IValidatedOptions
{
    /// <summary>
    /// The faults, all at once: the key at fault (relative, "pairs:0:sigma_A"; empty for the object as a whole) and
    /// what is wrong with the remedy.
    /// </summary>
    IEnumerable<(string Key, string Message)> Validate();
}
