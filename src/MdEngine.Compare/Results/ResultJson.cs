using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MdEngine.Core;

namespace MdEngine.Compare.Results;

/// <summary>Results as JSON, and back.</summary>
public static class ResultJson
{
    private static readonly JsonSerializerOptions Plain = Create(indented: false);
    private static readonly JsonSerializerOptions Indented = Create(indented: true);

    /// <summary>Writes a comparison, indented.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="result">Comparison.</param>
    public static void Write(Stream stream, ComparisonResult result) => JsonSerializer.Serialize(stream, result, Indented);

    /// <summary>Reads a comparison.</summary>
    /// <param name="stream">JSON.</param>
    /// <param name="name">Name of the file, for messages.</param>
    /// <exception cref="InputException">It is no comparison, or of a version that is not known.</exception>
    public static ComparisonResult Read(Stream stream, string name)
    {
        ComparisonResult? result;
        try
        {
            result = JsonSerializer.Deserialize<ComparisonResult>(stream, Plain);
        }
        catch (JsonException e)
        {
            throw new InputException($"is no comparison: {e.Message}", name, (int)(e.LineNumber ?? -1) + 1, e);
        }

        return result is { Format: ComparisonResult.FormatName, Version: ComparisonResult.LatestVersion }
            ? result
            : throw new InputException(
                $"is no comparison of version {ComparisonResult.LatestVersion}: format \"{result?.Format}\", version {result?.Version}",
                name);
    }

    /// <summary>Writes a piece of work.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="piece">Piece.</param>
    public static void WritePiece(Stream stream, Piece piece) => JsonSerializer.Serialize(stream, piece, Plain);

    /// <summary>Reads a piece of work; null when it is not whole or of another layout.</summary>
    /// <param name="stream">JSON.</param>
    public static Piece? ReadPiece(Stream stream)
    {
        try
        {
            return JsonSerializer.Deserialize<Piece>(stream, Plain);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            // A number where an object should be, and the like.
            return null;
        }
    }

    private static JsonSerializerOptions Create(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            WriteIndented = indented,
            IndentSize = 1,
            NewLine = "\n",
        };
        options.Converters.Add(new NullableNaNConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
