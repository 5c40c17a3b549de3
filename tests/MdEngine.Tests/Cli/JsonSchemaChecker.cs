using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace MdEngine.Tests.Cli;

/// <summary>Checks JSON against the keywords of JSON Schema that the deck's schema uses; any other keyword throws.</summary>
public sealed class JsonSchemaChecker(JsonObject root)
{
    private static readonly string[] Annotations = ["$schema", "$defs", "title", "description", "default", "if", "then"];

    public List<string> Check(JsonNode? value) => [.. Check(root, value, "$")];

    private IEnumerable<string> Check(JsonObject schema, JsonNode? value, string path)
    {
        foreach ((string keyword, JsonNode? rule) in schema)
        {
            if (!Annotations.Contains(keyword))
            {
                foreach (string fault in Apply(keyword, rule!, schema, value, path))
                {
                    yield return fault;
                }
            }
        }

        if (schema["if"] is JsonObject condition && !Check(condition, value, path).Any())
        {
            foreach (string fault in Check((JsonObject)schema["then"]!, value, path))
            {
                yield return fault;
            }
        }
    }

    private IEnumerable<string> Apply(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, string path)
    {
        switch (keyword)
        {
            case "$ref":
                string name = rule.GetValue<string>()["#/$defs/".Length..];
                return Check((JsonObject)root["$defs"]![name]!, value, path);
            case "type":
                return Fault(IsOfType(value, rule.GetValue<string>()), $"{path}: not of type {rule}");
            case "const":
                return Fault(JsonNode.DeepEquals(rule, value), $"{path}: not {rule}");
            case "enum":
                return Fault(rule.AsArray().Any(r => JsonNode.DeepEquals(r, value)), $"{path}: not in the enumeration");
            case "oneOf":
                int fits = rule.AsArray().Count(r => !Check((JsonObject)r!, value, path).Any());
                return Fault(fits == 1, $"{path}: fits {fits} alternatives");
            case "allOf":
                return rule.AsArray().SelectMany(r => Check((JsonObject)r!, value, path));
            case "required":
                return value is not JsonObject o
                    ? []
                    : rule.AsArray().Where(k => !o.ContainsKey((string)k!)).Select(k => $"{path}: {k} is missing");
            case "dependentRequired":
                return value is not JsonObject d
                    ? []
                    : rule.AsObject().Where(r => d.ContainsKey(r.Key) && r.Value!.AsArray().Any(k => !d.ContainsKey((string)k!)))
                        .Select(r => $"{path}: {r.Key} lacks its companion");
            case "properties":
                return value is not JsonObject p
                    ? []
                    : rule.AsObject().Where(r => p.ContainsKey(r.Key))
                        .SelectMany(r => Check((JsonObject)r.Value!, p[r.Key], $"{path}.{r.Key}"));
            case "additionalProperties":
                return AdditionalProperties(rule, schema, value, path);
            case "propertyNames":
                return value is not JsonObject n ? [] : n.SelectMany(e => Check((JsonObject)rule, e.Key, $"{path}.{e.Key}"));
            case "items":
                return value is not JsonArray a ? [] : a.SelectMany((e, k) => Check((JsonObject)rule, e, $"{path}[{k}]"));
            case "minItems":
                return Fault(value is not JsonArray least || least.Count >= (int)rule, $"{path}: too few items");
            case "minProperties":
                return Fault(value is not JsonObject few || few.Count >= (int)rule, $"{path}: too few keys");
            case "maxProperties":
                return Fault(value is not JsonObject many || many.Count <= (int)rule, $"{path}: too many keys");
            case "maxItems":
                return Fault(value is not JsonArray most || most.Count <= (int)rule, $"{path}: too many items");
            case "minimum":
                return Fault(Number(value) is not double min || min >= (double)rule, $"{path}: below {rule}");
            case "exclusiveMinimum":
                return Fault(Number(value) is not double low || low > (double)rule, $"{path}: not above {rule}");
            case "maximum":
                return Fault(Number(value) is not double max || max <= (double)rule, $"{path}: above {rule}");
            default:
                throw new InvalidOperationException($"keyword '{keyword}' is not known to this checker");
        }
    }

    private IEnumerable<string> AdditionalProperties(JsonNode rule, JsonObject schema, JsonNode? value, string path)
    {
        if (value is not JsonObject given)
        {
            return [];
        }

        var known = (schema["properties"] as JsonObject)?.Select(p => p.Key).ToHashSet() ?? [];
        IEnumerable<KeyValuePair<string, JsonNode?>> others = given.Where(g => !known.Contains(g.Key));
        return rule is JsonObject other
            ? others.SelectMany(g => Check(other, g.Value, $"{path}.{g.Key}"))
            : others.Select(g => $"{path}: {g.Key} is not allowed");
    }

    private static double? Number(JsonNode? value) =>
        value is JsonValue v && v.GetValueKind() == System.Text.Json.JsonValueKind.Number ? v.GetValue<double>() : null;

    private static bool IsOfType(JsonNode? value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == System.Text.Json.JsonValueKind.String,
        "boolean" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        "number" => Number(value) is not null,
        "integer" => Number(value) is double n && Math.Floor(n) == n,
        _ => throw new InvalidOperationException($"type '{type}' is not known to this checker"),
    };

    private static IEnumerable<string> Fault(bool holds, string message) => holds ? [] : [message];
}
