using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>The schema that editors use says the same as the reader.</summary>
public sealed class DeckSchemaTests : IDisposable
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private readonly CliRunner _cli = new();

    [Theory]
    [InlineData("run", "deck.schema.json")]
    [InlineData("train", "train.schema.json")]
    [InlineData("compare", "compare.schema.json")]
    public void TheShippedSchemasAreWhatTheProgramWrites(string kind, string file)
    {
        _cli.Configure = _ => { };

        string written = _cli.Run("schema", kind).Output;

        File.ReadAllText(Path.Combine(Repository.Root, "inputs", file)).ShouldBe(
            written, $"out of date; run: dotnet run --project src/MdEngine.Cli -- schema {kind} -o inputs/{file}");
    }

    [Fact]
    public void ShippedDecksSatisfyTheirSchemas()
    {
        string[] decks = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "inputs"), "*.json", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "potentials"), "train.json", SearchOption.AllDirectories))
            .Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal))];

        decks.Length.ShouldBeGreaterThan(10);
        foreach (string deck in decks)
        {
            JsonNode json = JsonNode.Parse(File.ReadAllText(deck), null, Lenient)!;
            string schema = Path.Combine(Path.GetDirectoryName(deck)!, (string?)json["$schema"] ?? "nothing");
            File.Exists(schema).ShouldBeTrue($"{deck} names its schema");
            new JsonSchemaChecker((JsonObject)JsonNode.Parse(File.ReadAllText(schema))!).Check(json).ShouldBeEmpty(deck);
        }
    }

    [Fact]
    public void AGoodDeckSatisfiesTheSchema() => Check(GoodDeck.Text).ShouldBeEmpty();

    [Theory]
    [InlineData("\"title\"", "\"titel\"")]
    [InlineData("12345", "\"12345\"")]
    [InlineData("\"fcc\"", "\"fbc\"")]
    [InlineData("\"lattice\": \"fcc\", ", "")]
    [InlineData("\"lattice\": \"fcc\"", "\"lattice\": \"fcc\", \"file\": \"x.xyz\"")]
    [InlineData("\"a_A\": 5.3, ", "")]
    [InlineData("\"a_A\": 5.3", "\"a_A\": 5.3, \"frame\": 1")]
    [InlineData("[\"Ar\"]", "[\"AR\"]")]
    [InlineData("[4, 4, 4]", "[4, 4]")]
    [InlineData("[4, 4, 4]", "[4, 4, 0]")]
    [InlineData("[4, 4, 4]}", "[4, 4, 4], \"masses_u\": {\"Q\": 1}}")]
    [InlineData("\"test-pair\"", "\"test-pear\"")]
    [InlineData("\"cutoff_A\": 8.5", "\"cutoff\": 8.5")]
    [InlineData("\"sigma_A\": 3.4", "\"sigma_A\": 0")]
    [InlineData("\"timestep_fs\": 2.0", "\"timestep_fs\": 0")]
    [InlineData("\"langevin\"", "\"nve\"")]
    [InlineData("\"friction_per_ps\": 1.0", "\"friction_per_ps\": -1")]
    [InlineData("\"steps\": 100", "\"steps\": 0.5")]
    [InlineData("\"every\": 10", "\"every\": true")]
    [InlineData("\"pos\"]", "\"force\"]")]
    public void WhatTheReaderRefusesTheSchemaRefusesToo(string find, string replacement)
    {
        GoodDeck.Text.ShouldContain(find);
        string broken = GoodDeck.Text.Replace(find, replacement);

        Check(broken).ShouldNotBeEmpty();
        _cli.Run("validate", _cli.Write("deck.json", broken)).Code.ShouldBe(2);
    }

    public void Dispose() => _cli.Dispose();

    private System.Collections.Generic.List<string> Check(string deck) =>
        new JsonSchemaChecker((JsonObject)JsonNode.Parse(_cli.Run("schema").Output)!).Check(JsonNode.Parse(deck, null, Lenient));
}
