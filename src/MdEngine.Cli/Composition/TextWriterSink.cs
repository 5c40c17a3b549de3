using System.Globalization;
using System.IO;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace MdEngine.Cli.Composition;

/// <summary>
/// Writes log events as lines to a text writer. Serilog's console sink would bypass the writer that the program was
/// given, which progress and tests share.
/// </summary>
/// <param name="writer">Where lines go; locked while one is written.</param>
public sealed class TextWriterSink(TextWriter writer) : ILogEventSink
{
    private readonly MessageTemplateTextFormatter _format = new(
        "{Timestamp:HH:mm:ss} [{Level:u3}] {Message:lj}{NewLine}", CultureInfo.InvariantCulture);

    /// <summary>The first fault of writing, which the logger itself would hide.</summary>
    public IOException? Failure { get; private set; }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        lock (writer)
        {
            try
            {
                _format.Format(logEvent, writer);
            }
            catch (IOException e)
            {
                Failure ??= e;
            }
        }
    }
}
