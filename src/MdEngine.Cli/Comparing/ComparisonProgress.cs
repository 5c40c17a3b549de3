using MdEngine.Cli.Composition;
using MdEngine.Cli.Running;
using MdEngine.Compare.Results;
using MdEngine.Compare.Running;
using Serilog;

namespace MdEngine.Cli.Comparing;

/// <summary>
/// Shows how far a comparison is: one line for each finished piece; between them, on a terminal, a line that is drawn again
/// and again, and elsewhere a line now and then.
/// </summary>
/// <param name="host">Where it is shown.</param>
/// <param name="log">Log.</param>
public sealed class ComparisonProgress(HostEnvironment host, ILogger log) : IComparisonProgress
{
    private readonly ProgressLine _line = new(host, log);
    private string _piece = "", _place = "";

    /// <inheritdoc/>
    public void Begin(int number, int total, PieceKind kind, string potential, string name)
    {
        _place = $"{number}/{total}";
        _piece = $"{potential}: {Describe(kind, name)}";
        _line.Begin($"{_place} {_piece}");
    }

    /// <inheritdoc/>
    public void Advance(double part) => _line.Advance(part);

    /// <inheritdoc/>
    public void End(Piece piece, bool isReused)
    {
        Erase();
        if (piece.Status == PieceStatus.Done)
        {
            log.Information("{Place:l} {Piece:l}: {Time:l}", _place, _piece,
                isReused ? "kept from an earlier run" : Progress.Duration(piece.Seconds));
        }
        else
        {
            log.Warning("{Place:l} {Piece:l}: {Status:l}: {Reason:l}", _place, _piece,
                piece.Status == PieceStatus.Failed ? "failed" : "skipped", piece.Reason);
        }
    }

    /// <summary>Takes the line away, so that another can be written in its place.</summary>
    public void Erase() => _line.Erase();

    /// <summary>A piece of work in words: "property elastic".</summary>
    public static string Describe(PieceKind kind, string name) => kind switch
    {
        PieceKind.Model => $"reading the {name} model",
        PieceKind.Accuracy => $"errors on {name}",
        PieceKind.Property => $"property {name}",
        PieceKind.Simulation => $"simulation {name}",
        PieceKind.Disagreement => $"disagreement along {name}",
        _ => $"cost of {name}",
    };
}
