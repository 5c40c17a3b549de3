namespace MdEngine.Cli.Composition;

/// <summary>Exit codes of the program.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A defect of the program itself, or of a plug-in.</summary>
    public const int Defect = 1;

    /// <summary>Bad input: command line, deck, potential or structure file.</summary>
    public const int BadInput = 2;

    /// <summary>The physics failed.</summary>
    public const int Physics = 3;

    /// <summary>Input or output failed: disk full, no permission.</summary>
    public const int InputOutput = 4;

    /// <summary>Interrupted, after everything was closed whole.</summary>
    public const int Interrupted = 130;
}
