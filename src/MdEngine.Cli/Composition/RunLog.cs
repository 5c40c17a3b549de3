using System;
using System.IO;
using MdEngine.Cli.Decks;
using MdEngine.IO.Files;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace MdEngine.Cli.Composition;

/// <summary>The log of a run: the stream of errors, and a file when the deck asks for one.</summary>
public sealed class RunLog : IDisposable
{
    private readonly StreamWriter? _file;
    private readonly TextWriterSink? _fileSink;
    private readonly Logger _both;
    private readonly Logger? _fileOnly;

    /// <summary>Opens the log.</summary>
    /// <param name="host">What the program stands in.</param>
    /// <param name="deck">The file, or null.</param>
    /// <param name="overwrite">Whether a file that exists is replaced.</param>
    /// <param name="append">Whether a file that exists is continued.</param>
    /// <exception cref="Core.InputException">The file exists and may not be replaced.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public RunLog(HostEnvironment host, LogDeck? deck, bool overwrite, bool append = false)
    {
        var both = new LoggerConfiguration().MinimumLevel.Verbose()
            .WriteTo.Sink(new TextWriterSink(host.Error), LogEventLevel.Information);
        if (deck is not null)
        {
            LogEventLevel level = LevelOf(deck.Level);
            _file = new StreamWriter(append ? OutputFile.Append(deck.File) : OutputFile.Open(deck.File, overwrite)) { AutoFlush = true };
            _fileSink = new TextWriterSink(_file);
            both.WriteTo.Sink(_fileSink, level);
            _fileOnly = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(_fileSink, level).CreateLogger();
        }

        _both = both.CreateLogger();
    }

    /// <summary>Writes to both places.</summary>
    public ILogger Logger => _both;

    /// <summary>Writes a failure to the file only; on the stream of errors it is reported at the end.</summary>
    public void Failed(Exception failure) => _fileOnly?.Error("{Message:l}", failure.Message);

    /// <summary>Throws when a line could not be written to the file.</summary>
    /// <exception cref="IOException">The first fault of writing.</exception>
    public void ThrowIfLost()
    {
        if (_fileSink?.Failure is { } failure)
        {
            throw new IOException($"log file: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _both.Dispose();
        _fileOnly?.Dispose();
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
            // Reported when the line was written.
        }
    }

    private static LogEventLevel LevelOf(LogLevel level) => level switch
    {
        LogLevel.Verbose => LogEventLevel.Verbose,
        LogLevel.Debug => LogEventLevel.Debug,
        LogLevel.Warning => LogEventLevel.Warning,
        LogLevel.Error => LogEventLevel.Error,
        _ => LogEventLevel.Information,
    };
}
