using System;

namespace MdEngine.Core;

/// <summary>
/// Something that the user gave (deck, structure, potential file) cannot be used: exit code 2. The message says
/// what was found and what was expected; place (file, line or JSON path) goes into the properties.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>A fault without a place.</summary>
    public InputException(string message)
        : base(message)
    {
    }

    /// <summary>A fault at a place.</summary>
    /// <param name="message">What was found and what was expected.</param>
    /// <param name="file">File in which it was found.</param>
    /// <param name="line">Line, from 1; 0 when it has none.</param>
    /// <param name="inner">The fault behind it.</param>
    public InputException(string message, string? file, int line = 0, Exception? inner = null)
        : base(Place(file, line) + message, inner)
    {
        File = file;
        Line = line;
    }

    /// <summary>File in which the fault was found.</summary>
    public string? File { get; }

    /// <summary>Line in <see cref="File"/>, from 1; 0 when there is none.</summary>
    public int Line { get; }

    private static string Place(string? file, int line) =>
        (file, line) switch
        {
            (null, _) => "",
            (_, <= 0) => $"{file}: ",
            _ => $"{file}:{line}: ",
        };
}
