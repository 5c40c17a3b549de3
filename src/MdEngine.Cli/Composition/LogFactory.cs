using System.IO;
using Serilog;

namespace MdEngine.Cli.Composition;

/// <summary>Makes loggers.</summary>
public static class LogFactory
{
    /// <summary>A logger that writes what happens, one line each, to the stream of errors.</summary>
    public static ILogger Create(TextWriter error) =>
        new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Sink(new TextWriterSink(error), Serilog.Events.LogEventLevel.Information)
            .CreateLogger();
}
