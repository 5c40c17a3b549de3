using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using MdEngine.Core;
using MdEngine.IO.Files;
using MdEngine.Training.Fitting;

namespace MdEngine.Cli.Training;

/// <summary>Writes the files of a model and its potential.json.</summary>
public static class ModelFolder
{
    /// <summary>Writes a model; potential.json comes last, so that a folder that has one is whole.</summary>
    /// <param name="places">Where it goes.</param>
    /// <param name="type">Type of the potential.</param>
    /// <param name="model">Model.</param>
    /// <param name="inputs">Files that must not be lost, full paths.</param>
    /// <exception cref="InputException">A file of the model would replace an input.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(TrainPlaces places, string type, FittedModel model, IEnumerable<string> inputs)
    {
        string[] files = [.. model.Files.Keys.Select(name => PathOf(places, name))];
        OutputGuard(files, [.. inputs], places);
        // An earlier model stays whole until there is another one; from here on nothing of it must be taken for that.
        File.Delete(places.Potential);
        File.Delete(places.Card);
        foreach ((string name, byte[] content) in model.Files)
        {
            DurableFile.Replace(PathOf(places, name), null, stream => stream.Write(content));
        }

        DurableFile.Replace(places.Potential, null, stream =>
        {
            stream.Write(PotentialJson(type, model));
            stream.WriteByte((byte)'\n');
        });
    }

    private static string PathOf(TrainPlaces places, string name)
    {
        string path = Path.GetFullPath(name, places.Folder);
        return path.StartsWith(places.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InvalidOperationException($"the fit names its file '{name}', which is not in the model's folder");
    }

    private static void OutputGuard(string[] files, HashSet<string> inputs, TrainPlaces places)
    {
        if (files.FirstOrDefault(inputs.Contains) is { } input)
        {
            throw new InputException(
                $"{input} is an input of the training, which the model would replace; choose another folder than {places.Folder} "
                + "and go on with --resume");
        }
    }

    private static byte[] PotentialJson(string type, FittedModel model)
    {
        using var stream = new MemoryStream();
        var format = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        using (var json = new Utf8JsonWriter(stream, format))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            foreach ((string key, string value) in model.PotentialJson)
            {
                json.WriteString(key, value);
            }

            foreach ((string key, IReadOnlyList<string> values) in model.PotentialLists)
            {
                json.WriteStartArray(key);
                foreach (string value in values)
                {
                    json.WriteStringValue(value);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
