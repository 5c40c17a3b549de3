using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Mutated decks: the program refuses or accepts them, but never breaks or hangs.</summary>
public sealed class DeckFuzzTests : IDisposable
{
    // Far beyond what a deck needs (milliseconds): only a hang takes as long.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private static readonly string[] Tokens =
        ["{", "}", "[", "]", ":", ",", "\"", "null", "true", "-", "1e999", "\\u0000", "\\ud800", "//", "/*", "\0", "\n", "..", "\"type\":", "\"nve\""];

    private readonly CliRunner _cli = new();

    [Fact]
    public void MutatedDecksNeverBreakTheProgram()
    {
        byte[] good = Encoding.UTF8.GetBytes(GoodDeck.Text);
        Gen<(int At, int Kind, int Value)> mutation =
            from at in Gen.Choose(0, good.Length - 1)
            from kind in Gen.Choose(0, 4)
            from value in Gen.Choose(0, 255)
            select (at, kind, value);
        Gen<IList<(int At, int Kind, int Value)>> some =
            from n in Gen.Choose(1, 4)
            from list in mutation.ListOf(n)
            select (IList<(int, int, int)>)list.ToList();

        Property property = Prop.ForAll(some.ToArbitrary(), mutations => Survives(Mutate(good, mutations)));

        // A fixed seed: a failure can be repeated.
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20240607UL, 3UL));
    }

    [Fact]
    public void RandomOverridesNeverBreakTheProgram()
    {
        string deck = _cli.Write("deck.json", GoodDeck.Text);
        string[] keys = ["stages", "0", "1", "potential", "type", "pairs", "structure", "output", "thermo", "file", "seed", ":", "[", "elements", ""];
        string[] values = ["", "0", "-1", "x", "true", "NaN", "sum", "test-pair", "/", "\0", "deck.json", "1e400", "{}"];
        Gen<string> set =
            from n in Gen.Choose(0, 4)
            from path in Gen.Elements(keys).ListOf(n)
            from value in Gen.Elements(values)
            select string.Join(':', path) + "=" + value;
        Gen<IList<string>> sets =
            from n in Gen.Choose(1, 3)
            from list in set.ListOf(n)
            select (IList<string>)list.ToList();

        Property property = Prop.ForAll(sets.ToArbitrary(), list =>
        {
            CliResult result = Run(["validate", deck, .. list.SelectMany(s => new[] { "--set", s })]);
            return result.Code is 0 or 2;
        });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20240608UL, 3UL));
    }

    [Fact]
    public void DeepNestingIsRefused()
    {
        _cli.Write("deck.json", string.Concat(Enumerable.Repeat("{\"terms\":[", 5000)));

        Run(["validate", _cli.Path("deck.json")]).Code.ShouldBe(2);
    }

    [Fact]
    public void ManyFaultsAreCutShort()
    {
        _cli.Write("deck.json", "{" + string.Join(",\n", Enumerable.Range(0, 5000).Select(k => $"\"key{k}\": {k}")) + "}");

        CliResult result = Run(["validate", _cli.Path("deck.json")]);

        result.Code.ShouldBe(2);
        result.ErrorLines.Length.ShouldBe(101);
        result.ErrorLines[^1].ShouldContain("more");
    }

    public void Dispose() => _cli.Dispose();

    private static byte[] Mutate(byte[] good, IList<(int At, int Kind, int Value)> mutations)
    {
        var bytes = new List<byte>(good);
        foreach ((int at, int kind, int value) in mutations)
        {
            int where = Math.Min(at, bytes.Count - 1);
            switch (kind)
            {
                case 0:
                    bytes[where] = (byte)value;
                    break;
                case 1:
                    bytes.RemoveRange(where, Math.Min(1 + (value / 8), bytes.Count - where - 1));
                    break;
                case 2:
                    bytes.InsertRange(where, Encoding.UTF8.GetBytes(Tokens[value % Tokens.Length]));
                    break;
                case 3:
                    bytes.InsertRange(where, bytes.Skip(value).Take(40).ToArray());
                    break;
                default:
                    bytes.RemoveRange(where, bytes.Count - where);
                    bytes.Add((byte)'}');
                    break;
            }
        }

        return [.. bytes];
    }

    private bool Survives(byte[] deck)
    {
        File.WriteAllBytes(_cli.Path("deck.json"), deck);
        CliResult result = Run(["validate", _cli.Path("deck.json")]);

        // Anything but 0 and 2 is an exception that nobody foresaw.
        return result.Code == 0 ? result.Error.Length == 0 : result.Code == 2 && result.ErrorLines.Length > 0;
    }

    private CliResult Run(string[] args)
    {
        Task<CliResult> run = Task.Run(() => _cli.Run(args));
        run.Wait(Hang).ShouldBeTrue($"hung on {string.Join(' ', args)}");
        return run.Result;
    }
}
