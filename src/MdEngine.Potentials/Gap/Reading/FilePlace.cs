using System;
using MdEngine.Core;

namespace MdEngine.Potentials.Gap.Reading;

/// <summary>Where in a file something stands, for messages.</summary>
/// <param name="File">Path.</param>
/// <param name="Line">Line, from 1; 0 when there is none.</param>
public readonly record struct FilePlace(string File, int Line)
{
    /// <summary>A fault at this place.</summary>
    public InputException Fault(string message, Exception? inner = null) => new(message, File, Line, inner);
}
