using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Readouts;

namespace MdEngine.Potentials.Hdnnp.Reading;

/// <summary>Finds the networks' shapes: those of all elements, and what single elements have otherwise.</summary>
/// <param name="file">input.nn.</param>
/// <param name="single">Lines of keywords that occur once.</param>
/// <param name="rows">Lines by keyword.</param>
internal sealed class NetworkShapes(
    ModelFile file, IReadOnlyDictionary<string, ModelFile.Row> single, ILookup<string, ModelFile.Row> rows)
{
    private const int MostLayers = 64;
    private const int MostNeurons = 1 << 16;

    public NetworkShape[] Of(Element[] elements)
    {
        ModelFile.Row layersRow = Required("global_hidden_layers_short");
        int layers = layersRow.Integer(1, "the number of hidden layers", 1, MostLayers);
        NetworkShape all = new(
            Nodes(Required("global_nodes_short"), 1, layers), Activations(Required("global_activation_short"), 1, layers));
        NetworkShape[] shapes = [.. elements.Select(_ => all)];
        foreach (ModelFile.Row row in rows["element_hidden_layers_short"])
        {
            int own = row.Integer(2, "the number of hidden layers", 1, MostLayers);
            if (Element(row, elements) >= 0 && own != layers)
            {
                throw row.Fault(
                    $"found {own} hidden layers, but all elements have {layers} (global_hidden_layers_short); n2p2 cannot "
                    + "evaluate such a model either");
            }
        }

        foreach (ModelFile.Row row in rows["element_nodes_short"])
        {
            if (Element(row, elements) is >= 0 and int e)
            {
                int[] nodes = Nodes(row, 2, layers);
                RefuseIf(
                    nodes[^1] != all.Hidden[^1], row,
                    $"the last hidden layer has {nodes[^1]} neurons here and {all.Hidden[^1]} in global_nodes_short");
                shapes[e] = shapes[e] with { Hidden = nodes };
            }
        }

        foreach (ModelFile.Row row in rows["element_activation_short"])
        {
            if (Element(row, elements) is >= 0 and int e)
            {
                Activation[] activations = Activations(row, 2, layers);
                RefuseIf(
                    activations[^1] != all.Activations[^1], row,
                    "the function of the output differs from that in global_activation_short");
                shapes[e] = shapes[e] with { Activations = activations };
            }
        }

        return shapes;
    }

    /// <summary>n2p2 takes the last entry of such lines from the line for all elements: which one was meant is not known.</summary>
    private static void RefuseIf(bool differs, ModelFile.Row row, string what)
    {
        if (differs)
        {
            throw row.Fault($"{what}, and programs disagree on which of the two counts; make them equal");
        }
    }

    private static int Element(ModelFile.Row row, Element[] elements)
    {
        string word = row.Word(1, "the symbol of an element");
        int k = Array.FindIndex(elements, e => e.Symbol == word);
        return k >= 0
            ? k
            : throw row.Fault($"found '{ModelFile.Row.Excerpt(word)}', expected one of the model's elements: {string.Join(", ", elements.AsEnumerable())}");
    }

    private static int[] Nodes(ModelFile.Row row, int first, int layers)
    {
        CheckCount(row, first, layers, "numbers of neurons", "one a hidden layer");
        return [.. Enumerable.Range(first, layers).Select(k => row.Integer(k, "a number of neurons", 1, MostNeurons))];
    }

    private static Activation[] Activations(ModelFile.Row row, int first, int layers)
    {
        CheckCount(row, first, layers + 1, "activation functions", "one a hidden layer and one for the output");
        return [.. row.Words.Skip(first).Select(w => Parse(row, w))];
    }

    private static void CheckCount(ModelFile.Row row, int first, int expected, string what, string why)
    {
        if (row.Words.Length - first != expected)
        {
            throw row.Fault($"found {Math.Max(0, row.Words.Length - first)} {what}, expected {expected}: {why}");
        }
    }

    private static Activation Parse(ModelFile.Row row, string letter) => letter switch
    {
        "l" => Activation.Identity,
        "t" => Activation.Tanh,
        "s" => Activation.Logistic,
        "p" => Activation.Softplus,
        "r" => Activation.Relu,
        "g" => Activation.Gaussian,
        "c" => Activation.Cosine,
        "S" => Activation.ReversedLogistic,
        "e" => Activation.Exponential,
        "h" => Activation.Square,
        _ => throw row.Fault(
            $"found the activation function '{ModelFile.Row.Excerpt(letter)}', expected one of l t s p r g c S e h"),
    };

    private ModelFile.Row Required(string key) => single.TryGetValue(key, out ModelFile.Row? row)
        ? row
        : throw file.Fault($"the keyword '{key}' is missing");
}
