using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Plugins;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Schemas;

/// <summary>
/// Writes the JSON schema (2020-12) of decks from the declarations that also bind and check them.
/// </summary>
/// <param name="registry">Potentials to describe.</param>
/// <param name="catalog">Declarations.</param>
public sealed class SchemaWriter(PotentialRegistry registry, OptionCatalog catalog)
{
    private const string Definition = "#/$defs/";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema of a kind of deck as text that ends in a line feed.</summary>
    public string Write(IDeckKind kind)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = kind.Title,
            ["description"] = kind.Description,
        };
        foreach ((string key, JsonNode? value) in Record(kind.DeckType, null).ToList())
        {
            schema[key] = value?.DeepClone();
        }

        JsonObject used = Used(schema, Definitions());
        if (used.Count > 0)
        {
            schema["$defs"] = used;
        }

        return schema.ToJsonString(Format) + "\n";
    }

    /// <summary>Those definitions, in their order, that a schema refers to, directly or by others.</summary>
    private static JsonObject Used(JsonObject schema, JsonObject definitions)
    {
        var names = new HashSet<string>();
        var open = new Queue<JsonNode?>([schema]);
        while (open.TryDequeue(out JsonNode? node))
        {
            if (node is JsonObject o && o["$ref"] is JsonValue reference
                && reference.GetValue<string>()[Definition.Length..] is var name && names.Add(name))
            {
                open.Enqueue(definitions[name]);
            }

            IEnumerable<JsonNode?> inner = node is JsonObject keys ? keys.Select(k => k.Value) : node is JsonArray items ? items : [];
            foreach (JsonNode? child in inner)
            {
                open.Enqueue(child);
            }
        }

        return new JsonObject(definitions.Where(d => names.Contains(d.Key))
            .Select(d => KeyValuePair.Create(d.Key, d.Value?.DeepClone())));
    }

    private JsonObject Definitions()
    {
        var potential = new JsonArray(new JsonObject
        {
            ["type"] = "string",
            ["description"] = "Path of a potential.json, relative to the file that names it.",
        });
        var definitions = new JsonObject
        {
            ["element"] = new JsonObject
            {
                ["description"] = "Symbol of an element.",
                ["enum"] = new JsonArray([.. Enumerable.Range(1, 118)
                    .Select(z => (JsonNode)PeriodicTable.Get(z).Symbol)]),
            },
            ["potential"] = new JsonObject
            {
                ["description"] = "An object with \"type\", or the path of such a file.",
                ["oneOf"] = potential,
            },
        };
        // Structures may be merged into structures.
        definitions["structure"] = Record(typeof(StructureDeck), null);
        foreach (IPotentialFactory factory in registry.Factories)
        {
            string name = $"potential-{factory.TypeName}";
            potential.Add(new JsonObject { ["$ref"] = $"#/$defs/{name}" });
            JsonObject record = Record(factory.OptionsType, factory.TypeName, factory.Summary);
            ((JsonObject)record["properties"]!)["$schema"] = new JsonObject { ["type"] = "string" };
            definitions[name] = record;
        }

        return definitions;
    }

    private JsonObject Record(Type type, string? typeName, string? description = null)
    {
        OptionModel model = catalog.Of(type);
        var schema = new JsonObject();
        if (description is not null)
        {
            schema["description"] = description;
        }

        var properties = new JsonObject();
        var required = new JsonArray();
        if (typeName is not null)
        {
            properties["type"] = new JsonObject { ["const"] = typeName };
            required.Add("type");
        }

        foreach (OptionInfo option in model.Options)
        {
            properties[option.Key] = Property(option);
            if (option.IsRequired)
            {
                required.Add(option.Key);
            }
        }

        schema["type"] = "object";
        schema["properties"] = properties;
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        AddCombinations(model, schema);
        schema["additionalProperties"] = false;
        return schema;
    }

    private static void AddCombinations(OptionModel model, JsonObject schema)
    {
        var rules = new JsonArray();
        foreach (ExactlyOneAttribute rule in model.ExactlyOne)
        {
            var one = new JsonObject
            {
                ["oneOf"] = new JsonArray([.. rule.Keys.Select(k => Requires(k))]),
            };
            rules.Add(rule.When is null ? one : new JsonObject { ["if"] = Requires(rule.When), ["then"] = one });
        }

        if (rules.Count > 0)
        {
            schema["allOf"] = rules;
        }

        var dependent = new JsonObject();
        foreach (OnlyWithAttribute rule in model.OnlyWith)
        {
            foreach (string key in rule.Keys)
            {
                dependent[key] = new JsonArray(rule.With);
            }
        }

        if (dependent.Count > 0)
        {
            schema["dependentRequired"] = dependent;
        }
    }

    private static JsonNode Requires(string key) => new JsonObject { ["required"] = new JsonArray(key) };

    private JsonObject Property(OptionInfo option)
    {
        var schema = new JsonObject { ["description"] = option.Rules.Description };
        foreach ((string key, JsonNode? value) in Shape(option.Shape, option.Rules).ToList())
        {
            schema[key] = value?.DeepClone();
        }

        bool isShown = !option.IsRequired && !option.Rules.InputFile && !option.Rules.InputFolder && !option.IsOutputFile && option.Default is not ("" or null);
        if (isShown && Default(option.Shape, option.Default!) is JsonNode shown)
        {
            schema["default"] = shown;
        }

        return schema;
    }

    private JsonObject Shape(OptionShape shape, OptionAttribute rules)
    {
        switch (shape)
        {
            case OptionShape.Scalar { Kind: ScalarKind.Boolean }:
                return new JsonObject { ["type"] = "boolean" };
            case OptionShape.Scalar { Kind: ScalarKind.Text }:
                return rules.ElementSymbol ? Reference("element") : new JsonObject { ["type"] = "string" };
            case OptionShape.Scalar scalar:
                return Number(scalar.Kind, rules);
            case OptionShape.Choice choice:
                return new JsonObject { ["enum"] = new JsonArray([.. choice.Choices.Select(c => (JsonNode)c.Name)]) };
            case OptionShape.Switch:
                return new JsonObject
                {
                    ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "boolean" }, new JsonObject { ["type"] = "string" }),
                };
            case OptionShape.Nested when shape.Type == typeof(StructureDeck):
                return Reference("structure");
            case OptionShape.Potential:
                return Reference("potential");
            case OptionShape.Union { Variants.Count: 0 }:
                return new JsonObject { ["type"] = "object" };
            case OptionShape.Union union:
                return new JsonObject
                {
                    ["oneOf"] = new JsonArray([.. union.Variants.Select(v => (JsonNode)Record(v.Type, v.Name, v.Description))]),
                };
            case OptionShape.List list:
                var array = new JsonObject { ["type"] = "array", ["items"] = Shape(list.Item, rules) };
                AddCounts(array, rules, "minItems", "maxItems");
                return array;
            case OptionShape.Map map:
                var entries = new JsonObject { ["type"] = "object", ["additionalProperties"] = Shape(map.Item, ForValues(rules)) };
                if (rules.ElementSymbol)
                {
                    entries["propertyNames"] = Reference("element");
                }

                AddCounts(entries, rules, "minProperties", "maxProperties");
                return entries;
            default:
                return Record(shape.Type, null);
        }
    }

    // The symbols of a dictionary are its keys.
    private static OptionAttribute ForValues(OptionAttribute rules) => new(rules.Key, rules.Description)
    {
        Min = rules.Min,
        Max = rules.Max,
        ExclusiveMin = rules.ExclusiveMin,
        MinCount = rules.MinCount,
        MaxCount = rules.MaxCount,
    };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = Definition + definition };

    private static JsonObject Number(ScalarKind kind, OptionAttribute rules)
    {
        var schema = new JsonObject { ["type"] = kind == ScalarKind.Double ? "number" : "integer" };
        double least = kind == ScalarKind.UInt64 ? Math.Max(0.0, rules.Min) : rules.Min;
        if (!double.IsNegativeInfinity(least))
        {
            schema[rules.ExclusiveMin ? "exclusiveMinimum" : "minimum"] = least;
        }

        if (!double.IsPositiveInfinity(rules.Max))
        {
            schema["maximum"] = rules.Max;
        }

        return schema;
    }

    private static void AddCounts(JsonObject schema, OptionAttribute rules, string least, string most)
    {
        if (rules.MinCount > 0)
        {
            schema[least] = rules.MinCount;
        }

        if (rules.MaxCount < int.MaxValue)
        {
            schema[most] = rules.MaxCount;
        }
    }

    private static JsonNode? Default(OptionShape shape, object value) => (shape, value) switch
    {
        (OptionShape.Choice c, _) => c.Choices.First(n => n.Value.Equals(value)).Name,
        (OptionShape.List l, IEnumerable items) when l.Item is OptionShape.Scalar or OptionShape.Choice =>
            new JsonArray([.. items.Cast<object>().Select(i => Default(l.Item, i))]),
        (OptionShape.Scalar, bool b) => b,
        (OptionShape.Scalar, int i) => i,
        (OptionShape.Scalar, long n) => n,
        (OptionShape.Scalar, ulong u) => u,
        (OptionShape.Scalar, double d) when double.IsFinite(d) => d,
        (OptionShape.Scalar, string s) => s,
        _ => null,
    };
}
